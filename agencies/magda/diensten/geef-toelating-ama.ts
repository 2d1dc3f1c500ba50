import type { Permission } from "../../population/world.js";
import { heeftGril, machtigingVan, overPersoon, type Dienst } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import type { Machtiging } from "../hoedanigheden.js";
import { childOf, textOf } from "../read-verzoek.js";
import { GEEN_GEGEVENS, GEFILTERD, weggelaten } from "../uitzonderingen.js";

export const NAMESPACE_TOELATING = "urn:ama-wse:magda:geeftoelatingama:v01_00";

export const STATUUT = { LEEFLOON: ["LL", "Leefloon"], ZIEKTE: ["AO", "Arbeidsongeschiktheid"] } as const;
export const STATUS = {
  AANGEVRAAGD: ["AA", "Aangevraagd"],
  TOEGESTAAN: ["TG", "Toegestaan"],
  GEWEIGERD: ["GW", "Geweigerd"],
  HERROEPEN: ["HR", "Herroepen"],
} as const;
const BEWIJS = {
  FORMULIER: ["FORM", "Formulier niet-bezoldigde activiteit"],
  BRIEF: ["BRIEF", "Brief"],
  BESLISSING: ["BESL", "Beslissing"],
} as const;

/** Ours: no public service exists for the permissions of the adviserend arts and the OCMW. See the README. */
export const geefToelatingAma: Dienst = {
  naam: "GeefToelatingAMA",
  versie: "01.00.0000",
  namespace: NAMESPACE_TOELATING,
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    return overPersoon(textOf(childOf(inhoud, "Criteria"), "INSZ"), kader, (person) => {
      if (heeftGril(person, 101)) return { uitzonderingen: [GEFILTERD] };
      if (person.permissions.length === 0) return heeftGril(person, 2) ? { uitzonderingen: [GEEN_GEGEVENS] } : {};
      const mag = machtigingVan(kader);
      const gefilterd = [...(mag.organisaties ? [] : ["Beslisser"]), ...(mag.periodes ? [] : ["Periode"])];
      return {
        inhoud: element(
          "Toelatingen",
          person.permissions.map((toelating) => writeToelating(toelating, mag)),
        ),
        ...(gefilterd.length > 0 && { uitzonderingen: [weggelaten(gefilterd)] }),
      };
    });
  },
};

function writeToelating(toelating: Permission, mag: Machtiging): Fragment {
  const decided = toelating.state !== "AANGEVRAAGD" && toelating.state !== "GEWEIGERD";
  return element("Toelating", [
    element("Identificatie", toelating.id),
    coded("Statuut", STATUUT[toelating.statute]),
    coded("Status", STATUS[toelating.state]),
    mag.organisaties ? element("Beslisser", [element("Ondernemingsnummer", toelating.issuer)]) : undefined,
    element("DatumAanvraag", toelating.requestedOn),
    toelating.decidedOn ? element("DatumBeslissing", toelating.decidedOn) : undefined,
    decided && mag.periodes
      ? element("Periode", [
          element("Begin", toelating.from),
          toelating.to ? element("Einde", toelating.to) : undefined,
        ])
      : undefined,
    toelating.revokedOn ? element("DatumHerroeping", toelating.revokedOn) : undefined,
    element("Werkpost", toelating.workplace),
    coded("Bewijsstuk", BEWIJS[toelating.evidence]),
  ]);
}

function coded(name: string, [code, omschrijving]: readonly [string, string]): Fragment {
  return element(name, [element("Code", code), element("Omschrijving", omschrijving)]);
}
