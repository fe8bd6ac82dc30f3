/** German, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const de: NoticeWords = {
  title: {
    waiting: "Eine Bestellung wartet",
    settled: "Bezahlt",
    held: "Reserviert",
    refunded: "Geld kam zurück",
    budget: "Ein Budget ist fast verbraucht",
    terminal: "Ein Browser wurde verbunden",
  },
  text: {
    waiting: (name, sum) => `${name} bittet um ${sum}.`,
    settled: (name, sum) => `${sum} an ${name}.`,
    held: (name, sum) => `${sum} für ${name}.`,
    refunded: (name, sum) => `${sum} von ${name}.`,
    budget: (name, sum) => `Noch ${sum} bei ${name}.`,
    terminal: (name) =>
      `${name} kann jetzt von Ihrem Konto zahlen. Waren Sie das nicht, sperren Sie ihn.`,
  },
  quiet: {
    waiting: "Öffnen Sie das Wallet, um sie anzusehen.",
    settled: "Eine Zahlung ist erfolgt.",
    held: "Für einen Shop ist Geld reserviert.",
    refunded: "Ein Shop hat Geld zurückgezahlt.",
    budget: "Von einem Ihrer Budgets ist nur noch wenig übrig.",
    terminal:
      "Ein weiterer Browser kann jetzt von Ihrem Konto zahlen. Waren Sie das nicht, sperren Sie ihn.",
  },
};
