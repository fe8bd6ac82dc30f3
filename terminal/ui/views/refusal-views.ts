/** The views of what wasn't paid, and why, or was answered in another browser: they come with later words, which are many. */

import { AnsweredView } from "../screens/answered/view.tsx";
import { RefusedView } from "../screens/refused/view.tsx";
import { UnusableView } from "../screens/unusable/view.tsx";

export const REFUSAL_VIEWS = {
  answered: AnsweredView,
  refused: RefusedView,
  unusable: UnusableView,
};
