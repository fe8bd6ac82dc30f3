/**
 * Objects by their names, each in its jurisdiction: what the name says of its register or branch says where it lies [DE1].
 * No look-up, and no setting that could be changed: an object can't move.
 */

import type { RegisterId } from "../../protocol/ids.ts";
import {
  type Jurisdiction,
  jurisdictionOf,
  jurisdictionOfBranch,
} from "../../protocol/jurisdictions.ts";

/** A till's name has its mode in front of its register's id. */
const MODE_CHARS = "test/".length;

/** @param name of a register, its courier or its books: its id; of a till: `test/reg_test_…/0` */
export function objectNamed<T extends Rpc.DurableObjectBranded | undefined>(
  namespace: DurableObjectNamespace<T>,
  name: string,
): DurableObjectStub<T> {
  const register = name.startsWith("reg_") ? name : name.slice(MODE_CHARS);
  return placed(namespace, jurisdictionOf(register as RegisterId)).getByName(name);
}

export function branchNamed<T extends Rpc.DurableObjectBranded | undefined>(
  namespace: DurableObjectNamespace<T>,
  branch: number,
  name: string,
): DurableObjectStub<T> {
  return placed(namespace, jurisdictionOfBranch(branch)).getByName(name);
}

/** What workerd says on a machine of one's own, where there is one place only; the platform never says it. */
const ONE_PLACE = "not implemented in workerd";

function placed<T extends Rpc.DurableObjectBranded | undefined>(
  namespace: DurableObjectNamespace<T>,
  jurisdiction: Jurisdiction | undefined,
): DurableObjectNamespace<T> {
  if (jurisdiction === undefined) return namespace;
  try {
    return namespace.jurisdiction(jurisdiction);
  } catch (error) {
    if (error instanceof Error && error.message.includes(ONE_PLACE)) return namespace;
    throw error;
  }
}
