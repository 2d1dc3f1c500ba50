import type { Person, Statute } from "../../population/world.js";
import { heeftGril, machtigingVan, overPersoon, vandaag, type Dienst } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import type { Machtiging } from "../hoedanigheden.js";
import { childOf, textOf } from "../read-verzoek.js";
import { GEEN_GEGEVENS, weggelaten } from "../uitzonderingen.js";

const MAANDBEDRAG = 1288.46;

export const geefLeefloonbedragen: Dienst = {
  naam: "GeefLeefloonbedragen",
  versie: "02.00.0000",
  namespace: "http://webservice.geefleefloonbedragendienst-02_00.soczek-02_00.vip.vlaanderen.be",
  drukteCode: "99995",
  antwoord(inhoud, kader) {
    const criteria = childOf(inhoud, "Criteria");
    return overPersoon(textOf(criteria, "INSZ"), kader, (person) => {
      const leeflonen = person.statutes.filter(({ kind, confirmed }) => kind === "LEEFLOON" && confirmed);
      if (leeflonen.length === 0) return { uitzonderingen: [GEEN_GEGEVENS] };
      const laatste = Number(textOf(criteria, "Jaar")) || Number(vandaag(kader).slice(0, 4));
      const terug = Math.min(Number(textOf(criteria, "AantalJaarTerug")) || 0, 4);
      const jaren = Array.from({ length: terug + 1 }, (_, i) => laatste - terug + i);
      const mag = machtigingVan(kader);
      const gefilterd = [...(mag.organisaties ? [] : ["OCMW"]), ...(mag.periodes ? [] : ["Periode"])];
      return {
        inhoud: element(
          "Leefloonbedragen",
          jaren.map((jaar) => leefloonbedrag(person, leeflonen, jaar, vandaag(kader), mag)),
        ),
        ...(gefilterd.length > 0 && { uitzonderingen: [weggelaten(gefilterd)] }),
      };
    });
  },
};

function leefloonbedrag(
  person: Person,
  leeflonen: Statute[],
  jaar: number,
  vandaag: string,
  mag: Machtiging,
): Fragment {
  const maanden = Array.from({ length: 12 }, (_, i) => `${jaar}-${String(i + 1).padStart(2, "0")}`).flatMap((maand) => {
    const loon = leeflonen.find(
      ({ from, to }) => from.slice(0, 7) <= maand && (to === undefined || to.slice(0, 7) >= maand),
    );
    return loon && maand <= vandaag.slice(0, 7) ? [{ maand, loon }] : [];
  });
  if (maanden.length === 0)
    return element("Leefloonbedrag", [
      element("Jaar", String(jaar)),
      element("Uitbetaling", "0", { Beschrijving: "Geen uitbetaling" }),
    ]);
  // Some OCMWs pay the equivalent of a living wage; the platform keeps it apart.
  const soort = heeftGril(person, 29) ? "EquivalentLeefloon" : "Leefloon";
  return element("Leefloonbedrag", [
    element("Jaar", String(jaar)),
    element("Tegemoetkoming", [
      element(
        "Jaarlijks",
        [
          element(soort, [
            element("Bedrag", (maanden.length * MAANDBEDRAG).toFixed(2)),
            element("TweedeGerechtigde", "0"),
            element("AantalMaandenZonderToelage", String(12 - maanden.length)),
            element("MaximumLeefloonGekregen", "0"),
          ]),
        ],
        { Jaar: String(jaar) },
      ),
      element(
        "Maandelijks",
        maanden.map(({ maand, loon }) => uitbetaling(person, soort, maand, loon, mag)),
      ),
    ]),
  ]);
}

function uitbetaling(person: Person, soort: string, maand: string, loon: Statute, mag: Machtiging): Fragment {
  const [jaar, nummer] = maand.split("-").map(Number) as [number, number];
  const laatsteDag = new Date(Date.UTC(jaar, nummer, 0)).getUTCDate();
  const begin = loon.from.startsWith(maand) ? loon.from : `${maand}-01`;
  // November of 31 days is a date that the platform itself hands out.
  const dag = nummer === 11 && heeftGril(person, 13) ? 31 : laatsteDag;
  const einde = loon.to?.startsWith(maand) ? loon.to : `${maand}-${dag}`;
  const bestand = `${maand.replace("-", "")}01`;
  return element(
    "Maand",
    [
      element(
        `${soort}PerPeriode`,
        [
          element(
            `${soort}Periode`,
            [
              element("Bedrag", MAANDBEDRAG.toFixed(2)),
              mag.periodes ? element("Periode", [element("Begin", begin), element("Einde", einde)]) : undefined,
              element("Begunstigde", [element("INSZ", person.insz)]),
              element("Partner", [element("TweedeGerechtigde", "0")]),
              mag.organisaties && loon.payer
                ? element("OCMW", [
                    element("Ondernemingsnummer", loon.payer),
                    element("Bestand", bestand),
                    element("Suffix", "0"),
                  ])
                : undefined,
              element("MaximumLeefloonGekregen", "0"),
            ],
            { ID: bestand },
          ),
        ],
        { LaatsteUitbetaling: "1" },
      ),
    ],
    { JaarMaand: maand },
  );
}
