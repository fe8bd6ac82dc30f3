/** German: Settings, limits, export, about. */

import type { SettingsRoom } from "../../types/later/settings.ts";

export const settings: SettingsRoom = {
  settings: {
    title: "Einstellungen",
    language: "Sprache",
    browsers: "Wie der Browser",
    theme: "Darstellung",
    themes: { system: "System", light: "Hell", dark: "Dunkel" },
    paying: "Bezahlen",
    privacy: "Privatsphäre",
    limits: "Limits",
    lock: "Sperre",
    on: "An",
    off: "Aus",
    exporting: "Meine Daten sichern",
    about: "Über Warifu",
  },
  limits: {
    title: "Limits",
    asOf: (account, time) => `${account}, Stand ${time}`,
    balance: "Guthaben",
    credit: "Kreditrahmen",
    left: "Verfügbar",
    yours: (rule) => `${rule} (Ihre Regel)`,
    keepersRule: (rule) => `${rule} (Regel des Kontos)`,
    oneClick: "Ein Klick bis",
    oneClickTotal: "Ein Klick insgesamt",
    first: "Erste Zahlung an einen Shop",
    asked: "Es wird gefragt",
    keepers: "Limits Ihres Kontos",
    keepersText:
      "Die Firma, die Ihr Konto führt, kann eine Zahlung, einen Tag, eine Woche oder einen Monat begrenzen. Ist ein Limit erreicht, sagt das Wallet, welches es ist und wie viel noch geht.",
    reached: (limit, day) => `Zuletzt erreicht: ${limit}, am ${day}.`,
    leftThen: (amount) => `Da gingen noch ${amount}.`,
    codes: {
      over_payment_limit: "das Limit für eine Zahlung",
      over_day_limit: "das Limit für einen Tag",
      over_week_limit: "das Limit für eine Woche",
      over_month_limit: "das Limit für einen Monat",
      over_register_budget: "das Limit für diesen Shop",
    },
    own: "Ihre eigenen Limits",
    ownText: "Ab welchem Betrag nach Passkey oder PIN gefragt wird, bestimmen Sie.",
    change: "Ändern, wann gefragt wird",
  },
  exporting: {
    title: "Meine Daten sichern",
    lead: "Eine Datei mit allem, was das Wallet in diesem Browser weiß: Ihr Konto, wie zuletzt bekannt, Ihre Bestellungen mit Belegen, Ihre Angaben zur Lieferung, was Shops erhalten haben, und Ihre Einstellungen.",
    without:
      "Kein Schlüssel, kein Code und kein Passwort ist darin. Mit dieser Datei kann niemand zahlen.",
    care: "Sie zeigt, was Sie gekauft haben. Bewahren Sie sie dort auf, wo nur Sie hinsehen.",
    save: "Als Datei speichern",
    saved: (file) => `Gespeichert als ${file}`,
  },
  about: {
    title: "Über Warifu",
    lead: "Ein Wallet wie ein gespaltenes Kerbholz: Shop und Zahler haben je eine Hälfte.",
    version: "Version",
    origin: "Spricht mit",
    mode: "Modus",
    test: "Test: kein echtes Geld",
    live: "Echt",
    permissionsTitle: "Was es darf, und wozu",
    host: (origin) => `${origin} erreichen`,
    hostWhy:
      "Um Bestellungen zu lesen und zu bezahlen. Mit keiner anderen Adresse spricht dieses Wallet.",
    permissions: {
      notifications: "Zeigt eine Nachricht, wenn Sie das möchten, und nur dann.",
      storage: "Bewahrt Ihre Bestellungen und Einstellungen in diesem Browser auf.",
      alarms: "Führt eine Zahlung weiter, wenn der Browser das Wallet schlafen gelegt hat.",
    },
    unknown: "Gehört zu dieser Version.",
    neverTitle: "Was es nie tut",
    never: [
      "Eine Seite eines Shops lesen oder ändern.",
      "Einem Shop sagen, wer Sie sind.",
      "Ohne Sie zahlen, oder „bezahlt“ sagen, wenn es nicht feststeht.",
      "Messen, was Sie tun, oder irgendwem sonst etwas senden.",
    ],
    licencesTitle: "Lizenz",
    licences:
      "Warifu ist freie Software unter der Apache License 2.0. Es nutzt Preact, Preact Signals, Valibot und jose unter der MIT License, canonicalize und http-message-sig unter der Apache License 2.0.",
    source: "Der Quelltext gehört zu jeder Kopie: Wer Ihnen Warifu gibt, gibt Ihnen auch ihn.",
  },
};
