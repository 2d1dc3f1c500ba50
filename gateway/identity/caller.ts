import type { JWTPayload } from "jose";
import { Refusal } from "../../schema/faults.js";
import {
  Insz,
  parseEnterpriseNumber,
  type EnterpriseNumber,
  type ParticipantId,
  type ParticipantIds,
} from "../../schema/identifiers.js";
import { CAPACITIES, hasUnit, isUnit, type Capacity } from "../../schema/mandate.js";

/** Who asks, as the issuer vouches for it until `expiresAt`. */
export interface Caller {
  /** Opaque; never a national number. */
  readonly subject: string;
  /** Absent for a citizen. */
  readonly organisation?: EnterpriseNumber;
  readonly organisationName?: string;
  /** The unit of the organisation that the caller works for, where the capacity has one. */
  readonly unit?: string;
  readonly capacity: Capacity;
  readonly scopes: readonly string[];
  /** A citizen's own id. */
  readonly participant?: ParticipantId;
  /** In seconds since the epoch. */
  readonly expiresAt: number;
}

/** In which claims an issuer says what. */
export interface ClaimNames {
  /** The role: text or list of texts, each a word of `ROLES` or a capacity, and maybe `:` and whom it is for. */
  readonly capacity: string;
  /** The group that one is logged in as a member of; `BUR` is the citizens. */
  readonly group: string;
  readonly organisation: string;
  readonly organisationName: string;
  /** The unit of the organisation, read for capacities that have one. */
  readonly unit: string;
  /** Read for citizens alone, and made into the participant's id at once. */
  readonly nationalNumber: string;
}

/**
 * As ACM/IDM names them; roles of its user management are `<application>_rol_3d`. Units of the Flemish government have an
 * OVO code each, and no other claim can name one.
 */
export const ACMIDM_CLAIMS: ClaimNames = {
  capacity: "ama_rol_3d",
  group: "vo_doelgroepcode",
  organisation: "vo_orgcode",
  organisationName: "vo_orgnaam",
  unit: "vo_ovocode",
  nationalNumber: "rrn",
};

const CITIZENS = "BUR";

/** What the roles of the user management are here. */
const ROLES: Readonly<Record<string, Capacity>> = {
  AmaBemiddelaar: "VDAB_MEDIATOR",
  AmaOcmwMedewerker: "OCMW_WORKER",
  AmaZiekenfondsMedewerker: "SICKNESS_FUND_EMPLOYEE",
  AmaPenhouder: "LEAD",
  AmaBegeleider: "PARTNER_GUIDE",
  AmaDossierbeheerder: "DOSSIER_MANAGER",
  AmaInspecteur: "INSPECTOR",
  AmaAnalist: "ANALYST",
};
const CAPACITY_OF = new Map<string, Capacity>([
  ...Object.entries(ROLES),
  ...CAPACITIES.map((name) => [name, name] as const),
]);

/**
 * Whom the claims of a verified token are about.
 * @throws Refusal UNAUTHENTICATED, CAPACITY_MISSING, ORGANISATION_MISSING, ORGANISATION_UNIT_MISSING
 */
export function readCaller(claims: JWTPayload, names: ClaimNames, ids: ParticipantIds): Caller {
  const { sub, exp } = claims;
  if (typeof sub !== "string" || sub === "" || sub.length > 255 || typeof exp !== "number")
    throw new Refusal("UNAUTHENTICATED");
  // An issuer that names people by their national number does not make us log it.
  const subject = Insz.isValid(sub) ? ids.seal(Insz.parse(sub)) : sub;
  const about = { subject, scopes: readScopes(claims["scope"] ?? claims["scp"]), expiresAt: exp };
  const organisation = readText(claims[names.organisation]);
  const capacity = readCapacity(claims, names, organisation);
  if (capacity === "CITIZEN")
    return Object.freeze({ ...about, capacity, participant: readParticipant(claims, names, ids) });
  const number = readEnterpriseNumber(organisation);
  return Object.freeze({
    ...about,
    capacity,
    organisation: number,
    organisationName: readText(claims[names.organisationName]) ?? number,
    ...(hasUnit(capacity) && { unit: readUnit(claims[names.unit]) }),
  });
}

function readCapacity(claims: JWTPayload, names: ClaimNames, organisation: string | undefined): Capacity {
  if (claims[names.group] === CITIZENS) return "CITIZEN";
  const found = new Set<Capacity>();
  for (const role of readTexts(claims[names.capacity])) {
    const [word = "", forWhom] = role.split(":", 2);
    const capacity = CAPACITY_OF.get(word.trim());
    // A role may be for other organisations than the one that is logged in for.
    const isForThis = forWhom === undefined || forWhom.split(",").some((one) => one.trim() === organisation);
    if (capacity && isForThis) found.add(capacity);
  }
  const [capacity] = found;
  if (!capacity || found.size > 1) throw new Refusal("CAPACITY_MISSING");
  return capacity;
}

function readParticipant(claims: JWTPayload, names: ClaimNames, ids: ParticipantIds): ParticipantId {
  const number = readText(claims[names.nationalNumber]);
  if (!number || !Insz.isValid(number)) throw new Refusal("UNAUTHENTICATED");
  return ids.seal(Insz.parse(number));
}

function readEnterpriseNumber(text: string | undefined): EnterpriseNumber {
  try {
    return parseEnterpriseNumber(text ?? "");
  } catch {
    throw new Refusal("ORGANISATION_MISSING");
  }
}

function readUnit(claim: unknown): string {
  if (!isUnit(claim)) throw new Refusal("ORGANISATION_UNIT_MISSING");
  return claim;
}

/** Space-separated, as OAuth2 has it, or a list. */
function readScopes(claim: unknown): readonly string[] {
  return Object.freeze(readTexts(claim).flatMap((text) => text.split(" ").filter(Boolean)));
}

function readTexts(claim: unknown): string[] {
  return (Array.isArray(claim) ? claim : [claim]).filter((one): one is string => typeof one === "string");
}

function readText(claim: unknown): string | undefined {
  return typeof claim === "string" && claim !== "" && claim.length <= 255 ? claim : undefined;
}
