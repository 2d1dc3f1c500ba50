import type { Day } from "../../../../schema/scalars.js";
import { ObligationKind } from "../../entities/finding.js";
import { dayBefore } from "../../../../schema/days.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { endOf, lastDay } from "./lapse.js";

/** Participant and workplace sign the agreement on the day it starts, or before. */
export const signedAtStart: AgreementRule = (facts, _policy, today) => {
  const { startsOn, signedOn, signedByWorkplaceOn } = facts.agreement;
  const term = termOf(facts.agreement);
  const last = lastDay(term, today);
  const signatures: readonly [string, Day | null][] = [
    ["the participant", signedOn],
    ["the workplace", signedByWorkplaceOn],
  ];
  const late = signatures.filter(([, day]) => day === null || day > startsOn);
  if (late.length === 0 || startsOn > last) return [];
  const missing = late.filter(([, day]) => day === null || day > last).map(([who]) => who);
  const lastSigned = late.flatMap(([, day]) => day ?? []).sort().at(-1); // prettier-ignore
  return [
    {
      kind: ObligationKind.AGREEMENT_SIGNED,
      on: startsOn,
      since: startsOn,
      until: missing.length > 0 || lastSigned === undefined ? endOf(term, today) : dayBefore(lastSigned),
      met: false,
      actor: memberActor(facts),
      explanation:
        missing.length > 0
          ? `Not signed by ${missing.join(" and ")}.`
          : `Signed after the start by ${late.map(([who]) => who).join(" and ")}.`,
    },
  ];
};
