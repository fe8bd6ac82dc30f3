/** The texts of Settings and of what it alone leads to: limits, export, about. The lock has a room of its own. */

import type { PermissionName } from "../../../screens/about/state.ts";
import type { LimitCode } from "../../../screens/limits/state.ts";
import type { ThemeChoice } from "../../../screens/settings/state.ts";

export interface SettingsRoom {
  readonly settings: {
    readonly title: string;
    readonly language: string;
    /** the browser's language */
    readonly browsers: string;
    readonly theme: string;
    readonly themes: Readonly<Record<ThemeChoice, string>>;
    readonly paying: string;
    readonly privacy: string;
    readonly limits: string;
    readonly lock: string;
    readonly on: string;
    readonly off: string;
    readonly exporting: string;
    readonly about: string;
  };
  readonly limits: {
    readonly title: string;
    readonly asOf: (account: string, time: string) => string;
    readonly balance: string;
    readonly credit: string;
    readonly left: string;
    /** whose rule of Security it is */
    readonly yours: (rule: string) => string;
    readonly keepersRule: (rule: string) => string;
    readonly oneClick: string;
    readonly oneClickTotal: string;
    readonly first: string;
    readonly asked: string;
    readonly keepers: string;
    readonly keepersText: string;
    readonly reached: (limit: string, day: string) => string;
    readonly leftThen: (amount: string) => string;
    readonly codes: Readonly<Record<LimitCode, string>>;
    readonly own: string;
    readonly ownText: string;
    readonly change: string;
  };
  readonly exporting: {
    readonly title: string;
    readonly lead: string;
    readonly without: string;
    readonly care: string;
    readonly save: string;
    readonly saved: (file: string) => string;
  };
  readonly about: {
    readonly title: string;
    readonly lead: string;
    readonly version: string;
    readonly origin: string;
    readonly mode: string;
    readonly test: string;
    readonly live: string;
    readonly permissionsTitle: string;
    readonly host: (origin: string) => string;
    readonly hostWhy: string;
    /** by their names in the manifest */
    readonly permissions: Readonly<Record<PermissionName, string>>;
    readonly unknown: string;
    readonly neverTitle: string;
    readonly never: readonly string[];
    readonly licencesTitle: string;
    readonly licences: string;
    readonly source: string;
  };
}
