/** The view of something that is wrong with what was paid, with its words. */

import { DisputeView } from "../screens/dispute/view.tsx";

export const DISPUTE_VIEWS = { dispute: DisputeView };
