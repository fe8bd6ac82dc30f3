/**
 * Everything that is shown of the model, as one list of cases, each with the search that shows it.
 */

import {
  FAULTS,
  type Fault,
  PROPERTIES,
  type Property,
  WITNESSES,
  type Witness,
} from "./faults.ts";
import type { Search } from "./spin.ts";

export interface Case {
  readonly id: string;
  readonly says: string;
  readonly asked: Search;
  /** whether a violation is what we want to see */
  readonly wanted: boolean;
}

export interface Section {
  readonly title: string;
  readonly good: string;
  readonly bad: string;
  readonly cases: readonly Case[];
}

/** What must never be is looked at after every step, in one search through all states. */
const EVERY_STATE: Search = { name: "every_state", order: "depth" };

export const SECTIONS: readonly Section[] = [
  {
    title: "Properties: each holds in every state",
    ...{ good: "holds", bad: "VIOLATED" },
    cases: PROPERTIES.map(ofProperty),
  },
  {
    title: "Possible: the model can do each of these, so the properties are about something",
    ...{ good: "possible", bad: "IMPOSSIBLE" },
    cases: WITNESSES.map(ofWitness),
  },
  {
    title: "Seeded faults: each must break the property named",
    ...{ good: "found", bad: "SURVIVED" },
    cases: FAULTS.map(ofFault),
  },
];

function ofProperty({ id, says, atLast }: Property): Case {
  const asked: Search = atLast ? { name: id, order: "depth", ...atLast } : EVERY_STATE;
  return { id, says, asked, wanted: false };
}

function ofWitness({ id, says }: Witness): Case {
  return { id, says, asked: { name: id, claim: id, order: "depth" }, wanted: true };
}

function ofFault({ id, says, breaks }: Fault): Case {
  const property = PROPERTIES.find((one) => one.id === breaks);
  if (!property) throw new Error(`${id} breaks ${breaks}, which is no property`);
  const asked: Search = property.atLast
    ? { name: id, fault: id, order: "depth", ...property.atLast }
    : { name: id, fault: id, order: "breadth", property: breaks };
  return { id, says: `${breaks}: ${says}`, asked, wanted: true };
}
