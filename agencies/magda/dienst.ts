import type { Person } from "../population/world.js";
import { isInsz, type Bevolking } from "./bevolking.js";
import type { Fragment } from "./element.js";
import { HOEDANIGHEDEN, type Machtiging } from "./hoedanigheden.js";
import type { Mutaties } from "./mutaties.js";
import type { Node } from "./read-verzoek.js";
import type { Repertorium } from "./repertorium.js";
import { INSZ_ONBESTAAND, INSZ_ONGELDIG, NIET_INGESCHREVEN, nieuwInsz, type Uitzondering } from "./uitzonderingen.js";

export interface Antwoord {
  inhoud?: Fragment;
  uitzonderingen?: readonly Uitzondering[];
}

/** In what surroundings a question is answered. */
export interface Kader {
  bevolking: Bevolking;
  repertorium: Repertorium;
  hoedanigheid: string;
  now: string;
  mutaties: Mutaties;
}

/** One service of the platform. */
export interface Dienst {
  naam: string;
  versie: string;
  namespace: string;
  /** What it says when too many ask at once. */
  drukteCode: "99995" | "99996";
  antwoord(inhoud: Node, kader: Kader): Antwoord;
}

/** Answers about one person, after the checks that every service makes first. */
export function overPersoon(insz: string, kader: Kader, antwoord: (person: Person) => Antwoord): Antwoord {
  if (!isInsz(insz)) return { uitzonderingen: [INSZ_ONGELDIG] };
  const gevonden = kader.bevolking.zoek(insz);
  if (gevonden === undefined) return { uitzonderingen: [INSZ_ONBESTAAND] };
  if ("vervangenDoor" in gevonden) return { uitzonderingen: [nieuwInsz(gevonden.vervangenDoor)] };
  if (!kader.repertorium.isIngeschreven(insz, kader.hoedanigheid, vandaag(kader)))
    return { uitzonderingen: [NIET_INGESCHREVEN] };
  return antwoord(gevonden);
}

export function machtigingVan(kader: Kader): Machtiging {
  return HOEDANIGHEDEN.get(kader.hoedanigheid) ?? { organisaties: false, periodes: false, rechten: false };
}

export function vandaag(kader: Kader): string {
  return kader.now.slice(0, 10);
}

/** Whether a quirk of the system shows in this person's file; never in that of the persons of a story. */
export function heeftGril(person: Person, priem: number): boolean {
  return person.index > 11 && person.index % priem === 0;
}
