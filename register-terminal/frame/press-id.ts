/**
 * The id of a press: the one a terminal's script has written on the button in the capture phase of this
 * click, or else our own. It stands there for as long as the click is being dispatched
 * (protocol/page/frame-names.ts), so that page, frame and terminal mean the same press.
 */

/** Call it from the button's own click listener, once. */
export function pressIdOn(button: HTMLElement): string {
  const press = button.dataset.press ?? crypto.randomUUID();
  button.dataset.press = press;
  // The next task: by then every listener of this click has run.
  setTimeout(() => {
    delete button.dataset.press;
  });
  return press;
}
