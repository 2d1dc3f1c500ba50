import type { ParticipantId } from "./identifiers.js";

/** In which capacity (hoedanigheid) somebody asks. */
export const CAPACITIES = [
  "VDAB_MEDIATOR",
  "OCMW_WORKER",
  "SICKNESS_FUND_EMPLOYEE",
  "LEAD",
  "PARTNER_GUIDE",
  "DOSSIER_MANAGER",
  "INSPECTOR",
  "ANALYST",
  "CITIZEN",
] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** For which purpose (finaliteit) somebody asks. */
export const PURPOSES = [
  "GUIDANCE",
  "PERMISSION_DECISION",
  "PARTNERSHIP_MANAGEMENT",
  "FUNDING",
  "INSPECTION",
  "STATISTICS",
  "OWN_FILE",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Who asks, for which organisation, in which capacity, for which purpose and on which legal ground.
 * Every call to an agency requires one; what may be shared between requests follows from it.
 */
export interface Mandate {
  /** Opaque subject of the asking person or program; never a national number. */
  readonly subject: string;
  /** Enterprise number of the organisation asked for; `NO_ORGANISATION` for a citizen. */
  readonly organisation: string;
  readonly organisationName: string;
  readonly capacity: Capacity;
  readonly purpose: Purpose;
  /** Article, deliberation or agreement on which the purpose rests. */
  readonly legalContext: string;
  /** One per request at the gateway; the thread through every log. */
  readonly requestId: string;
  /** What the asker's login was given beside the capacity, as `person:identify`; absent is none. */
  readonly scopes?: readonly string[];
  /** A citizen's own id: the only participant that citizen may see. */
  readonly participant?: ParticipantId;
  /** The unit of the organisation that the asker works for; present exactly where `hasUnit` says so. */
  readonly unit?: string;
}

/** Whether the agencies give this capacity the people of one unit of its organisation, not of the whole. */
export function hasUnit(capacity: Capacity): boolean {
  return capacity === "VDAB_MEDIATOR";
}

/** Whether a text can be the code of a unit, as `OVO990012`; it travels in headers. */
export function isUnit(text: unknown): text is string {
  return typeof text === "string" && /^[A-Za-z0-9][\w.-]{0,63}$/.test(text);
}

/** The same text for mandates that see the same people and rows: part of the key of whatever they share. */
export function sightKey({ capacity, organisation, unit, participant }: Mandate): string {
  return JSON.stringify([capacity, organisation, unit, participant]);
}

/** A mandate for a sign of life of an agency, in nobody's name: it reads no group of fields, and nobody is in its sight. */
export function signOfLifeMandate(requestId: string): Mandate {
  return {
    subject: "sign-of-life",
    organisation: "0316380841",
    organisationName: "Departement Werk en Sociale Economie",
    capacity: "ANALYST",
    purpose: "INSPECTION",
    legalContext: "None: a sign of life is asked, no fact about anybody.",
    requestId,
  };
}

/** A well-formed enterprise number that is nobody's: a citizen asks for no organisation. */
export const NO_ORGANISATION = "0000000097";

/** The headers (or, on a WebSocket, the connection parameters) in which a client says for what it asks. */
export const PURPOSE_HEADER = "ama-purpose";
export const LEGAL_CONTEXT_HEADER = "ama-legal-context";

/** The header in which a mandate travels from the gateway to a subgraph. */
export const MANDATE_HEADER = "ama-mandate";

/** The header that tells a subgraph how many milliseconds the gateway will still wait. */
export const DEADLINE_HEADER = "ama-deadline-ms";

/** The header of a reply in which a subgraph tells how many milliseconds its own ready work waits. */
export const DELAY_HEADER = "ama-delay-ms";

/** The mandate that a value of unknown making is, without anything else it may hold; undefined when it is not whole. */
export function parseMandate(value: unknown): Mandate | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { subject, organisation, organisationName, capacity, purpose, legalContext, requestId, ...rest } =
    value as Record<string, unknown>;
  const { scopes, participant, unit } = rest;
  const texts = [subject, organisation, organisationName, legalContext, requestId];
  if (!texts.every((text) => typeof text === "string" && text !== "")) return undefined;
  if (!CAPACITIES.includes(capacity as Capacity) || !PURPOSES.includes(purpose as Purpose)) return undefined;
  if (scopes !== undefined && !(Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string")))
    return undefined;
  if (participant !== undefined && (typeof participant !== "string" || participant === "")) return undefined;
  if (hasUnit(capacity as Capacity) ? !isUnit(unit) : unit !== undefined) return undefined;
  const mandate = { subject, organisation, organisationName, capacity, purpose, legalContext, requestId };
  return {
    ...mandate,
    ...(scopes && { scopes }),
    ...(participant && { participant }),
    ...(unit !== undefined && { unit }),
  } as Mandate;
}
