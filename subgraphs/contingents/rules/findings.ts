import type { Day } from "../../../schema/scalars.js";
import type { FilingFacts } from "../../kernel/facts.js";
import { Actor } from "../entities/actor.js";
import { ObligationKind, type Finding } from "../entities/finding.js";
import type { Guide } from "../entities/guide.js";
import { InsuranceKind } from "../entities/insurance.js";
import { MemberRole, type Membership } from "../entities/membership.js";
import { PartnershipStatus, type Partnership } from "../entities/partnership.js";
import { dayAfter, holdsOn } from "./days.js";
import { hasUnknownQualification, qualifiedGuides } from "./guides.js";
import { coverOn } from "./insured.js";
import { occupancy } from "./occupancy.js";
import { statementFindings, type StatementFact } from "./statement-findings.js";
import type { Counted, Tally } from "./tally.js";

/** What findings are made from; null where that part of the counter did not answer. */
export interface ComplianceFacts {
  partnership: Partnership;
  guides: readonly Guide[] | null;
  tally: Tally | null;
  statements: readonly StatementFact[] | null;
  filings: FilingFacts | null;
}

/**
 * Every obligation of a partnership and its members on a day, met or not (BVR 2/2/2018 hoofdstuk 3/1, BVR 18/11/2022
 * hoofdstuk 3 afdeling 2; domain.md 1). An ended partnership has none left.
 */
export function findings(facts: ComplianceFacts, today: Day): Finding[] {
  const { partnership } = facts;
  if (partnership.status === PartnershipStatus.ENDED) return [];
  const members = partnership.members.filter((member) => holdsOn(member, today));
  return [
    ...members.flatMap((member) => [
      qualifiedGuide(member, facts, today),
      insured(member, facts, ObligationKind.INSURANCE_BODILY_ACCIDENT, InsuranceKind.BODILY_ACCIDENT, today),
      insured(member, facts, ObligationKind.INSURANCE_LIABILITY, InsuranceKind.CIVIL_LIABILITY, today),
      ...running(member, facts, today),
    ]),
    ...statementFindings(facts, today),
    contingentKept(facts),
  ];
}

function qualifiedGuide(
  { organisation, validFrom, role }: Membership,
  { guides }: ComplianceFacts,
  today: Day,
): Finding {
  const about = { kind: ObligationKind.QUALIFIED_GUIDE, subject: organisation };
  const actor = actorOf(role);
  if (!guides) return { ...about, met: null, since: null, actor, explanation: "The counter did not tell its guides." };
  const count = qualifiedGuides(guides, organisation.enterpriseNumber, today).length;
  if (count > 0)
    return { ...about, met: true, since: null, actor: null, explanation: `It employs ${count} qualified guide(s).` };
  if (hasUnknownQualification(guides, organisation.enterpriseNumber, today))
    return { ...about, met: null, since: null, actor, explanation: "A guide's qualification has an unknown code." };
  const left = guides
    .filter((guide) => guide.organisation.enterpriseNumber === organisation.enterpriseNumber && guide.qualification)
    .flatMap(({ employedTo }) => employedTo ?? [])
    .sort()
    .at(-1);
  const since = left === undefined ? validFrom : dayAfter(left);
  return { ...about, met: false, since, actor, explanation: "It employs no qualified guide." };
}

function insured(
  { organisation, validFrom, role }: Membership,
  { partnership }: ComplianceFacts,
  kind: ObligationKind,
  cover: InsuranceKind,
  today: Day,
): Finding {
  const { insured, since } = coverOn(partnership.insurances, organisation.enterpriseNumber, cover, today);
  return {
    kind,
    subject: organisation,
    met: insured,
    since: since ?? validFrom,
    actor: insured ? null : actorOf(role),
    explanation: insured ? "A policy is in force." : since ? "The last policy ended." : "No policy is known.",
  };
}

/** Signatures and Dimona of the agreements a member runs. */
function running({ organisation, role }: Membership, { tally }: ComplianceFacts, _today: Day): Finding[] {
  const member = tally?.members.get(organisation.enterpriseNumber);
  const tell = (kind: ObligationKind, lacking: Counted | undefined, what: string): Finding => {
    const about = { kind, subject: organisation };
    if (!tally)
      return { ...about, met: null, since: null, actor: actorOf(role), explanation: "The counter gave no count." };
    const count = lacking?.count ?? 0;
    return {
      ...about,
      met: count === 0,
      since: lacking?.since ?? null,
      actor: count === 0 ? null : actorOf(role),
      explanation: `${count} of ${member?.agreements ?? 0} running agreements ${what}.`,
    };
  };
  return [
    tell(ObligationKind.AGREEMENT_SIGNED, member?.unsigned, "lack a signature of participant or workplace"),
    tell(ObligationKind.DIMONA, member?.withoutDimona, "lack a Dimona of type DWD"),
  ];
}

function contingentKept({ partnership, tally }: ComplianceFacts): Finding {
  const about = { kind: ObligationKind.CONTINGENT_NOT_EXCEEDED, subject: partnership.lead };
  const state = tally && occupancy(tally, partnership.contingents);
  if (!state || state.granted === null)
    return {
      ...about,
      met: null,
      since: null,
      actor: Actor.LEAD,
      explanation: state ? "No contingent is granted for this year." : "The counter gave no count.",
    };
  const met = state.running <= state.granted;
  return {
    ...about,
    met,
    since: null,
    actor: met ? null : Actor.LEAD,
    explanation: `${state.running} participants against ${state.granted} trajectories granted.`,
  };
}

function actorOf(role: MemberRole): Actor {
  return role === MemberRole.LEAD ? Actor.LEAD : Actor.MEMBER;
}
