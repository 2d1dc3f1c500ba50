/** What a value must be beyond what its type says. */
export interface ArgumentRule {
  /** Ends the sentence "It must be …"; never holds the value. */
  readonly mustBe: string;
  holds(value: unknown): boolean;
  /** ARGUMENT_INVALID when left out. */
  readonly code?: "CURSOR_INVALID";
}

const PARTICIPANT_ID = form("the id of a participant that this graph gave out", /^[\w-]{28}$/);
const PARTNERSHIP_ID = form("the id of a partnership, such as SV-0001", /^SV-\d{4,8}$/);
const GUIDE_ID = form("the id of a guide, such as BG-00001", /^BG-\d{5,8}$/);
const YEAR = range("a calendar year from 1900 to 9999", 1900, 9999);
/** How many at most is for admission to refuse, with PAGE_TOO_LARGE. */
const FIRST = range("1 or more", 1, 2 ** 31);
const CURSOR: ArgumentRule = {
  ...form("a cursor that this field gave out, as it was", /^[\w-]{1,512}$/),
  code: "CURSOR_INVALID",
};

const LISTED: readonly (readonly [ArgumentRule, string])[] = [
  [PARTICIPANT_ID, "Query.participant(id:) Subscription.participantChanged(ids:)"],
  [
    PARTNERSHIP_ID,
    "Query.partnership(id:) Query.assessmentsDue(partnership:) ParticipantFilter.partnership Subscription.participantChanged(partnership:) Subscription.partnershipChanged(ids:)",
  ],
  [GUIDE_ID, "PartnershipParticipantFilter.guide"],
  [
    YEAR,
    "Query.fundingYears(year:) Statistics.funding(year:) Statistics.indexEffect(year:) Statistics.costPerOutflow(year:) Participant.funding(year:) Partnership.funding(year:) Partnership.trajectories(year:) Partnership.statements(year:) Participant.atRisk(year:) GuidanceAgreement.atRisk(year:) Partnership.atRisk(year:)",
  ],
  [range("a percentage from 0 to 100", 0, 100), "Statistics.indexEffect(percent:)"],
  [
    FIRST,
    "Query.assessmentsDue(first:) Query.fundingYears(first:) Query.participants(first:) Query.partnerships(first:) Participant.accessLog(first:) Partnership.agreements(first:) Partnership.participants(first:)",
  ],
  [
    CURSOR,
    "Query.assessmentsDue(after:) Query.fundingYears(after:) Query.participants(after:) Query.partnerships(after:) Participant.accessLog(after:) Partnership.agreements(after:) Partnership.participants(after:) Subscription.participantChanged(after:) Subscription.partnershipChanged(after:)",
  ],
];

/**
 * By schema coordinate, `Type.field(argument:)` or `Input.field`: for arguments of the types that come with GraphQL. A type
 * of our own (`schema/scalars.ts`), an enum and a Boolean say themselves what they take.
 */
export const ARGUMENT_RULES: ReadonlyMap<string, ArgumentRule> = new Map(
  LISTED.flatMap(([rule, coordinates]) => coordinates.split(" ").map((coordinate) => [coordinate, rule] as const)),
);

/** How many items a list may hold. */
export interface ListBounds {
  readonly least: number;
  readonly most: number;
}

const ANY_LIST: ListBounds = { least: 0, most: 200 };

const LIST_BOUNDS: ReadonlyMap<string, ListBounds> = new Map([
  // The gateway's own question, about as many entities as an answer holds.
  ["Query._entities(representations:)", { least: 0, most: Infinity }],
  // A year by the week, and some.
  ["Partnership.occupancies(on:)", { least: 0, most: 60 }],
  ["Subscription.participantChanged(ids:)", { least: 1, most: 200 }],
  ["Subscription.participantChanged(kinds:)", { least: 1, most: 200 }],
  ["Subscription.partnershipChanged(ids:)", { least: 1, most: 200 }],
  ["Subscription.partnershipChanged(kinds:)", { least: 1, most: 200 }],
]);

export function listBoundsOf(coordinate: string): ListBounds {
  return LIST_BOUNDS.get(coordinate) ?? ANY_LIST;
}

function form(mustBe: string, pattern: RegExp): ArgumentRule {
  return { mustBe, holds: (value) => typeof value === "string" && pattern.test(value) };
}

function range(mustBe: string, least: number, most: number): ArgumentRule {
  return { mustBe, holds: (value) => typeof value === "number" && value >= least && value <= most };
}
