// The design system as the wallet's own styles have it: colours with what they contrast to, sizes of type, the grid, the
// mark's states, and the parts of which screens are made. Read from the styles at run time, so it can't grow old.

import { useEffect, useRef, useState } from "preact/hooks";
import { Mark, type MarkState } from "../../terminal/ui/mark.tsx";
import { ActionButton, TextButton } from "../../terminal/ui/parts/button.tsx";
import { Note } from "../../terminal/ui/parts/note.tsx";
import { Row, Rows } from "../../terminal/ui/parts/rows.tsx";
import type { Theme } from "./contents.ts";
import { contrast, type Rgb, readColour } from "./contrast.ts";

export function DesignSystem() {
  return (
    <section class="design" aria-label="Design system">
      <div class="design-colours">
        <Colours theme="light" />
        <Colours theme="dark" />
      </div>
      <div class="design-rest">
        <div class="design-column">
          <Type />
          <Space />
        </div>
        <Marks />
        <Parts />
      </div>
    </section>
  );
}

const COLOURS: readonly (readonly [name: string, use: string])[] = [
  ["paper", "what everything lies on"],
  ["surface", "cards and fields"],
  ["ink", "text"],
  ["ink-soft", "labels, second lines"],
  ["line", "rules and edges"],
  ["indigo", "what acts"],
  ["on-indigo", "text on it"],
  ["seal", "settled, nothing else"],
  ["warn", "look twice"],
  ["danger", "not taken"],
  ["good", "proven"],
];
/** These carry no text. */
const BACKGROUNDS = new Set(["paper", "surface", "line"]);

function Colours({ theme }: { readonly theme: Theme }) {
  const box = useRef<HTMLDivElement>(null);
  const [values, setValues] = useState<Readonly<Record<string, Rgb>>>({});
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    setValues(Object.fromEntries(COLOURS.map(([name]) => [name, readColour(current, name)])));
  }, []);
  return (
    <div class="colours" data-theme={theme} ref={box}>
      <h2>Colour, {theme}</h2>
      <ul>
        {COLOURS.map(([name, use]) => (
          <li key={name}>
            <span class="swatch" style={`background: var(--${name})`} />
            <span>
              <strong>{name}</strong> <span class="soft small">{use}</span>
            </span>
            <span class="figure">{said(name, values)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How a colour of text stands out from what it is written on. */
function said(name: string, values: Readonly<Record<string, Rgb>>): string {
  const colour = values[name];
  const ground = values[name === "on-indigo" ? "indigo" : "paper"];
  if (!colour || !ground || BACKGROUNDS.has(name)) return "";
  return `${contrast(colour, ground).toFixed(1)} : 1`;
}

const SIZES = [
  ["amount", "¥4,980"],
  ["balance", "¥50,000"],
  ["title", "Pay Kami paper goods?"],
  ["body", "The shop never learns who paid. 店は、だれが払ったかを知りません。"],
  ["label", "proven since Sep 2, 2026"],
] as const;

function Type() {
  return (
    <div class="card">
      <h2>Type</h2>
      <dl class="type">
        {SIZES.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd style={`font-size: var(--${name})`}>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const STEPS = [0.5, 1, 1.5, 2, 3] as const;

function Space() {
  return (
    <div class="card">
      <h2>Space</h2>
      <p class="soft small">A grid of 8 px, 4 inside controls; corners of 10; targets of 44.</p>
      <ul class="steps">
        {STEPS.map((steps) => (
          <li key={steps}>
            <span style={`width: calc(${steps} * var(--step))`} />
            {steps * 8}
          </li>
        ))}
      </ul>
    </div>
  );
}

const MARKS: readonly (readonly [MarkState, string])[] = [
  ["waiting", "the halves stand apart"],
  ["checking", "the gap breathes"],
  ["closed", "settled: they close"],
  ["dimmed", "not paid, over"],
];

function Marks() {
  return (
    <div class="card">
      <h2>The mark</h2>
      <ul class="marks">
        {MARKS.map(([state, meaning]) => (
          <li key={state}>
            <span class={`picture picture-${state}`}>
              <Mark state={state} size={64} />
            </span>
            <strong>{state}</strong>
            <span class="soft small">{meaning}</span>
          </li>
        ))}
      </ul>
      <p class="sizes">
        {[16, 20, 32, 48].map((size) => (
          <span key={size}>
            <Mark state="closed" size={size} /> {size}
          </span>
        ))}
      </p>
    </div>
  );
}

function Parts() {
  const nothing = () => undefined;
  return (
    <div class="card parts">
      <h2>Parts</h2>
      <ActionButton press={nothing}>Pay ¥4,980</ActionButton>
      <ActionButton press={nothing} waiting>
        Pay ¥4,980
      </ActionButton>
      <TextButton press={nothing}>Decline</TextButton>
      <Rows>
        <Row label="From">Demo account ··42</Row>
        <Row label="Left after">¥45,020</Row>
      </Rows>
      <Note tone="plain">Telling your account.</Note>
      <Note tone="warn">Not enough money: you have ¥1,000</Note>
      <Note tone="danger">No answer came. What is listed here is what is true.</Note>
    </div>
  );
}
