/** Export: what the file has, what it never has, and the button. */

import { useState } from "preact/hooks";
import { BackToSettings } from "../../parts/back.tsx";
import { ActionButton } from "../../parts/button.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { ExportState } from "./state.ts";

export function ExportView({ texts, acts }: ViewProps<ExportState>) {
  const { exporting } = texts.words;
  const [saved, setSaved] = useState<string>();
  return (
    <section class="settings">
      <BackToSettings texts={texts} acts={acts} />
      <Title>{exporting.title}</Title>
      <p>{exporting.lead}</p>
      <p class="soft small">{exporting.without}</p>
      <p class="soft small">{exporting.care}</p>
      <div class="actions">
        <p role="status" class="small">
          {saved !== undefined && exporting.saved(saved)}
        </p>
        <ActionButton press={() => void acts.settings.saveExport().then(setSaved)}>
          {exporting.save}
        </ActionButton>
      </div>
    </section>
  );
}
