/** The view of proving oneself: fetched while the account decides whether it asks. */

import { ProveView } from "../screens/prove/view.tsx";

export const PROVE_VIEWS = { prove: ProveView };
