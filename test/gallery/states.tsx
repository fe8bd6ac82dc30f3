// Every state in a frame as wide as chosen. Frames are loaded when they come near, so that the page opens at once.

import { useEffect, useState } from "preact/hooks";
import type { Choice } from "./choices.tsx";
import { anchorOf, contents, type Theme } from "./contents.ts";

/** The popup's, px. */
const HEIGHT = 600;

export function States({ choice }: { readonly choice: Choice }) {
  const heights = useHeights();
  const found = Object.entries(contents.names)
    .map(([status, names]) => [status, names.filter((name) => matches(name, choice.find))] as const)
    .filter(([, names]) => names.length > 0);
  return (
    <div class="states">
      <nav aria-label="States">
        {found.map(([status, names]) => (
          <div key={status}>
            <a class="nav-screen" href={`#${anchorOf(status)}-screen`}>
              {status}
            </a>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <a href={`#${anchorOf(name)}`}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main>
        {found.length === 0 && <p class="soft">No state is called like that.</p>}
        {found.map(([status, names]) => (
          <section key={status} id={`${anchorOf(status)}-screen`}>
            <h2>{status}</h2>
            <div class="frames">
              {names.map((name) => (
                <State key={name} name={name} choice={choice} heights={heights} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}

function matches(name: string, find: string): boolean {
  return name.toLowerCase().includes(find.trim().toLowerCase());
}

function State({
  name,
  choice,
  heights,
}: {
  readonly name: string;
  readonly choice: Choice;
  readonly heights: ReadonlyMap<string, number>;
}) {
  const themes: Theme[] = choice.theme === "both" ? ["light", "dark"] : [choice.theme];
  return (
    <figure id={anchorOf(name)}>
      <figcaption>
        <a href={`#${anchorOf(name)}`}>{name}</a>
      </figcaption>
      <div class="pair">
        {themes.map((theme) => {
          const { language } = choice;
          const search = `?${new URLSearchParams({ state: anchorOf(name), theme, language })}`;
          const whole = choice.height === "whole" ? heights.get(search) : undefined;
          return (
            <iframe
              key={search}
              title={`${name}, ${theme}, ${language}`}
              src={`state.html${search}`}
              loading="lazy"
              width={choice.width}
              height={whole ?? HEIGHT}
            />
          );
        })}
      </div>
    </figure>
  );
}

/** What the frames say of their heights, by their address. */
function useHeights(): ReadonlyMap<string, number> {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    const hear = ({ data }: MessageEvent) => {
      const { search, height } = data ?? {};
      if (typeof search !== "string" || typeof height !== "number") return;
      setHeights((known) => new Map([...known, [search, height]]));
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);
  return heights;
}
