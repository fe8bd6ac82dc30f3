// Theme, language, width and height of what is shown, and a word to find states by.

import type { JSX } from "preact";
import { contents } from "./contents.ts";

export interface Choice {
  readonly theme: "light" | "dark" | "both";
  readonly language: string;
  /** px */
  readonly width: number;
  /** `window`: as high as the popup, and it scrolls; `whole`: all of it */
  readonly height: "window" | "whole";
  /** part of a state's name */
  readonly find: string;
}

const THEMES = ["light", "dark", "both"] as const;
const WIDTHS = [320, 360, 480] as const;
const HEIGHTS = ["window", "whole"] as const;

export function choiceIn(search: string): Choice {
  const query = new URLSearchParams(search);
  return {
    theme: oneOf(THEMES, query.get("theme")) ?? "both",
    language: oneOf(contents.languages, query.get("language")) ?? "en",
    width: oneOf(WIDTHS, Number(query.get("width"))) ?? 360,
    height: oneOf(HEIGHTS, query.get("height")) ?? "window",
    find: query.get("find") ?? "",
  };
}

function oneOf<T>(all: readonly T[], wanted: unknown): T | undefined {
  return all.find((one) => one === wanted);
}

interface ChoicesProps {
  readonly choice: Choice;
  readonly choose: (some: Partial<Choice>) => void;
}

export function Choices({ choice, choose }: ChoicesProps) {
  return (
    <form class="choices" aria-label="What is shown" onSubmit={(event) => event.preventDefault()}>
      <Group
        name="Theme"
        all={THEMES}
        chosen={choice.theme}
        choose={(theme) => choose({ theme })}
      />
      <Group
        name="Language"
        all={contents.languages}
        chosen={choice.language}
        choose={(language) => choose({ language })}
      />
      <Group
        name="Width"
        all={WIDTHS}
        chosen={choice.width}
        choose={(width) => choose({ width })}
      />
      <Group
        name="Height"
        all={HEIGHTS}
        chosen={choice.height}
        choose={(height) => choose({ height })}
      />
      <label class="find">
        Find
        <input
          type="search"
          value={choice.find}
          onInput={({ currentTarget }) => choose({ find: currentTarget.value })}
        />
      </label>
    </form>
  );
}

function Group<T extends string | number>({
  name,
  all,
  chosen,
  choose,
}: {
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly choose: (one: T) => void;
}): JSX.Element {
  return (
    <fieldset>
      <legend>{name}</legend>
      <div class="options">
        {all.map((one) => (
          <label key={one}>
            <input type="radio" name={name} checked={one === chosen} onChange={() => choose(one)} />
            <span>{one}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
