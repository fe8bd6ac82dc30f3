/**
 * Draws a state of the frame: one real button, one line below it, and where no wallet answered the ways on. Keeps the
 * same elements from state to state, so that focus stays; what changed is said once, by a region of its own.
 */

import { PAY_BUTTON_ID } from "../../protocol/page/frame-names.ts";
import { type FrameState, isOver } from "./frame-state.ts";
import type { FrameWords, Label } from "./frame-words.ts";
import { drawMark } from "./mark.ts";
import { createWaysOn } from "./ways-on.ts";

export interface FrameView {
  readonly button: HTMLButtonElement;
  draw(state: FrameState, words: FrameWords, label: Label): void;
}

export function createView(root: HTMLElement): FrameView {
  const button = document.createElement("button");
  button.id = PAY_BUTTON_ID;
  button.type = "button";
  const label = document.createElement("span");
  button.append(drawMark(), label);
  const note = document.createElement("p");
  note.id = "note";
  note.setAttribute("role", "status");
  const heard = document.createElement("span");
  heard.className = "heard";
  const said = document.createElement("span");
  note.append(heard, said);
  const ways = createWaysOn();
  root.append(button, note, ways.element);
  return {
    button,
    draw: (current, words, chosen) => {
      const { state } = current;
      const { label: own, note: line = "" } = words[state];
      const text = own ?? words.labels[chosen];
      root.dataset.state = state;
      label.textContent = text;
      // By itself our name is no verb: what the button does is said to who can't see the page around it.
      if (chosen === "plain" && own === undefined) button.ariaLabel = words.labels.pay;
      else button.removeAttribute("aria-label");
      button.disabled = state === "silent" || isOver(current);
      button.ariaBusy = String(state === "opening" || state === "wallet");
      ways.draw(state === "no-wallet" ? { trade: current.trade } : undefined, words);
      // A button's new name isn't read out by itself.
      write(heard, own === undefined ? "" : `${own}. `);
      write(said, line);
      note.dataset.line = line;
    },
  };
}

/** The same words once more would be read out once more. */
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
