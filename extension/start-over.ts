/**
 * Beginning anew in a browser whose lock nothing opens any more. The key goes first: whoever sits here gets no further
 * with the account that was, and a browser that dies between begins again with the next press. Never while a payment
 * is on its way, whose end nobody would hear.
 */

import { isUnderWay } from "../terminal/ui/screens/locked/state.ts";
import type { KeyStore } from "../terminal/wallet/ports.ts";
import type { Wallet } from "../terminal/wallet/wallet.ts";

interface StartOverPorts {
  readonly wallet: Promise<Pick<Wallet, "stored">>;
  readonly keys: Pick<KeyStore, "replace">;
  /** all that is stored here, the lock last */
  forget(): Promise<void>;
}

export async function startOver({ wallet, keys, forget }: StartOverPorts): Promise<void> {
  const { records } = await (await wallet).stored();
  if (isUnderWay(records)) return;
  await keys.replace();
  await forget();
}
