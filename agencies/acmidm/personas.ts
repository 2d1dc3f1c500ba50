import { createHash } from "node:crypto";
import { HASSELT } from "../population/municipalities.js";
import {
  DEPARTEMENT,
  fundOf,
  HEFT,
  ocmwOf,
  PLOEG,
  serviceOf,
  VDAB,
  type Service,
} from "../population/organisations.js";
import { AMINA } from "../population/stories.js";
import type { Organisation } from "../population/world.js";

/** Doelgroep, as ACM/IDM tells them apart: Flemish government, local government, other organisations, citizens. */
export type Doelgroep = "GID" | "LB" | "EA" | "BUR";

/** In whose name somebody, or a program, is logged in, and what that gives. */
export interface Hoedanigheid {
  doelgroep: Doelgroep;
  /** Absent for a citizen. */
  organisatie?: Pick<Organisation, "kbo" | "name">;
  /** OVO code and name of the organisation, or of its unit that one works for; within the Flemish government alone. */
  eenheid?: Pick<Service, "ovo" | "name">;
  /** The role that the organisation's own access manager gave; absent for a citizen. */
  rol?: string;
  scopes: readonly string[];
}

/** Somebody who can log in at the stand-in. */
export interface Persona extends Hoedanigheid {
  /** What the login page and `ama token` call the persona. */
  id: string;
  /** PersoonsID: opaque, the same at every login. */
  sub: string;
  naam: string;
  /** National number, told for citizens only. */
  rrn?: string;
}

/** What the graph may ask consent for, beside being logged in. */
export const SCOPES = ["person:identify"] as const;
const IDENTIFY = [SCOPES[0]];

export const DEPARTEMENT_EENHEID = { ovo: "OVO990002", name: DEPARTEMENT.name };
const departement = { organisatie: DEPARTEMENT, eenheid: DEPARTEMENT_EENHEID };

function persona(id: string, naam: string, rest: Omit<Persona, "id" | "sub" | "naam">): Persona {
  const sub = createHash("sha256").update(`acmidm persoon ${id}`).digest("hex").slice(0, 40);
  return { id, sub, naam, ...rest };
}

export const PERSONAS: readonly Persona[] = [
  persona("vdab-mediator", "Lotte Wouters", {
    doelgroep: "GID",
    organisatie: VDAB,
    eenheid: serviceOf("Limburg"),
    rol: "AmaBemiddelaar",
    scopes: IDENTIFY,
  }),
  persona("vdab-mediator-antwerpen", "Bram Verlinden", {
    doelgroep: "GID",
    organisatie: VDAB,
    eenheid: serviceOf("Antwerpen"),
    rol: "AmaBemiddelaar",
    scopes: IDENTIFY,
  }),
  persona("ocmw-worker", "Nadia Bosmans", {
    doelgroep: "LB",
    organisatie: ocmwOf(HASSELT),
    rol: "AmaOcmwMedewerker",
    scopes: IDENTIFY,
  }),
  persona("sickness-fund-employee", "Wim Claeskens", {
    doelgroep: "EA",
    organisatie: fundOf("CM"),
    rol: "AmaZiekenfondsMedewerker",
    scopes: IDENTIFY,
  }),
  persona("lead", "Marleen Vanhees", { doelgroep: "EA", organisatie: PLOEG, rol: "AmaPenhouder", scopes: IDENTIFY }),
  persona("partner-guide", "Joris Knapen", {
    doelgroep: "EA",
    organisatie: HEFT,
    rol: "AmaBegeleider",
    scopes: IDENTIFY,
  }),
  persona("dossier-manager", "Sofie Lemmens", {
    doelgroep: "GID",
    ...departement,
    rol: "AmaDossierbeheerder",
    scopes: [],
  }),
  persona("inspector", "Peter Jacobs", {
    doelgroep: "GID",
    ...departement,
    rol: "AmaInspecteur",
    scopes: IDENTIFY,
  }),
  persona("analyst", "Hanne Smets", { doelgroep: "GID", ...departement, rol: "AmaAnalist", scopes: [] }),
  persona("citizen", `${AMINA.firstName} ${AMINA.lastName}`, { doelgroep: "BUR", rrn: AMINA.insz, scopes: IDENTIFY }),
];

/** What a token says of somebody, in ACM/IDM's own claims. */
export function claimsOf(
  { doelgroep, organisatie, eenheid, rol, rrn }: Hoedanigheid & { rrn?: string },
  toepassing: string,
) {
  return {
    vo_doelgroepcode: doelgroep,
    vo_applicatienaam: toepassing,
    ...(organisatie && { vo_orgcode: organisatie.kbo, vo_orgnaam: organisatie.name }),
    ...(eenheid && { vo_ovocode: eenheid.ovo }),
    // A role of the user management has three dimensions: what, in which application, for which organisations.
    ...(rol && organisatie && { ama_rol_3d: `${rol}:${organisatie.kbo}` }),
    ...(rrn && { rrn }),
  };
}
