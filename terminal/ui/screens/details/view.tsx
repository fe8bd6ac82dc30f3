/** Delivery details: one form, from home and back. */

import type { ViewProps } from "../screen.ts";
import { DetailsForm } from "./form.tsx";
import type { DetailsState } from "./state.ts";

export function DetailsView({ state: { details }, texts, acts }: ViewProps<DetailsState>) {
  return (
    <section>
      <DetailsForm
        details={details}
        texts={texts}
        save={acts.keepDetails}
        back={acts.settings.back}
      />
    </section>
  );
}
