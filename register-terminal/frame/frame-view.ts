/**
 * Draws a state of the frame: one real button, one line below it. Keeps the same elements from state to
 * state, so that focus stays and screen readers hear only what changed.
 */

import { PAY_BUTTON_ID } from "../../protocol/page/frame-names.ts";
import { type FrameState, isOver } from "./frame-state.ts";
import type { wordsFor } from "./frame-words.ts";
import { drawMark } from "./mark.ts";

export interface FrameView {
  readonly button: HTMLButtonElement;
  draw(state: FrameState): void;
}

/** Where a wallet is to be had, at our origin. */
const GET_PATH = "/get";

export function createView(root: HTMLElement, words: ReturnType<typeof wordsFor>): FrameView {
  const button = document.createElement("button");
  button.id = PAY_BUTTON_ID;
  button.type = "button";
  const label = document.createElement("span");
  button.append(drawMark(), label);
  const note = document.createElement("p");
  note.id = "note";
  note.setAttribute("role", "status");
  root.append(button, note);
  return {
    button,
    draw: (current) => {
      const { state } = current;
      const { label: text, note: line } = words[state];
      root.dataset.state = state;
      label.textContent = text;
      button.disabled = current.state === "silent" || isOver(current);
      button.setAttribute("aria-busy", String(state === "opening" || state === "wallet"));
      note.replaceChildren(...(line === undefined ? [] : [line]));
      if (state === "no-wallet") note.append(" ", linkTo(GET_PATH, words.get.label));
    },
  };
}

function linkTo(path: string, text: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = path;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = text;
  return link;
}
