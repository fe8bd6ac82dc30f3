/** The views of the ways to an account, and of a terminal that has none any more. */

import { LinkingView } from "../screens/linking/view.tsx";
import { OnboardingView } from "../screens/onboarding/view.tsx";
import { PermissionView } from "../screens/permission/view.tsx";
import { RevokedView } from "../screens/revoked/view.tsx";

export const ACCOUNT_VIEWS = {
  linking: LinkingView,
  onboarding: OnboardingView,
  permission: PermissionView,
  revoked: RevokedView,
};
