import { Fault } from "../../../schema/faults.js";
import { Insz } from "../../../schema/identifiers.js";
import { isDay } from "../../../schema/scalars.js";
import { followPages } from "../../kernel/follow-pages.js";
import { readCode } from "../../kernel/read-code.js";
import type { FiledDecision } from "../statistics/filed-decision.js";
import { PERMISSION_STATES, PERMISSION_STATUTES } from "./translate.js";

const HEADING = "INSZ;Statuut;Status;Beslisser;DatumAanvraag;DatumBeslissing;DatumHerroeping";
const MOST_PAGES = 1_000;

/**
 * The network's file of permissions, stretch by stretch, line by line given to `take`; those of one person come one after the
 * other. A line that is not right is left out and counted.
 * @throws Fault
 */
export async function readPermissionFile(
  readStretch: (place: string | null) => Promise<{ csv: string; next: string | null }>,
  markOf: (nationalNumber: string) => string,
  take: (decision: FiledDecision) => void,
): Promise<{ leftOut: number }> {
  let leftOut = 0;
  const pages = followPages({
    agency: "MAGDA",
    what: "permissions",
    mostPages: MOST_PAGES,
    start: null,
    load: readStretch,
  });
  for await (const { csv } of pages) {
    const [heading, ...lines] = csv.split("\r\n");
    if (heading !== HEADING) throw new Fault("AGENCY_UNREADABLE", "MAGDA", "permissions: another heading");
    for (const line of lines) {
      if (line === "") continue;
      const decision = readLine(line.split(";"), markOf);
      if (decision) take(decision);
      else leftOut += 1;
    }
  }
  return { leftOut };
}

function readLine(
  [insz = "", statute = "", state = "", issuer = "", ...days]: readonly string[],
  markOf: (nationalNumber: string) => string,
): FiledDecision | undefined {
  const [requestedOn = "", decidedOn = "", revokedOn = ""] = days;
  const read = { statute: readCode(PERMISSION_STATUTES, statute), state: readCode(PERMISSION_STATES, state) };
  const isRight = isDay(requestedOn) && [decidedOn, revokedOn].every((day) => day === "" || isDay(day));
  if (!read.statute || !read.state || !isRight || !/^([01]\d{9})?$/.test(issuer) || !Insz.isValid(insz))
    return undefined;
  return {
    mark: markOf(insz),
    statute: read.statute,
    state: read.state,
    issuer: issuer || null,
    requestedOn,
    decidedOn: decidedOn || null,
    revokedOn: revokedOn || null,
  };
}
