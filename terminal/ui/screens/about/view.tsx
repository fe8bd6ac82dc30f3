/** About: version and address, every permission in plain words, what the wallet never does, and its licence. */

import { Mark } from "../../mark.tsx";
import { BackToSettings } from "../../parts/back.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { type AboutState, PERMISSIONS } from "./state.ts";

export function AboutView({ state, texts, acts }: ViewProps<AboutState>) {
  const { about } = texts.words;
  const why = (name: string) => {
    const known = PERMISSIONS.find((one) => one === name);
    return known ? about.permissions[known] : about.unknown;
  };
  return (
    <section class="settings about">
      <BackToSettings texts={texts} acts={acts} />
      <div class="about-head">
        <Mark state="closed" size={48} />
        <div>
          <Title>{about.title}</Title>
          <p class="soft small">{about.lead}</p>
        </div>
      </div>
      <Rows>
        <Row label={about.version}>{state.version}</Row>
        <Row label={about.origin}>
          <bdi>{state.origin}</bdi>
        </Row>
        <Row label={about.mode}>{state.testMode ? about.test : about.live}</Row>
      </Rows>
      <h2>{about.permissionsTitle}</h2>
      <dl class="permissions">
        <div>
          <dt>{about.host(state.origin)}</dt>
          <dd>{about.hostWhy}</dd>
        </div>
        {state.permissions.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{why(name)}</dd>
          </div>
        ))}
      </dl>
      <h2>{about.neverTitle}</h2>
      <ul class="never">
        {about.never.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <h2>{about.licencesTitle}</h2>
      <p class="small">{about.licences}</p>
      <p class="small">{about.source}</p>
    </section>
  );
}
