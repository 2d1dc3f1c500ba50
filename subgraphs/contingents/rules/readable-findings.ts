import { ObligationKind, type Finding } from "../entities/finding.js";
import { maySeeGuide, maySeePartnership, type Asker } from "./may-see.js";

/** Obligations that rest on organisations alone: whether one is met tells nothing of a participant or a guide. */
const OF_ORGANISATIONS: ReadonlySet<ObligationKind> = new Set([
  ObligationKind.INSURANCE_BODILY_ACCIDENT,
  ObligationKind.INSURANCE_LIABILITY,
  ObligationKind.LEAD_IN_FLANDERS,
  ObligationKind.QUARTERLY_STATEMENT,
  ObligationKind.QUARTERLY_STATEMENT_READABLE,
  ObligationKind.QUARTERLY_STATEMENT_IN_TIME,
  ObligationKind.QUARTERLY_STATEMENT_SETTLED,
]);

/** Obligations about the people of one member, whom that member's guides see. */
const OF_MEMBERS: ReadonlySet<ObligationKind> = new Set([ObligationKind.AGREEMENT_SIGNED, ObligationKind.DIMONA]);

/** Findings as the asker may read them: those about people to whom it has no right without count, day and verdict. */
export function readableFindings(all: readonly Finding[], asker: Asker, partnership: { lead: string }): Finding[] {
  return all.map((finding) => (mayReadFinding(finding, asker, partnership) ? finding : withheld(finding)));
}

/** Of periods, those that the asker may read: that there is one, is a verdict. */
export function readableLapses(all: readonly Finding[], asker: Asker, partnership: { lead: string }): Finding[] {
  return all.filter((finding) => mayReadFinding(finding, asker, partnership));
}

/** A kind that is not known to be about organisations is taken to be about people. */
function mayReadFinding({ kind, subject }: Finding, asker: Asker, { lead }: { lead: string }): boolean {
  const organisation = subject.enterpriseNumber;
  if (OF_ORGANISATIONS.has(kind) || maySeePartnership(asker, { lead })) return true;
  if (kind === ObligationKind.QUALIFIED_GUIDE) return maySeeGuide(asker, { organisation, lead });
  return OF_MEMBERS.has(kind) && asker.capacity === "PARTNER_GUIDE" && asker.organisation === organisation;
}

function withheld({ kind, subject, answerable }: Finding): Finding {
  return {
    kind,
    subject,
    answerable,
    met: null,
    since: null,
    until: null,
    actor: null,
    explanation: "Not shown: it tells of people to whom this organisation has no right.",
  };
}
