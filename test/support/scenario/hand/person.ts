/**
 * What a person does and sees, in whatever browser: so that one story is told in all of them. No browser's own words here.
 * Every verb waits until it can be done, and every look until it is so.
 */

/** A tab with a shop's page or the wallet. */
export interface Pane {
  /** a heading of just this text is to be seen */
  heading(text: string | RegExp): Promise<void>;
  /** this is to be read somewhere on it */
  shows(text: string | RegExp): Promise<void>;
  /** this is nowhere to be read */
  lacks(text: string | RegExp): Promise<void>;
  /** a real click on the button of this name, once it works */
  press(button: string | RegExp): Promise<void>;
  /** the button of this name works */
  works(button: string | RegExp): Promise<void>;
  /** the button of this name is there, working or not */
  hasButton(button: string | RegExp): Promise<void>;
  /** types into the field of this label */
  fill(label: string, text: string): Promise<void>;
  /** takes this of the list of this label */
  choose(label: string, option: string): Promise<void>;
  /** takes the box or the choice of this label */
  check(label: string | RegExp): Promise<void>;
  /** wherever the focus is */
  key(key: Key): Promise<void>;
  /** presses Tab until the focus is on the button of this name */
  tabTo(button: string | RegExp): Promise<void>;
  /** @param script the body of a function in the page; `return` gives the answer, as JSON */
  ask<T>(script: string): Promise<T>;
  /** until the script returns something true */
  until(script: string): Promise<void>;
  /** presses a button that saves a file @returns the file's text */
  save(button: string): Promise<string>;
  reload(): Promise<void>;
  front(): Promise<void>;
  close(): Promise<void>;
}

export type Key = "Escape" | "Enter" | "Tab";

export interface Person {
  /** a page of a shop, in a tab of its own */
  visit(url: string): Promise<Pane>;
  /** the wallet in a tab of its own: home, or the sheet of what waits @param place what it is to show */
  wallet(place?: string): Promise<Pane>;
  /** A real press on the shop's button; what comes of it is for the story to see. */
  press(shop: Pane): Promise<void>;
  /** The same where a sheet comes up by itself. @returns the sheet, as far as a program can drive it */
  order(shop: Pane): Promise<Pane>;
  /** what the shop's button says now */
  buttonSays(shop: Pane, text: string): Promise<void>;
  /** windows of the wallet, popup included */
  walletWindows(): Promise<number>;
  /** ends the extension's background as this browser does */
  endBackground(): Promise<void>;
  offline(isOffline: boolean): Promise<void>;
  /** what stands on the wallet's icon */
  badge(): Promise<string>;
  close(): Promise<void>;
}

export type BrowserName = "Chromium" | "Firefox";

/** Starts browsers when they are first needed. */
export interface Hands {
  /** who has just got the wallet, with an account or none yet */
  of(browser: BrowserName, has?: "account" | "nothing"): Promise<Person>;
}

/** What stands on a page's list of events, by the counter's own script. */
export const HEARD = (name: string) =>
  `return globalThis.heard.some((one) => one.name === ${JSON.stringify(name)})`;
