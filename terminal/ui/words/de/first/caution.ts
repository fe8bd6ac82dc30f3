/** German: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "Der Name ähnelt einem Shop, den Sie kennen. Es ist ein anderer Shop.",
      origin: "Die Adresse ähnelt einem Shop, den Sie kennen. Es ist ein anderer Shop.",
      mixed: "Dieser Name ist schwer zu erkennen",
    },
    asking: "Fragt jetzt",
    known: (day) => `Bezahlt am ${day}`,
    mixed:
      "Ein Wort im Namen oder in der Adresse hat Buchstaben verschiedener Schriften. Es kann aussehen wie das eines anderen Shops.",
    heed: "Das sind zwei verschiedene Shops. Ich meine den, der jetzt fragt.",
    heedMixed: "Ich kenne diesen Shop und will an ihn zahlen.",
  },
};
