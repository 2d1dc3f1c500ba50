import type { Dienst, Kader } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import { childOf, textOf } from "../read-verzoek.js";
import { GEEN_GEGEVENS } from "../uitzonderingen.js";

const PER_ANTWOORD = 100;

/** Says whose data changed and in which service, never what. The reader asks for what it may see. */
export const geefMutatiesNotificaties: Dienst = {
  naam: "GeefMutatiesNotificaties",
  versie: "02.00.0000",
  namespace: "http://webservice.geefmutatiesnotificatiesdienst-02_00.repertorium-02_00.vip.vlaanderen.be",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const criteria = childOf(inhoud, "Criteria");
    const vanaf = textOf(criteria, "Vanaf") || "0000-00-00";
    const tot = textOf(criteria, "Tot") || kader.now.slice(0, 10);
    const mutaties = mutatiesVan(kader).filter(({ datum }) => datum >= vanaf && datum <= tot);
    if (mutaties.length === 0) return { uitzonderingen: [GEEN_GEGEVENS] };
    const deel = mutaties.slice(0, PER_ANTWOORD);
    return {
      inhoud: element("Mutaties", deel.map(writeMutatie)),
      ...(mutaties.length > PER_ANTWOORD && {
        uitzonderingen: [
          {
            code: "30040",
            type: "INFORMATIE" as const,
            oorsprong: "MAGDA" as const,
            diagnose: "Er zijn meer gegevens dan in het antwoord passen",
          },
        ],
      }),
    };
  },
};

interface Mutatie {
  datum: string;
  dienst: string;
  insz: string;
}

/** Only of those who are inscribed: nobody hears of others. */
function mutatiesVan({ bevolking, repertorium, hoedanigheid, now }: Kader): Mutatie[] {
  const vandaag = now.slice(0, 10);
  return bevolking.personen
    .filter(({ insz }) => repertorium.isIngeschreven(insz, hoedanigheid, vandaag))
    .flatMap(({ insz, permissions }) =>
      permissions.flatMap(({ requestedOn, decidedOn, revokedOn }) =>
        [revokedOn ?? decidedOn ?? requestedOn]
          .filter((datum) => datum <= vandaag)
          .map((datum) => ({ datum, dienst: "GeefToelatingAMA", insz })),
      ),
    )
    .sort((a, b) => a.datum.localeCompare(b.datum) || a.insz.localeCompare(b.insz));
}

function writeMutatie({ datum, dienst, insz }: Mutatie): Fragment {
  return element("Mutatie", [
    element("Datum", datum),
    element("Dienst", dienst),
    element("Subject", [element("Type", "PERS"), element("Sleutel", insz)]),
  ]);
}
