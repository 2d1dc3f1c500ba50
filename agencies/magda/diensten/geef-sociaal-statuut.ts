import type { Statute } from "../../population/world.js";
import { heeftGril, overPersoon, vandaag, type Dienst } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import { childOf, childrenOf, textOf } from "../read-verzoek.js";
import { GEEN_GEGEVENS } from "../uitzonderingen.js";

/** Statute by name. The first name is the platform's; the other two are ours, no public list gives theirs. */
const NAMEN: Readonly<Record<string, Statute["kind"]>> = {
  LIVING_WAGES_PCSA_HELP: "LEEFLOON",
  WORK_INCAPACITY_RECOGNISED: "ZIEKTE",
  JOBSEEKER_NOT_EMPLOYED: "NWWZ",
};

export const geefSociaalStatuut: Dienst = {
  naam: "GeefSociaalStatuut",
  versie: "03.00.0000",
  namespace: "http://magda.vlaanderen.be/soczek/soap/geefsociaalstatuut/v03_00",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const criteria = childOf(inhoud, "Criteria");
    return overPersoon(textOf(criteria, "INSZ"), kader, (person) => {
      const gevraagd = childrenOf(childOf(criteria, "SocialeStatuten"), "SociaalStatuut");
      const antwoorden = gevraagd.map((vraag) => {
        const naam = textOf(vraag, "Naam");
        const dag = textOf(childOf(vraag, "Datum"), "Datum") || vandaag(kader);
        const statuut = person.statutes.find(
          ({ kind, confirmed, from, to }) =>
            kind === NAMEN[naam] && confirmed && from <= dag && (to === undefined || to >= dag),
        );
        return { naam, statuut };
      });
      if (antwoorden.every(({ statuut }) => statuut === undefined) && heeftGril(person, 7))
        return { uitzonderingen: [{ ...GEEN_GEGEVENS, oorsprong: "KSZ", omstandigheid: "SSH00048" }] };
      const lijst = antwoorden.map(({ naam, statuut }) =>
        sociaalStatuut(naam, statuut, heeftGril(person, 13), heeftGril(person, 19)),
      );
      return {
        inhoud: element("Persoon", [element("INSZ", person.insz), element("SocialeStatuten", lijst)]),
      };
    });
  },
};

function sociaalStatuut(
  naam: string,
  statuut: Statute | undefined,
  zonderPeriode: boolean,
  metStatus: boolean,
): Fragment {
  const periode =
    statuut &&
    element("Periode", [
      element("Begindatum", statuut.from),
      statuut.to ? element("Einddatum", statuut.to) : undefined,
    ]);
  return element("SociaalStatuut", [
    element("Naam", naam),
    element("Resultaat", [
      element("Code", statuut ? "1" : "0"),
      element("Omschrijving", statuut ? "Van toepassing" : "Niet van toepassing"),
    ]),
    periode && !zonderPeriode ? element("Periodes", [periode]) : undefined,
    statuut && metStatus ? element("Status", [element("Code", "SSH00047"), element("Waarde")]) : undefined,
  ]);
}
