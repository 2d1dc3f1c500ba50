import type { JWK } from "jose";
import { DEPARTEMENT, fundOf, serviceOf, VDAB } from "../population/organisations.js";
import { DEPARTEMENT_EENHEID, type Hoedanigheid } from "./personas.js";

/** A program that asks in its organisation's name, server to server, by client credentials. */
export interface Program extends Hoedanigheid {
  clientId: string;
  /** vo_applicatienaam. */
  naam: string;
  /** Proves itself by a secret … */
  secret?: string;
  /** … or, as ACM/IDM prefers, by a JWT that it signs with a key of which ACM/IDM knows the public half. */
  publicKeys?: readonly JWK[];
}

const DEVELOPMENT_SECRET = "development-secret";

export const PROGRAMS: readonly Program[] = [
  {
    clientId: "vdab-mlp",
    naam: "Mijn Loopbaan voor Partners",
    secret: DEVELOPMENT_SECRET,
    doelgroep: "GID",
    organisatie: VDAB,
    eenheid: serviceOf("Limburg"),
    rol: "AmaBemiddelaar",
    scopes: ["person:identify"],
  },
  {
    clientId: "cm-dossiers",
    naam: "Dossiers CM",
    secret: DEVELOPMENT_SECRET,
    doelgroep: "EA",
    organisatie: fundOf("CM"),
    rol: "AmaZiekenfondsMedewerker",
    scopes: ["person:identify"],
  },
  {
    clientId: "dwse-cijfers",
    naam: "Cijfers WSE",
    secret: DEVELOPMENT_SECRET,
    doelgroep: "GID",
    organisatie: DEPARTEMENT,
    eenheid: DEPARTEMENT_EENHEID,
    rol: "AmaAnalist",
    scopes: [],
  },
];

/** An application in which persons log in: no secret of its own, so authorization code with PKCE. */
export interface Application {
  clientId: string;
  naam: string;
  redirectUris: readonly string[];
  /** Where it takes those who logged out; one that has them may also renew its tokens. */
  leftUris?: readonly string[];
}

/** The command line reads the code from the redirect and never follows it. */
export const COMMAND_LINE: Application = {
  clientId: "ama-opdrachtregel",
  naam: "Opdrachtregel AMA",
  redirectUris: ["http://127.0.0.1/aangemeld"],
};

/** The gateway's own pages, wherever they are served. */
export function pages(redirectUris: readonly string[]): Application {
  const leftUris = redirectUris.map((uri) => `${new URL(uri).origin}/`);
  return { clientId: "ama-paginas", naam: "Pagina's AMA", redirectUris, leftUris };
}
