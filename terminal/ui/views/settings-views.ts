/** The views of what an account's holder sets up: how he proves himself, which terminals may pay, what shops are given. */

import { DetailsView } from "../screens/details/view.tsx";
import { GivenView } from "../screens/given/view.tsx";
import { NoticesView } from "../screens/notices/view.tsx";
import { SecurityView } from "../screens/security/view.tsx";
import { TerminalsView } from "../screens/terminals/view.tsx";

export const SETTINGS_VIEWS = {
  details: DetailsView,
  given: GivenView,
  notices: NoticesView,
  security: SecurityView,
  terminals: TerminalsView,
};
