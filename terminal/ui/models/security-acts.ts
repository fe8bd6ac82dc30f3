/**
 * What the shopper does to prove himself, and under Security. A passkey is asked for in a window that lives to see
 * it: a popup hands over to one, and what was begun is stored, so the window goes on with it.
 */

import type { Change } from "../../../protocol/account/account-change.ts";
import { ACCOUNT_TASK, TERMINALS_TASK } from "../../wallet/account-task.ts";
import type { Asked } from "../../wallet/asked.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Place, SecurityActs } from "../screens/screen.ts";
import type { Shown } from "./screen-of.ts";
import type { ModelPorts } from "./wallet-model.ts";

export function securityActs(
  ports: ModelPorts,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
): { readonly acts: SecurityActs; stored(stored: Stored): void } {
  // Only the window whose button was pressed answers the browser's question.
  let wanted = false;

  const profileOf = (stored: Stored | undefined) =>
    stored?.profile.state === "enrolled" ? stored.profile : undefined;

  const inWindow = (place: Place, act: () => void) => {
    if (ports.inWindow) act();
    else ports.openWindow(place);
  };

  return {
    stored(stored) {
      const profile = profileOf(stored);
      const task = profile?.task;
      if (!wanted || !profile || task?.state !== "registering") return;
      wanted = false;
      ports.makePasskey(task.challenge, profile.account);
    },
    acts: {
      goTo: (place) => change({ place }),
      provePasskey: (what) => {
        const { stored } = peek();
        const asked = askedFor(what, stored);
        const task = profileOf(stored)?.task;
        const kind = task && "kind" in task ? task.kind : undefined;
        if (asked) inWindow(placeOf(what, kind), () => ports.askForPasskey(what, asked));
      },
      provePin: ports.provePin,
      addPasskey: (name) =>
        inWindow("security", () => {
          wanted = true;
          ports.beginPasskey(name);
        }),
      setPin: ports.setPin,
      changeAccount: ports.changeAccount,
      dropChange: ports.dropChange,
    },
  };
}

/** What he is to prove himself for: a payment, a change of the account, or one of its terminals. */
function askedFor(what: string, stored: Stored | undefined): Asked | undefined {
  const profile = stored?.profile;
  const enrolled = profile?.state === "enrolled" ? profile : undefined;
  if (what === TERMINALS_TASK) return enrolled?.terminals?.proving?.asked;
  const proving = what === ACCOUNT_TASK ? enrolled?.task : stored?.records[what];
  return proving?.state === "proving" ? proving.asked : undefined;
}

function placeOf(what: string, kind: Change["kind"] | undefined): Place {
  if (what === TERMINALS_TASK) return "terminals";
  if (what === ACCOUNT_TASK) return kind === "allow_budget" ? "budgets" : "security";
  return "home";
}
