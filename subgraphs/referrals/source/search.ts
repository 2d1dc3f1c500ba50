import type { Day } from "../../../schema/scalars.js";
import { ParticipantOrder, type ParticipantFilter } from "../entities/participant-search.js";
import type { ReferralStatus } from "../entities/referral.js";
import { REFERRAL_CODES, STATUTE_CODES } from "./translate.js";

/** Whom to look for, and which page of them. */
export interface ClientSearch {
  filter?: Omit<ParticipantFilter, "waiting">;
  /** Only those who take part and whose assessment is due before this day. */
  assessmentDueBefore?: Day;
  order?: ParticipantOrder;
  first: number;
  /** Only those referred to this member. */
  member?: string;
  /** Only those referred to a partnership that this organisation leads. */
  lead?: string;
  /** The place of the item to go on after, as an earlier page gave it. */
  after?: string;
}

const ORDERS: Record<ParticipantOrder, string> = {
  [ParticipantOrder.CLIENT_NUMBER]: "KLANTNUMMER",
  [ParticipantOrder.ASSESSMENT_DUE]: "VOLGENDE_INSCHATTING",
  [ParticipantOrder.REFERRED]: "TOELEIDING_DATUM",
};

/** The search in VDAB's words. */
export function searchBody(search: ClientSearch): object {
  const { filter = {}, assessmentDueBefore, member, lead, order, first, after } = search;
  const codes = (statuses: readonly ReferralStatus[]) => statuses.flatMap((status) => REFERRAL_CODES[status] ?? []);
  return {
    criteria: {
      ...(filter.partnership && { samenwerkingsverband: filter.partnership }),
      ...(filter.referralStatus && { toeleidingStatussen: codes(filter.referralStatus) }),
      ...(filter.municipality && { nisCode: filter.municipality }),
      ...(filter.statute && { statuut: STATUTE_CODES[filter.statute] }),
      ...(assessmentDueBefore && { inschattingVoor: assessmentDueBefore }),
      ...(member && { onderneming: member }),
      ...(lead && { penhouder: lead }),
    },
    sortering: ORDERS[order ?? ParticipantOrder.CLIENT_NUMBER],
    aantal: first,
    ...(after && { naKlantnummer: after }),
  };
}
