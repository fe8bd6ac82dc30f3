/**
 * What a deployment writes on each version it uploads, as its message: by it the next run knows what is there, and a
 * rollback which two versions belong together. Pure.
 */

export interface DeployedMark {
  /** of package.json */
  readonly version: string;
  readonly commit: string;
  /** hash of both bundles, the assets and the configuration */
  readonly code: string;
  /** secretsMark of this Worker's; absent where they were left as they were */
  readonly secrets?: string;
  /** tag of the last migration of Durable Object classes */
  readonly objects: string;
  /** of a first deployment, before the other Worker was there */
  readonly unbound?: boolean;
}

const FORM =
  /^(\S+) (\w+) code=([0-9a-f]+)(?: secrets=([0-9a-f]+))? objects=(\S+?)(, not bound yet)?$/;

/** At most 100 characters, which is what Cloudflare keeps. */
export function markText(mark: DeployedMark): string {
  const { version, commit, code, secrets, objects, unbound } = mark;
  const secret = secrets === undefined ? "" : ` secrets=${secrets}`;
  return `${version} ${commit} code=${code}${secret} objects=${objects}${unbound ? ", not bound yet" : ""}`;
}

/** @returns undefined for what wasn't deployed by us, as after a change in the dashboard */
export function parseMark(message: string): DeployedMark | undefined {
  const match = FORM.exec(message);
  if (!match) return undefined;
  const [, version = "", commit = "", code = "", secrets, objects = "", unbound] = match;
  return {
    ...{ version, commit, code, objects },
    ...(secrets === undefined ? {} : { secrets }),
    ...(unbound === undefined ? {} : { unbound: true }),
  };
}

/** @param wanted without secrets: they stay as they are */
export function isDeployed(there: DeployedMark | undefined, wanted: DeployedMark): boolean {
  if (!there || there.unbound || there.code !== wanted.code) return false;
  return wanted.secrets === undefined || there.secrets === wanted.secrets;
}
