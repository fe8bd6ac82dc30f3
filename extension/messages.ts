/**
 * Messages between the parts of the extension: one map, direction in the region's title. What arrives is
 * checked field by field; an unknown action, a missing or an extra field makes the whole message nothing.
 * Who may send what is the background's to check.
 */

export interface Messages {
  // #region frame ↦ background
  /** A trusted press; `register` is the frame's, `origin` the page's, as the browser asserts it. */
  press: { press: string; register: string; origin: string };
  /** The page's trade for that press, and the page's origin as the browser asserts it. */
  trade: { press: string; trade: string; origin: string };
  "no-trade": { press: string };
  /** Somebody is about to press, perhaps: a service worker that sleeps may start meanwhile. Asks for nothing. */
  near: Record<never, never>;

  // #region sheet ↦ background
  "open-account": Record<never, never>;
  /** an account that was opened for him, by its opening code */
  "bring-code": { code: string };
  /** `amount` is what the sheet showed, minor units. */
  pay: { record: string; amount: number };
  /** The same, with what he chose to give the shop: GivenFields as JSON text, as the sheet showed it. */
  "pay-and-give": { record: string; amount: number; given: string };
  /** what its owner may give to shops, all of it: OwnDetails as JSON text */
  "keep-details": { details: string };
  /** takes what a shop was given off the list; `given` is the entry's id */
  "forget-given": { given: string };
  "forget-all-given": Record<never, never>;
  /** a LanguageChoice */
  "choose-language": { language: string };
  /** what a shop may take without being asked: BudgetTerms as JSON text */
  "allow-budget": { budget: string };
  /** `register`: the shop's, by which its budget is known */
  "pause-budget": { register: string };
  "resume-budget": { register: string };
  "revoke-budget": { register: string };
  /** something is wrong with what was paid; `said` is {reason?, text} as JSON text */
  "open-dispute": { record: string; said: string };
  "write-in-dispute": { record: string; said: string };
  "withdraw-dispute": { record: string };
  "read-dispute": { record: string };
  /** what came after this payment; or after all of the latest */
  "ask-after": { record: string };
  "ask-after-all": Record<never, never>;
  /** `what`: a record, or the account's change; `assertion` is a PasskeyAssertion as JSON text */
  prove: { what: string; assertion: string };
  "prove-pin": { what: string; pin: string };
  "begin-passkey": { name: string };
  /** `registration` is a PasskeyRegistration as JSON text */
  "register-passkey": { registration: string };
  "set-pin": { pin: string };
  /** `change` is a Change as JSON text */
  "change-account": { change: string };
  "drop-change": Record<never, never>;
  /** a passkey can't be asked for in a popup: the same in a window of its own */
  "open-window": { place: string };
  decline: { record: string };
  /** all that the shop of this record has waiting */
  "decline-shop": { record: string };
  /** declines, and takes nothing more from that page until it is loaded anew */
  refuse: { record: string };
  "try-again": { record: string };
  seen: { record: string };
  refresh: Record<never, never>;
  /** what is told while he isn't looking; each "yes", "no", or "same" for as it is */
  "choose-notices": { shown: string; quiet: string };
  /** how far its owner has come in getting to know the wallet: a Tour's step */
  tour: { step: string };

  // #region sheet ↦ background, about the account's terminals
  link: Record<never, never>;
  "stop-linking": Record<never, never>;
  /** `approval` is a SignedTerminalApproval by the recovery key, as JSON text. */
  recover: { approval: string };
  "look-at-link": { code: string };
  "approve-link": Record<never, never>;
  "forget-link": Record<never, never>;
  /** `terminal` is a device's public key. */
  "rename-terminal": { terminal: string; name: string };
  "revoke-terminal": { terminal: string };
  /** the public half of the recovery key */
  "set-recovery": { key: string };
  "drop-terminal-change": Record<never, never>;
  "start-anew": Record<never, never>;
  /** whether orders are shown in the account's other browsers, and theirs here: "yes" or "no" */
  "share-orders": { shared: string };

  // #region sheet ↦ background, about the lock of this terminal
  "lock-now": Record<never, never>;
  "set-lock-code": { code: string };
  /** by passkeys alone */
  "lock-without-code": Record<never, never>;
  /** `ms` without use; 0: not by itself */
  "lock-after": { ms: number };
  "lock-off": Record<never, never>;
  /** somebody is at this window */
  used: Record<never, never>;
  "unlock-by-code": { code: string };
  /** a challenge for a passkey to sign, please: it comes in the session */
  "ask-unlock": Record<never, never>;
  /** `assertion` is a PasskeyAssertion as JSON text */
  "unlock-by-passkey": { assertion: string };
  /** forgets all that this terminal knows, its key too */
  "start-over": Record<never, never>;

  // #region background ↦ frame
  /** `receipt` is a SignedReceipt as JSON text: the frame's own page parses it. */
  outcome: { trade: string; receipt: string };
  /** The press opens nothing: this page has asked too often. */
  refused: { press: string };
}

export type Action = keyof Messages;
export type Message = { [A in Action]: { readonly action: A } & Readonly<Messages[A]> }[Action];

type Field = "text" | "number";
type Fields = { readonly [A in Action]: { readonly [F in keyof Messages[A]]: Field } };

const FIELDS: Fields = {
  press: { press: "text", register: "text", origin: "text" },
  trade: { press: "text", trade: "text", origin: "text" },
  "no-trade": { press: "text" },
  near: {},
  "open-account": {},
  "bring-code": { code: "text" },
  pay: { record: "text", amount: "number" },
  "pay-and-give": { record: "text", amount: "number", given: "text" },
  "keep-details": { details: "text" },
  "forget-given": { given: "text" },
  "forget-all-given": {},
  "choose-language": { language: "text" },
  "allow-budget": { budget: "text" },
  "pause-budget": { register: "text" },
  "resume-budget": { register: "text" },
  "revoke-budget": { register: "text" },
  "open-dispute": { record: "text", said: "text" },
  "write-in-dispute": { record: "text", said: "text" },
  "withdraw-dispute": { record: "text" },
  "read-dispute": { record: "text" },
  "ask-after": { record: "text" },
  "ask-after-all": {},
  prove: { what: "text", assertion: "text" },
  "prove-pin": { what: "text", pin: "text" },
  "begin-passkey": { name: "text" },
  "register-passkey": { registration: "text" },
  "set-pin": { pin: "text" },
  "change-account": { change: "text" },
  "drop-change": {},
  "open-window": { place: "text" },
  decline: { record: "text" },
  "decline-shop": { record: "text" },
  refuse: { record: "text" },
  "try-again": { record: "text" },
  seen: { record: "text" },
  refresh: {},
  "choose-notices": { shown: "text", quiet: "text" },
  tour: { step: "text" },
  link: {},
  "stop-linking": {},
  recover: { approval: "text" },
  "look-at-link": { code: "text" },
  "approve-link": {},
  "forget-link": {},
  "rename-terminal": { terminal: "text", name: "text" },
  "revoke-terminal": { terminal: "text" },
  "set-recovery": { key: "text" },
  "drop-terminal-change": {},
  "start-anew": {},
  "share-orders": { shared: "text" },
  "lock-now": {},
  "set-lock-code": { code: "text" },
  "lock-without-code": {},
  "lock-after": { ms: "number" },
  "lock-off": {},
  used: {},
  "unlock-by-code": { code: "text" },
  "ask-unlock": {},
  "unlock-by-passkey": { assertion: "text" },
  "start-over": {},
  outcome: { trade: "text", receipt: "text" },
  refused: { press: "text" },
};

/** Longer texts than this are no field of ours; a receipt, or a passkey's registration, has about 1,500 characters. */
const TEXT_MAX = 8_000;

/** @returns the message, or undefined for anything that isn't exactly one */
export function readMessage(value: unknown): Message | undefined {
  if (typeof value !== "object" || value === null || !("action" in value)) return undefined;
  const { action, ...fields } = value;
  if (typeof action !== "string" || !Object.hasOwn(FIELDS, action)) return undefined;
  const expected: Readonly<Record<string, Field>> = FIELDS[action as Action];
  const given = Object.entries(fields);
  if (given.length !== Object.keys(expected).length) return undefined;
  const good = given.every(([name, field]) => isField(expected[name], field));
  return good ? (value as Message) : undefined;
}

function isField(kind: Field | undefined, value: unknown): boolean {
  if (kind === "text")
    return typeof value === "string" && value.length > 0 && value.length <= TEXT_MAX;
  return kind === "number" && Number.isSafeInteger(value);
}
