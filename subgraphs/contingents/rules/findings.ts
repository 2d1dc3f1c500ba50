import type { Day } from "../../../schema/scalars.js";
import type { FilingFacts } from "../../kernel/facts.js";
import { Actor } from "../entities/actor.js";
import { ObligationKind, type Finding } from "../entities/finding.js";
import type { Guide } from "../entities/guide.js";
import type { Membership } from "../entities/membership.js";
import { PartnershipStatus, type Partnership } from "../entities/partnership.js";
import { dayAfter } from "../../../schema/days.js";
import { holdsOn } from "./holds-on.js";
import { covers, type Lapse } from "./obligations/lapse.js";
import { actorOf } from "./obligations/member-facts.js";
import { memberLapses } from "./obligations/obligations.js";
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
 * Every obligation of a partnership and its members on a day, met or not; their sources are in `obligations.ts`. An ended
 * partnership has none left.
 */
export function findings(facts: ComplianceFacts, today: Day): Finding[] {
  const { partnership } = facts;
  if (partnership.status === PartnershipStatus.ENDED) return [];
  const members = partnership.members.filter((member) => holdsOn(member, today));
  return [
    ...members.flatMap((member) => [...ofMember(member, facts, today), ...running(member, facts)]),
    ...statementFindings(facts, today),
    contingentKept(facts),
  ].map((finding) => ({ ...finding, answerable: partnership.lead }));
}

/** Every period in which an obligation of a member did not hold, or is not known to have held; past ones too. */
export function lapsesOf(
  { partnership, guides }: Pick<ComplianceFacts, "partnership" | "guides">,
  today: Day,
): Finding[] {
  return partnership.members.flatMap((member) =>
    memberLapses({ partnership, member, guides }, today)
      .flatMap(({ lapses }) => lapses)
      .map((lapse) => ({ ...asFinding(lapse, member), answerable: partnership.lead })),
  );
}

type Found = Omit<Finding, "answerable">;

function asFinding({ kind, met, since, until, actor, explanation }: Lapse, { organisation }: Membership): Found {
  return { kind, subject: organisation, met, since, until, actor, explanation };
}

function ofMember(member: Membership, { partnership, guides }: ComplianceFacts, today: Day): Found[] {
  return memberLapses({ partnership, member, guides }, today).map(({ kind, lapses }) => {
    const open = lapses.find((lapse) => covers(lapse, today));
    if (open) return asFinding(open, member);
    const ended = lapses.at(-1)?.until;
    const since = ended ? dayAfter(ended) : member.validFrom;
    const { organisation } = member;
    return { kind, subject: organisation, met: true, since, until: null, actor: null, explanation: "It holds today." };
  });
}

/** Signatures and Dimona of the agreements a member runs. */
function running(member: Membership, { tally }: ComplianceFacts): Found[] {
  const { organisation } = member;
  const counted = tally?.members.get(organisation.enterpriseNumber);
  const tell = (kind: ObligationKind, lacking: Counted | undefined, what: string): Found => {
    const about = { kind, subject: organisation, until: null };
    const unknown = (explanation: string) => ({
      ...about,
      met: null,
      since: null,
      actor: actorOf(member),
      explanation,
    });
    if (!tally) return unknown("The counter gave no count.");
    const count = lacking?.count ?? 0;
    return {
      ...about,
      met: count === 0,
      since: lacking?.since ?? null,
      actor: count === 0 ? null : actorOf(member),
      explanation: `${count} of ${counted?.agreements ?? 0} running agreements ${what}.`,
    };
  };
  return [
    tell(ObligationKind.AGREEMENT_SIGNED, counted?.unsigned, "lack a signature of participant or workplace"),
    tell(ObligationKind.DIMONA, counted?.withoutDimona, "lack a Dimona of type DWD"),
  ];
}

function contingentKept({ partnership, tally }: ComplianceFacts): Found {
  const about = { kind: ObligationKind.CONTINGENT_NOT_EXCEEDED, subject: partnership.lead, since: null, until: null };
  const state = tally && occupancy(tally, partnership.contingents);
  if (!state || state.granted === null)
    return {
      ...about,
      met: null,
      actor: Actor.LEAD,
      explanation: state ? "No contingent is granted for this year." : "The counter gave no count.",
    };
  const met = state.running <= state.granted;
  return {
    ...about,
    met,
    actor: met ? null : Actor.LEAD,
    explanation: `${state.running} participants against ${state.granted} trajectories granted.`,
  };
}
