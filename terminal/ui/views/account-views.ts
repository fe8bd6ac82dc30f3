/** The views of a terminal by itself: its account, and the ways to one. */

import { HomeView } from "../screens/home/view.tsx";
import { LinkingView } from "../screens/linking/view.tsx";
import { OnboardingView } from "../screens/onboarding/view.tsx";
import { PermissionView } from "../screens/permission/view.tsx";
import { RevokedView } from "../screens/revoked/view.tsx";

export const ACCOUNT_VIEWS = {
  home: HomeView,
  linking: LinkingView,
  onboarding: OnboardingView,
  permission: PermissionView,
  revoked: RevokedView,
};
