/** The views of what an account's holder sets up: how he proves himself, which terminals may pay, what shops are given. */

import { AboutView } from "../screens/about/view.tsx";
import { DetailsView } from "../screens/details/view.tsx";
import { ExportView } from "../screens/export/view.tsx";
import { GivenView } from "../screens/given/view.tsx";
import { LimitsView } from "../screens/limits/view.tsx";
import { LockView } from "../screens/lock/view.tsx";
import { LockedView } from "../screens/locked/view.tsx";
import { NoticesView } from "../screens/notices/view.tsx";
import { SecurityView } from "../screens/security/view.tsx";
import { SettingsView } from "../screens/settings/view.tsx";
import { TerminalsView } from "../screens/terminals/view.tsx";

export const SETTINGS_VIEWS = {
  about: AboutView,
  details: DetailsView,
  export: ExportView,
  given: GivenView,
  notices: NoticesView,
  limits: LimitsView,
  lock: LockView,
  locked: LockedView,
  security: SecurityView,
  settings: SettingsView,
  terminals: TerminalsView,
};
