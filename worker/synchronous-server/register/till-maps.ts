/**
 * A change of the number of a register's tills: once under its key, for ever. Slots move; trades and their ids stay
 * where they are [ID2]. A repeat, however late, is answered and brings no old map back [LE91].
 */

import type { TillMap } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Database } from "../../objects/database.ts";
import type { RecordDesk } from "./record-desk.ts";
import type { Use, UsedKeys } from "./used-keys.ts";

export interface TillMapSet {
  readonly map: TillMap;
  readonly replayed: boolean;
}

interface Works {
  readonly database: Database;
  readonly record: RecordDesk;
  readonly used: UsedKeys;
}

/** Answered once every till knows the map, also when it was stored before. */
export async function setTillMap(
  { database, record, used }: Works,
  tills: number,
  use: Use,
): Promise<Result<TillMapSet, Refusal>> {
  const known = record.read();
  if (!known) return err(refusal("register_unknown"));
  const repeat = used.repeatOf(use);
  if (repeat?.refused) return err(repeat.refused);
  const isSame = known.maps.at(-1) === tills;
  const maps = isSame ? known.maps : [...known.maps, tills];
  const map: TillMap = { register: known.id, tills, version: maps.length };
  const keep = () => used.add(use, map);
  if (!repeat && isSame) database.transaction(keep);
  else if (!repeat) record.change({ ...known, maps }, keep);
  await record.push();
  return ok({ map: repeat?.answer ? JSON.parse(repeat.answer) : map, replayed: !!repeat });
}
