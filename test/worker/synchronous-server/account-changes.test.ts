// The synchronous server's door to a holder's changes: relayed whole, with all that the carrier says of them.

import { beforeAll, describe, expect, it } from "vitest";
import type { ChangeAccount } from "../../../protocol/account-change.ts";
import { PinProblem, StepUpProblem } from "../../../protocol/messages.ts";
import { parse } from "../../../protocol/parse.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import { aChange, byPin } from "../../support/builders/step-up.ts";
import { anOpenShop, aShopper, type Shop, type Shopper, send } from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await anOpenShop();
});
