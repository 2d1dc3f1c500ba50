import type { AgencyName } from "./agencies.js";
import type { Group } from "./groups.js";
import type { ParticipantId } from "./identifiers.js";

interface EventRule {
  readonly agency: AgencyName;
  /** What it is about: a person, a partnership, or a person within one. */
  readonly about: "participant" | "partnership" | "both";
  /** The group of fields that a mandate must be allowed to read to hear of it; null where everybody may. */
  readonly group: Group | null;
  /** Dutch term, and what changed. */
  readonly means: string;
}

/** Everything that can be told to have happened. What exactly changed is not told: whoever may know asks the graph. */
export const EVENTS = {
  DOSSIER_CHANGED: {
    agency: "VDAB",
    about: "participant",
    group: "person",
    means: "Dossier. Who the person is, or the mediation advice, changed at VDAB.",
  },
  REFERRAL_CHANGED: {
    agency: "VDAB",
    about: "participant",
    group: "person",
    means: "Toeleiding. VDAB referred the person, or a referral was accepted, refused or withdrawn.",
  },
  ASSESSMENT_CHANGED: {
    agency: "VDAB",
    about: "participant",
    group: "person",
    means: "Inschatting. VDAB assessed the person, or its next assessment is due on another day.",
  },
  PERMISSION_CHANGED: {
    agency: "MAGDA",
    about: "participant",
    group: "permissions",
    means: "Toelating. A sickness fund or OCMW was asked for a permission, decided on one or took one back.",
  },
  STATUTE_CHANGED: {
    agency: "MAGDA",
    about: "participant",
    group: "permissions",
    means: "Statuut. A statute that the network confirms began or ended.",
  },
  AGREEMENT_CHANGED: {
    agency: "LOKET",
    about: "both",
    group: "guidance",
    means: "Begeleidingsovereenkomst. A guidance agreement was concluded, changed or ended.",
  },
  CONTINGENT_CHANGED: {
    agency: "LOKET",
    about: "partnership",
    group: null,
    means: "Contingent. The partnership's contingent, its partners or its guides changed.",
  },
  STATEMENT_CHANGED: {
    agency: "DWSE",
    about: "partnership",
    group: "funding",
    means: "Kwartaaloverzicht. The department took in a quarterly statement.",
  },
  FUNDING_CHANGED: {
    agency: "DWSE",
    about: "partnership",
    group: "funding",
    means: "Financiering. A grant, an advance, a balance or a recovery was booked.",
  },
} as const satisfies Record<string, EventRule>;
export type EventKind = keyof typeof EVENTS;

/** That something changed, and whose: keys alone, never what. */
export interface AgencyEvent {
  /** The agency's own number of its notice: the same notice always makes the same id. */
  readonly id: string;
  readonly kind: EventKind;
  readonly participant?: ParticipantId;
  /** The partnership's number, as `SV-0001`. */
  readonly partnership?: string;
  /** The calendar year that is funded, where it is about funding. */
  readonly year?: number;
  /** When it happened, by the agency's word: ISO 8601. */
  readonly occurredAt: string;
}
