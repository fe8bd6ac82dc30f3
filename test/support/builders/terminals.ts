// What a terminal or a recovery key signs about an account's terminals: honest unless overridden.

import type { KeyPair } from "../../../cli/keys.ts";
import type {
  RecoveryKeySetting,
  SignedTerminalApproval,
  SignedTerminalChange,
  TerminalApproval,
  TerminalNaming,
  TerminalRevocation,
} from "../../../protocol/account/terminal-changes.ts";
import type { SignedTradeWord, TradeWord } from "../../../protocol/account/trade-words.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { importSigningSeed, type PublicKey, sign } from "../../../protocol/signing/signature.ts";
import type { CarrierWorld } from "./payment.ts";

type World = Pick<CarrierWorld, "realm" | "now">;

function head({ realm, now }: World, by: KeyPair) {
  return { iss: by.publicKey, aud: realm.realm, mode: realm.mode, time: now() };
}

export async function anApproval(
  world: World,
  by: KeyPair,
  terminal: PublicKey,
  overrides: Partial<TerminalApproval> = {},
): Promise<SignedTerminalApproval> {
  const approval: TerminalApproval = {
    typ: "warifu/terminal-approval/1",
    ...head(world, by),
    terminal,
    name: "Chromium on the sofa",
    ...overrides,
  };
  return sign(approval, await importSigningSeed(by.seed));
}

export async function aRevocation(
  world: World,
  by: KeyPair,
  terminals: PublicKey[],
  overrides: Partial<TerminalRevocation> = {},
): Promise<SignedTerminalChange> {
  const revocation: TerminalRevocation = {
    typ: "warifu/terminal-revocation/1",
    ...head(world, by),
    terminals,
    ...overrides,
  };
  return sign(revocation, await importSigningSeed(by.seed));
}

export async function aNaming(
  world: World,
  by: KeyPair,
  terminal: PublicKey,
  name: string,
): Promise<SignedTerminalChange> {
  const naming: TerminalNaming = {
    typ: "warifu/terminal-naming/1",
    ...head(world, by),
    ...{ terminal, name },
  };
  return sign(naming, await importSigningSeed(by.seed));
}

export async function aRecoverySetting(
  world: World,
  by: KeyPair,
  recovery: PublicKey,
): Promise<SignedTerminalChange> {
  const setting: RecoveryKeySetting = {
    typ: "warifu/recovery-key/1",
    ...head(world, by),
    recovery,
  };
  return sign(setting, await importSigningSeed(by.seed));
}

/** What a terminal says to the account's others about a trade. */
export async function aWord(
  world: World,
  by: KeyPair,
  trade: TradeId,
  overrides: Partial<TradeWord> = {},
): Promise<SignedTradeWord> {
  const word: TradeWord = {
    typ: "warifu/trade-word/1",
    ...head(world, by),
    trade,
    word: "waiting",
    ...overrides,
  };
  return sign(word, await importSigningSeed(by.seed));
}
