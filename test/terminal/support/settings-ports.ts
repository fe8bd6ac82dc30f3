// The ports of Settings and the lock, as spies.

import { vi } from "vitest";

export const settingsPorts = () => ({
  chooseTheme: vi.fn(),
  about: vi.fn(async () => ({ version: "1", origin: "", testMode: true, permissions: [] })),
  saveFile: vi.fn(),
  readArchive: vi.fn(async () => []),
  lock: {
    lockNow: vi.fn(),
    setCode: vi.fn(),
    withoutCode: vi.fn(),
    lockAfter: vi.fn(),
    turnOff: vi.fn(),
    unlockByCode: vi.fn(),
    startOver: vi.fn(),
    askPasskey: vi.fn(),
    usePasskey: vi.fn(),
  },
});
