/** The way back from a screen under Settings, above its heading. */

import type { Acts } from "../screens/screen.ts";
import type { Texts } from "../words/texts.ts";
import { TextButton } from "./button.tsx";

export function BackToSettings({ texts, acts }: { readonly texts: Texts; readonly acts: Acts }) {
  return (
    <p class="back">
      <TextButton press={acts.settings.back}>{texts.words.back}</TextButton>
    </p>
  );
}
