/** Chromium's virtual authenticator in the pages of the wallet: one authenticator, wherever it is asked. */

import type { CDPSession, Page } from "@playwright/test";

interface Credential {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  signCount: number;
}

export interface VirtualAuthenticator {
  /** plugs it into this page, with all that it knows */
  plugInto(page: Page): Promise<void>;
  /** what it knows now, from the page that it was last in */
  pull(): Promise<Credential[]>;
  /** how often it says that it was used: a copy of it knows less */
  counts(signCount: number): Promise<void>;
  verifiesItsUser(verifies: boolean): Promise<void>;
}

export function aVirtualAuthenticator(): VirtualAuthenticator {
  let known: Credential[] = [];
  let inside: { readonly session: CDPSession; readonly authenticatorId: string } | undefined;

  const current = () => {
    if (!inside) throw new Error("it is in no page");
    return inside;
  };
  const pull = async () => {
    const { session, authenticatorId } = current();
    const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
    known = credentials as Credential[];
    return known;
  };
  const push = async () => {
    const { session, authenticatorId } = current();
    await session.send("WebAuthn.clearCredentials", { authenticatorId });
    for (const credential of known)
      await session.send("WebAuthn.addCredential", { authenticatorId, credential });
  };
  return {
    pull,
    async plugInto(page) {
      const session = await page.context().newCDPSession(page);
      await session.send("WebAuthn.enable", { enableUI: false });
      const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
        options: {
          ...{ protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal" },
          ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
          automaticPresenceSimulation: true,
        },
      });
      inside = { session, authenticatorId };
      await push();
    },
    async counts(signCount) {
      for (const credential of await pull()) credential.signCount = signCount;
      await push();
    },
    async verifiesItsUser(isUserVerified) {
      const { session, authenticatorId } = current();
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
