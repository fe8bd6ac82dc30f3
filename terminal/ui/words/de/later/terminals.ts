/** German: the account's terminals: "browser" to the shopper, who knows no other kind yet. */

import type { TerminalsRoom } from "../../types/later/terminals.ts";

export const terminals: TerminalsRoom = {
  terminals: {
    title: "Browser, die zahlen können",
    thisOne: "dieser",
    unnamed: "Browser ohne Namen",
    since: (day) => `Seit ${day}`,
    lastPaid: (day) => `zuletzt bezahlt am ${day}`,
    neverPaid: "hat noch nicht bezahlt",
    revokedOn: (day) => `Gesperrt am ${day}`,
    rename: "Umbenennen",
    newName: "Name",
    save: "Speichern",
    cancel: "Abbrechen",
    revoke: "Sperren",
    revokeSure: (name) =>
      `„${name}“ kann ab dann nichts mehr zahlen. Was bezahlt ist, bleibt bezahlt.`,
    revokeOwn: "Dieser Browser kann ab dann nichts mehr zahlen. Was bezahlt ist, bleibt bezahlt.",
    revokeYes: "Ja, sperren",
    link: "Einen anderen Browser verbinden",
    linkText:
      "Öffnen Sie dort das Wallet, drücken Sie „Ich habe schon ein Konto“ und geben Sie den Code von dort hier ein.",
    code: "Code, den der andere Browser zeigt",
    look: "Suchen",
    looking: "Wird gesucht",
    asked: (name) => `„${name}“ möchte von diesem Konto zahlen.`,
    compare: "Zeigt er diese Zahl?",
    approve: "Ja, verbinden",
    notThis: "Nein",
    linked: (name) => `„${name}“ kann jetzt von diesem Konto zahlen.`,
    sending: "Einen Moment",
    slow: "Noch keine Antwort. Es wird weiter versucht.",
    refused: "Das war nicht möglich. Bitte versuchen Sie es noch einmal.",
    refusals: {
      link_not_found: "Kein Browser fragt mit diesem Code. Er gilt zehn Minuten.",
      too_many_links: "Es wurden zu viele Codes versucht. Versuchen Sie es in einer Stunde.",
      bad_signature: "Auf diesen Code antwortet etwas anderes. Machen Sie nicht weiter.",
      last_terminal:
        "Das ist der einzige Browser Ihres Kontos. Erstellen Sie erst einen Wiederherstellungscode.",
      too_many_terminals: "Zehn Browser können schon zahlen. Sperren Sie erst einen.",
      terminal_bound: "Dieser Browser hat ein eigenes Konto.",
      recovery_key_outdated:
        "In einem anderen Browser wurde ein neuerer Wiederherstellungscode erstellt.",
      step_up_required:
        "Nichts hat sich geändert, weil nicht bestätigt wurde, dass Sie es sind. Ein eben erstellter Wiederherstellungscode gilt nicht.",
      stale_request:
        "Es hat zu lange gedauert, oder die Uhr dieses Computers geht falsch. Bitte versuchen Sie es noch einmal.",
    },
    recovery: {
      title: "Wiederherstellungscode",
      none: "Sind alle Browser verloren, führt nur er zurück zu Ihrem Konto.",
      since: (day) =>
        `Erstellt am ${day}. Sind alle Browser verloren, führt er zurück zu Ihrem Konto.`,
      make: "Wiederherstellungscode erstellen",
      again: "Neuen erstellen",
      write:
        "Schreiben Sie ihn in dieser Reihenfolge auf und bewahren Sie ihn auf, wo niemand sonst nachsieht. Er erscheint einmal und wird nirgends gespeichert.",
      written: "Ich habe ihn aufgeschrieben",
      old: {
        end: "Ihr alter Code endet, sobald dieser gilt.",
        stay: "Ihr alter Code gilt noch sieben Tage. Mit PIN oder Passkey würde er sofort enden.",
      },
      check: "Geben Sie diese Gruppen von Ihrem Papier ein. Dann gilt der Code.",
      group: (number) => `Gruppe ${number}`,
      wrong: "Das ist nicht, was gezeigt wurde. Sehen Sie noch einmal nach.",
      use: "Diesen Code verwenden",
      showAgain: "Noch einmal zeigen",
    },
  },
  linking: {
    title: "Diesen Browser verbinden",
    lead: "Öffnen Sie in einem Browser mit Ihrem Konto das Wallet, dann „Browser, die zahlen können“, und geben Sie diesen Code ein.",
    code: "Code dieses Browsers",
    waiting: "Der andere Browser wird erwartet",
    compare: "Zeigt der andere Browser dieselbe Zahl? Sagen Sie dort Ja.",
    approving: "Ihre Antwort dort wird erwartet",
    stop: "Abbrechen",
  },
  revoked: {
    title: "Dieser Browser kann nicht mehr zahlen",
    text: (account, day) => `${account} wurde ihm entzogen. Das erfuhr er am ${day}.`,
    kept: "Was hier bezahlt wurde, bleibt bezahlt und bleibt aufgeführt.",
    anew: "Neu beginnen",
    anewText:
      "Mit einem neuen Schlüssel und ohne dieses Konto, bis ein anderer Browser ihn wieder verbindet.",
  },
};
