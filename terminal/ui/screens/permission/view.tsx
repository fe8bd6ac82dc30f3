/** Asks again for the one permission, and says that it is the only one. */

import { ActionButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { PermissionState } from "./state.ts";

export function PermissionView({ state, texts: { words }, acts }: ViewProps<PermissionState>) {
  return (
    <Outcome
      mark="dimmed"
      title={words.permission.title}
      actions={<ActionButton press={acts.askPermission}>{words.permission.allow}</ActionButton>}
    >
      <p>{words.permission.text(state.host)}</p>
      <p class="soft">{words.permission.only}</p>
    </Outcome>
  );
}
