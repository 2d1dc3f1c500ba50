import type { Numbered } from "../../notices/notice-log.js";
import type { Antwoord, Dienst, Kader } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import type { Mutatie } from "../mutatie.js";
import { childOf, textOf } from "../read-verzoek.js";
import { GEEN_GEGEVENS, type Uitzondering } from "../uitzonderingen.js";

const PER_ANTWOORD = 100;

const MEER_GEGEVENS: Uitzondering = {
  code: "30040",
  type: "INFORMATIE",
  oorsprong: "MAGDA",
  diagnose: "Er zijn meer gegevens dan in het antwoord passen",
};

/** Says whose data changed and in which service, never what. The reader asks for what it may see. */
export const geefMutatiesNotificaties: Dienst = {
  naam: "GeefMutatiesNotificaties",
  versie: "02.00.0000",
  namespace: "http://webservice.geefmutatiesnotificatiesdienst-02_00.repertorium-02_00.vip.vlaanderen.be",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const criteria = childOf(inhoud, "Criteria");
    const na = textOf(criteria, "NaVolgnummer");
    if (textOf(criteria, "EnkelStand") === "1") return stand(kader);
    return /^\d{1,15}$/.test(na)
      ? naVolgnummer(Number(na), kader)
      : inPeriode(textOf(criteria, "Vanaf"), textOf(criteria, "Tot"), kader);
  },
};

/** How far the numbers go, and nothing else. */
function stand({ mutaties: { log } }: Kader): Antwoord {
  const { oldest, newest } = log.after(log.newest, 1);
  return { inhoud: element("Mutaties", nummers(oldest, newest, newest)) };
}

/** Those with a higher number. The numbers of others than who may be known are passed over. */
function naVolgnummer(na: number, kader: Kader): Antwoord {
  const { lines, upTo, oldest, newest } = kader.mutaties.log.after(na, PER_ANTWOORD);
  const mag = lines.filter(zichtbaarIn(kader));
  const inhoud = element("Mutaties", [...nummers(oldest, upTo, newest), ...mag.map(writeMutatie)]);
  const uitzonderingen = [...(mag.length === 0 ? [GEEN_GEGEVENS] : []), ...(upTo < newest ? [MEER_GEGEVENS] : [])];
  return { inhoud, ...(uitzonderingen.length > 0 && { uitzonderingen }) };
}

function inPeriode(vanaf: string, tot: string, kader: Kader): Antwoord {
  const [van, totEnMet] = [vanaf || "0000-00-00", tot || kader.now.slice(0, 10)];
  const { historiek, log } = kader.mutaties;
  const mutaties = [...historiek, ...log.after(0, Number.MAX_SAFE_INTEGER).lines]
    .filter(({ datum }) => datum >= van && datum <= totEnMet)
    .filter(zichtbaarIn(kader));
  if (mutaties.length === 0) return { uitzonderingen: [GEEN_GEGEVENS] };
  return {
    inhoud: element("Mutaties", mutaties.slice(0, PER_ANTWOORD).map(writeMutatie)),
    ...(mutaties.length > PER_ANTWOORD && { uitzonderingen: [MEER_GEGEVENS] }),
  };
}

/** Only of those who are inscribed: nobody hears of others. */
function zichtbaarIn({ repertorium, hoedanigheid, now }: Kader): (mutatie: Mutatie) => boolean {
  return ({ insz }) => repertorium.isIngeschreven(insz, hoedanigheid, now.slice(0, 10));
}

function nummers(oudste: number, laatste: number, stand: number): Fragment[] {
  return [
    element("OudsteVolgnummer", String(oudste)),
    element("LaatsteVolgnummer", String(laatste)),
    element("Stand", String(stand)),
  ];
}

function writeMutatie({ number, datum, tijdstip, dienst, insz }: Numbered<Mutatie>): Fragment {
  return element("Mutatie", [
    element("Volgnummer", String(number)),
    element("Datum", datum),
    tijdstip === undefined ? undefined : element("Tijdstip", tijdstip),
    element("Dienst", dienst),
    element("Subject", [element("Type", "PERS"), element("Sleutel", insz)]),
  ]);
}
