/** The form of the details where a sheet leads to it: its code is loaded when it is first asked for. */

import { lazy } from "../../parts/lazy.tsx";
import type { DetailsFormProps } from "./form.tsx";

export const LaterDetailsForm = lazy<DetailsFormProps>(
  async () => (await import("./form.tsx")).DetailsForm,
);
