/** What Settings and the lock ask of the background and of the browser. */

import type { SettingsPorts } from "../../terminal/ui/models/settings-model.ts";
import type { Message } from "../messages.ts";
import { keepTheme } from "./theme.ts";

export function settingsPorts(send: (message: Message) => void): SettingsPorts {
  return {
    chooseTheme: keepTheme,
    about: async () => (await import("./about-this.ts")).aboutThis(),
    saveFile: async (name, text) => (await import("./save-file.ts")).saveFile(name, text),
    readArchive: async () => {
      const { paymentArchive } = await import("./payment-archive.ts");
      return paymentArchive()
        .all()
        .catch(() => undefined);
    },
    lock: {
      lockNow: () => send({ action: "lock-now" }),
      setCode: (code) => send({ action: "set-lock-code", code }),
      withoutCode: () => send({ action: "lock-without-code" }),
      lockAfter: (ms) => send({ action: "lock-after", ms }),
      turnOff: () => send({ action: "lock-off" }),
      unlockByCode: (code) => send({ action: "unlock-by-code", code }),
      startOver: () => send({ action: "start-over" }),
      askPasskey: () => send({ action: "ask-unlock" }),
      usePasskey: async (challenge, passkeys) => {
        const { askForPasskey } = await import("./passkeys.ts");
        const assertion = await askForPasskey(challenge, passkeys);
        if (assertion) send({ action: "unlock-by-passkey", assertion: JSON.stringify(assertion) });
      },
    },
  };
}
