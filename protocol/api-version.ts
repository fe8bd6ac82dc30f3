/**
 * The dated versions of the API [AP1]. A version is a day: what was changed on it in a way that an older program would
 * trip over. Additions are no change. How an older version is made of today's: worker/http/versions/.
 */

import * as v from "valibot";

/** The oldest first; today's is the last. A version, once here, stays. */
export const API_VERSIONS = ["2026-11-22", "2026-11-23"] as const;

export const ApiVersion = v.picklist(API_VERSIONS);
export type ApiVersion = v.InferOutput<typeof ApiVersion>;

/** What servers answer in, unless a key or a header says otherwise, and what this build's programs are written for. */
export const API_VERSION: ApiVersion = "2026-11-23";

/** Of keys that were made before versions had a column of their own. */
export const FIRST_API_VERSION: ApiVersion = "2026-11-22";

export const API_VERSION_HEADER = "Warifu-Version";
