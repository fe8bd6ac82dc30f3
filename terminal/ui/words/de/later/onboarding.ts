/** German: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "Zahlen, ohne etwas preiszugeben",
    lead: "Warifu begleicht einen Kauf zwischen dem Shop und Ihrem Konto, wie die zwei Hälften eines Kerbholzes.",
    points: [
      [
        "Der Shop wird bezahlt",
        "Er erfährt nie, wer zahlt: keine Kartennummer, kein Passwort, kein Name.",
      ],
      [
        "Sie sehen, wer fragt",
        "Name und Adresse des Shops sind nachgewiesen, bevor etwas erscheint.",
      ],
      ["Nur Sie bestätigen", "Eine Seite kann fragen. Zahlen kann nur dieses Wallet."],
    ],
    open: "Demokonto eröffnen",
    opening: "Ihr Konto wird eröffnet",
    unreachable: "Noch keine Antwort. Es wird weiter versucht.",
    refused: "Das Konto wurde nicht eröffnet. Bitte versuchen Sie es noch einmal.",
    demo: "Es bringt Demogeld mit. Nichts hier kostet etwas.",
    haveCode: "Ich habe einen Eröffnungscode bekommen",
    code: "Eröffnungscode",
    bringCode: "Diesen Code verwenden",
    codeInvalid:
      "Dieser Eröffnungscode gilt nicht mehr. Bitten Sie um einen neuen, wo Sie ihn bekommen haben.",
    haveAccount: "Ich habe schon ein Konto",
    link: "Diesen Browser mit einem anderen verbinden",
    recover: "Wiederherstellungscode verwenden",
    recoverText: "Er führt diesen Browser zu Ihrem Konto, ohne einen anderen Browser.",
    words: "Wiederherstellungscode",
    revokeOthers: "Alle meine anderen Browser sperren",
    bringWords: "Diesen Code verwenden",
    wordsWrong: "Ein Zeichen ist falsch oder fehlt. Bitte sehen Sie noch einmal nach.",
    linkLapsed: "Kein Browser hat diesen rechtzeitig bestätigt.",
    shopWaits: "Ein Shop wartet. Seine Bestellung kommt als Nächstes.",
  },
  permission: {
    title: "Eine Erlaubnis fehlt",
    text: (host) =>
      `Ohne Zugriff auf ${host} kann das Wallet keine Bestellung sehen und keine bezahlen.`,
    only: "Es ist die einzige Adresse, mit der dieses Wallet spricht. Es liest keine andere Seite.",
    allow: "Zugriff erlauben",
  },
};
