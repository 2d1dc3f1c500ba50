import { GROUP_RULES } from "../../../schema/groups.js";
import type { Capacity } from "../../../schema/mandate.js";
import type { Guard } from "./map-types.js";

/** The capacities that may read what is guarded so, for one purpose or another; undefined where capacity is not asked. */
export function readersOf(guard: Guard): readonly Capacity[] | undefined {
  if (guard.by === "group")
    return GROUP_RULES.filter(({ groups }) => groups.some((group) => group === guard.name)).map(one);
  if (guard.by === "scope") return GROUP_RULES.filter(({ identifies }) => identifies).map(one);
  return undefined;
}

function one({ capacity }: { capacity: Capacity }): Capacity {
  return capacity;
}
