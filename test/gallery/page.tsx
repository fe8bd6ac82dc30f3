// The gallery's own page: the design system on top, then every state under its screen, each in a frame of its own. What
// is chosen above stands in the address, so that a view of it can be passed on.

import { render } from "preact";
import { useState } from "preact/hooks";
import { type Choice, Choices, choiceIn } from "./choices.tsx";
import { contents } from "./contents.ts";
import { DesignSystem } from "./design-system.tsx";
import { States } from "./states.tsx";

function Gallery() {
  const [choice, setChoice] = useState<Choice>(() => choiceIn(location.search));
  const choose = (some: Partial<Choice>) => {
    const next = { ...choice, ...some };
    const query = new URLSearchParams(
      Object.entries(next).map(([key, value]) => [key, `${value}`]),
    );
    history.replaceState(null, "", `?${query}${location.hash}`);
    setChoice(next);
  };
  document.documentElement.dataset.theme = choice.theme === "dark" ? "dark" : "light";
  const count = Object.values(contents.names).flat().length;
  return (
    <>
      <header class="top">
        <h1>Warifu</h1>
        <p>
          {count} states of {Object.keys(contents.names).length} screens, as the wallet draws them.
          Buttons lead nowhere here.
        </p>
      </header>
      <DesignSystem />
      <Choices choice={choice} choose={choose} />
      <States choice={choice} />
    </>
  );
}

const app = document.getElementById("app");
if (app) render(<Gallery />, app);
// Drawn after the browser looked for it.
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
