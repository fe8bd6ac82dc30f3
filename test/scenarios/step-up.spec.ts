// A shopper proves himself: with a passkey that Chromium's virtual authenticator holds, and with a PIN. What a copied,
// an unverified or a misdirected passkey is worth is seen here in a real browser; the rest in the carrier's own tests.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { aPin } from "../support/canary/plant.ts";
import { aVirtualAuthenticator } from "../support/scenario/authenticator.ts";
import { accountOf, operator } from "../support/scenario/operator.ts";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const PROVE = { name: "Confirm that it’s you" };
const BY_PASSKEY = { name: "Use your passkey" };

/** The wallet's window, where it shows how the account is protected. */
const security = async ({ visit, browser }: Shopper): Promise<Page> =>
  visit(`chrome-extension://${browser.extensionId}/popup.html?window=1&place=security`);

const usePin = async (
  page: Page,
  pin: string,
  label = "PIN, six digits",
  button = "Use the PIN",
) => {
  await page.getByLabel(label).fill(pin);
  await page.getByRole("button", { name: button }).click();
};

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("[SU2] [SU10] [SU23] a passkey is enrolled, and asked for in a window; no copy, no stranger and no page can use it", async ({
  world,
  shopper,
}) => {
  const authenticator = aVirtualAuthenticator();
  const settings = await security(shopper);
  await authenticator.plugInto(settings);
  await settings.getByRole("button", { name: "Add a passkey" }).click();
  await expect(settings.getByText("Passkey 1 since")).toBeVisible();
  await settings.getByLabel("Ask above this amount").first().fill("1000");
  await settings.getByRole("button", { name: "Save" }).first().click();
  await expect(settings.getByRole("status").getByText("Telling your account.")).toHaveCount(0);
  await nothingFound(settings);
  await authenticator.pull();
  await settings.close();

  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  expect(sheet.url()).toContain("window=1");
  await authenticator.plugInto(sheet);
  await pay(sheet);
  await expect(sheet.getByRole("heading", PROVE)).toBeVisible();
  await nothingFound(sheet);

  await noteCeremonies(sheet);
  await authenticator.verifiesItsUser(false);
  await sheet.getByRole("button", BY_PASSKEY).click();
  // Not before it has ended: it would go on with what the authenticator does next.
  await expect
    .poll(() => sheet.evaluate(() => Reflect.get(globalThis, "ended")))
    .toEqual(["given up"]);
  await authenticator.verifiesItsUser(true);
  await authenticator.counts(0);
  await sheet.getByRole("button", BY_PASSKEY).click();
  await expect(sheet.getByText("The passkey was not accepted.")).toBeVisible();
  expect(await otherChallenge(sheet)).toBe(true);
  await expect(sheet.getByRole("heading", PROVE)).toBeVisible();
  expect(await shopper.balance()).toBe("¥50,000");

  // The copy said "used once"; the real one was used more often than any other.
  await authenticator.counts(20);
  await sheet.getByRole("button", BY_PASSKEY).click();
  await untilPaid(sheet);

  const page = await shopper.visit(`${world.servers.origin}/get`);
  const refusal = await page.evaluate(() =>
    navigator.credentials
      .get({ publicKey: { challenge: new Uint8Array(32), rpId: "localhost" } })
      .then(
        () => "given",
        (error: Error) => error.name,
      ),
  );
  expect(refusal).toBe("NotAllowedError");
});

/** How each of the browser's ceremonies ended, in the sheet's own `ended`. */
function noteCeremonies(sheet: Page): Promise<void> {
  return sheet.evaluate(() => {
    const ended: string[] = [];
    Object.assign(globalThis, { ended });
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    credentials.get = async (options) => {
      try {
        const made = await get(options);
        ended.push("signed");
        return made;
      } catch (error) {
        ended.push("given up");
        throw error;
      }
    };
  });
}

/** The passkey signs something else than what is to be confirmed, and that is brought to the carrier. */
function otherChallenge(sheet: Page): Promise<boolean> {
  return sheet.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        storage: { local: { get(): Promise<Record<string, { id: string; state: string }>> } };
        runtime: { sendMessage(message: object): Promise<unknown> };
      };
    };
    const challenge = crypto.getRandomValues(new Uint8Array(32));
    const publicKey = { challenge, rpId: "localhost", userVerification: "required" } as const;
    const made = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    const record = Object.values(await chrome.storage.local.get()).find(
      ({ state }) => state === "proving",
    );
    if (!made || !record) return false;
    const { clientDataJSON, authenticatorData, signature } =
      made.response as AuthenticatorAssertionResponse;
    const text = (buffer: ArrayBuffer) =>
      btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", "");
    const assertion = JSON.stringify({
      ...{ id: made.id, client_data: text(clientDataJSON) },
      ...{ authenticator_data: text(authenticatorData), signature: text(signature) },
    });
    chrome.runtime
      .sendMessage({ action: "prove", what: record.id, assertion })
      .catch(() => undefined);
    return true;
  });
}

test("[SU13] [SU22] a PIN is set up where it is asked for, says how many tries are left, and pays", async ({
  world,
  shopper,
}) => {
  const account = await accountOf(world, shopper);
  const pin = world.watch.plant("pin", aPin(), "a PIN");
  operator(world, "step-up", account, "JPY", "--one-click", "1000");
  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  await sheet.getByRole("button", { name: "Set one up" }).click();
  await sheet.getByRole("button", { name: "Set a PIN" }).click();
  await usePin(sheet, "123456", "New PIN, six digits", "Set a PIN");
  await expect(sheet.getByText("That one is guessed first.")).toBeVisible();
  await usePin(sheet, pin, "New PIN, six digits", "Set a PIN");
  await expect(sheet.getByText("A PIN is set.")).toBeVisible();
  await sheet.getByRole("button", { name: "Back" }).click();
  await sheet.getByRole("button", { name: "Try again" }).click();
  await pay(sheet);
  await expect(sheet.getByRole("heading", PROVE)).toBeVisible();
  await usePin(sheet, "000000");
  await expect(sheet.getByText("9 tries are left.")).toBeVisible();
  await nothingFound(sheet);
  await usePin(sheet, pin);
  await untilPaid(sheet);
  expect(JSON.stringify(await shopper.stored())).not.toContain(pin);
});
