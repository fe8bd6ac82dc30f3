/** The views of the ways to an account, of a terminal that has none any more, and of getting to know the wallet. */

import { LinkingView } from "../screens/linking/view.tsx";
import { OnboardingView } from "../screens/onboarding/view.tsx";
import { PermissionView } from "../screens/permission/view.tsx";
import { RevokedView } from "../screens/revoked/view.tsx";
import { TourView } from "../screens/tour/view.tsx";

export const ACCOUNT_VIEWS = {
  linking: LinkingView,
  onboarding: OnboardingView,
  permission: PermissionView,
  revoked: RevokedView,
  tour: TourView,
};
