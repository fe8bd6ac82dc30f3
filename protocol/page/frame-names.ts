/**
 * Names that the frame and the terminal's content script share. Apart from the messages, so that the
 * script, which runs in a page, carries no schemas for them.
 */

/** The path of the frame at our origin; the terminal's only content script matches exactly this. */
export const FRAME_PATH = "/terminal-frame";

/**
 * The button in the frame. While a trusted click on it is being dispatched it carries the press's id in
 * `data-press`, and no longer: written by the terminal, which listens at the window in the capture phase, or
 * where there is no terminal by the frame's own listener on the button.
 */
export const PAY_BUTTON_ID = "pay";
