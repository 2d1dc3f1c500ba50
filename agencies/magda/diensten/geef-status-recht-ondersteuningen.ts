import type { Person } from "../../population/world.js";
import { heeftGril, overPersoon, type Dienst } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import { childOf, textOf } from "../read-verzoek.js";
import { BRON_ANTWOORDT_NIET, GEEN_GEGEVENS } from "../uitzonderingen.js";

const MAATREGELEN: Readonly<Record<string, string>> = {
  VOP: "Vlaamse Ondersteuningspremie",
  MWB: "Maatwerk Bedrijven",
  MWA: "Maatwerk Afdelingen",
  LDE: "Lokale Diensten Economie",
};
const STATUSSEN = { TG: "Toegekend", GG: "Goedgekeurd", GW: "Geweigerd", IB: "In behandeling", AF: "Afgesloten" };

interface Recht {
  maatregel: string;
  status: keyof typeof STATUSSEN;
  beslissing: string;
  begin: string;
  einde?: string;
}

export const geefStatusRechtOndersteuningen: Dienst = {
  naam: "GeefStatusRechtOndersteuningen",
  versie: "02.00.0000",
  namespace: "http://webservice.geefstatusrechtondersteuningen-02_00.socecon-02_00.vip.vlaanderen.be",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    return overPersoon(textOf(childOf(inhoud, "Criteria"), "INSZ"), kader, (person) => {
      if (heeftGril(person, 211)) return { uitzonderingen: [BRON_ANTWOORDT_NIET] };
      const rechten = rechtenVan(person);
      // "No data" is now an error, now an answer without anything in it.
      if (rechten.length === 0) return heeftGril(person, 3) ? { uitzonderingen: [GEEN_GEGEVENS] } : {};
      return {
        inhoud: element(
          "StatusRechtOndersteuningen",
          rechten.map((recht) => writeRecht(recht, person)),
        ),
      };
    });
  },
};

/** The measures follow from where a person went, and from earlier support for those who once had some. */
function rechtenVan(person: Person): Recht[] {
  const rechten: Recht[] = [];
  const { outflow, advice } = person;
  if (outflow?.destination === "MAATWERKBEDRIJF" || outflow?.destination === "LOKALE_DIENSTENECONOMIE")
    rechten.push({
      maatregel: outflow.destination === "MAATWERKBEDRIJF" ? "MWB" : "LDE",
      status: "GG",
      // Some decisions were taken years after the period they are about had begun.
      beslissing: heeftGril(person, 11) ? yearsLater(outflow.on, 4) : outflow.on,
      begin: outflow.on,
    });
  if (advice && person.index % 4 === 1)
    rechten.push({
      maatregel: "VOP",
      status: (["TG", "GW", "IB", "AF"] as const)[person.index % 3 === 0 ? 1 : 0],
      beslissing: heeftGril(person, 11) ? yearsLater(advice.decidedOn, 1) : advice.decidedOn,
      begin: advice.decidedOn,
      einde: yearsLater(advice.decidedOn, 1),
    });
  if (advice && heeftGril(person, 17))
    rechten.push({ maatregel: "ABC", status: "TG", beslissing: advice.decidedOn, begin: advice.decidedOn });
  return rechten;
}

function writeRecht({ maatregel, status, beslissing, begin, einde }: Recht, person: Person): Fragment {
  const kaal = heeftGril(person, 5);
  const naam = MAATREGELEN[maatregel];
  return element("StatusRechtOndersteuning", [
    element("Maatregel", [element("Code", maatregel), naam && !kaal ? element("Omschrijving", naam) : undefined]),
    element("INSZ", person.insz),
    element("Status", [element("Code", status), kaal ? undefined : element("Omschrijving", STATUSSEN[status])]),
    element("DatumBeslissing", beslissing),
    element("Periode", [element("Begin", begin), einde ? element("Einde", einde) : undefined]),
  ]);
}

function yearsLater(day: string, years: number): string {
  const monthAndDay = day.slice(4) === "-02-29" ? "-02-28" : day.slice(4);
  return `${Number(day.slice(0, 4)) + years}${monthAndDay}`;
}
