import type { Instant } from "../../../schema/scalars.js";
import { Fault } from "../../../schema/faults.js";

/** What became of one delivery of a statement. */
export enum VersionState {
  IN_FORCE = "IN_FORCE",
  SUPERSEDED = "SUPERSEDED",
  UNREADABLE = "UNREADABLE",
  UNKNOWN = "UNKNOWN",
}

interface Version<Contents> {
  deliveredAt: Instant;
  contents: Contents | Fault;
}

/**
 * What became of each delivery, oldest first: the newest that can be read is in force. Where it is not known whether a newer one
 * can be read, none is.
 */
export function versionStates<Contents, V extends Version<Contents>>(
  versions: readonly V[],
): { version: V; state: VersionState }[] {
  let isDecided = false;
  const newestFirst = [...versions].sort((a, b) => (a.deliveredAt < b.deliveredAt ? 1 : -1));
  const states = newestFirst.map((version) => {
    const { contents } = version;
    if (contents instanceof Fault) {
      const isBad = contents.code === "STATEMENT_UNREADABLE";
      isDecided ||= !isBad;
      return { version, state: isBad ? VersionState.UNREADABLE : VersionState.UNKNOWN };
    }
    const state = isDecided ? VersionState.SUPERSEDED : VersionState.IN_FORCE;
    isDecided = true;
    return { version, state };
  });
  return states.reverse();
}
