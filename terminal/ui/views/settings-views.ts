/** The views of what an account's holder sets up: how he proves himself, and which terminals may pay. */

import { SecurityView } from "../screens/security/view.tsx";
import { TerminalsView } from "../screens/terminals/view.tsx";

export const SETTINGS_VIEWS = { security: SecurityView, terminals: TerminalsView };
