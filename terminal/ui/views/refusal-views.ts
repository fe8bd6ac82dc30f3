/** The views of what wasn't paid, and why: they come with the reasons' words, which are many. */

import { RefusedView } from "../screens/refused/view.tsx";
import { UnusableView } from "../screens/unusable/view.tsx";

export const REFUSAL_VIEWS = { refused: RefusedView, unusable: UnusableView };
