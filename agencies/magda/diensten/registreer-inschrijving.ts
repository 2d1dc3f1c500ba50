import { isInsz } from "../bevolking.js";
import { vandaag, type Antwoord, type Dienst, type Kader } from "../dienst.js";
import { element } from "../element.js";
import { childOf, childrenOf, textOf } from "../read-verzoek.js";
import { INSZ_ONBESTAAND, INSZ_ONGELDIG, nieuwInsz } from "../uitzonderingen.js";

const GESLAAGD: Antwoord = { inhoud: element("Resultaat", "1", { Beschrijving: "Wel geslaagd" }) };
const NIET_GESLAAGD: Antwoord = { inhoud: element("Resultaat", "0", { Beschrijving: "Niet geslaagd" }) };

export const registreerInschrijving: Dienst = {
  naam: "RegistreerInschrijving",
  versie: "02.01.0000",
  namespace: "http://webservice.registreerinschrijvingdienst-02_01.repertorium-02_01.vip.vlaanderen.be",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const inschrijving = childOf(inhoud, "Inschrijving");
    const subjecten = childrenOf(childOf(childOf(inschrijving, "BetrokkenSubject"), "Subjecten"), "Subject");
    const insz = textOf(subjecten[0], "Sleutel");
    const periode = childOf(inschrijving, "Periode");
    const begin = textOf(periode, "Begin") || vandaag(kader);
    const einde = textOf(periode, "Einde") || undefined;
    if (subjecten.length !== 1 || (einde !== undefined && einde < begin)) return NIET_GESLAAGD;
    return overSubject(insz, kader, () => {
      kader.repertorium.schrijfIn(insz, textOf(inschrijving, "Hoedanigheid") || kader.hoedanigheid, begin, einde);
      return GESLAAGD;
    });
  },
};

export const registreerUitschrijving: Dienst = {
  naam: "RegistreerUitschrijving",
  versie: "02.00.0000",
  namespace: "http://webservice.registreeruitschrijvingdienst-02_00.repertorium-02_00.vip.vlaanderen.be",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const uitschrijving = childOf(inhoud, "Uitschrijving");
    const insz = textOf(uitschrijving, "INSZ");
    return overSubject(insz, kader, () => {
      kader.repertorium.schrijfUit(insz, textOf(uitschrijving, "Hoedanigheid") || kader.hoedanigheid);
      return GESLAAGD;
    });
  },
};

function overSubject(insz: string, { bevolking }: Kader, antwoord: () => Antwoord): Antwoord {
  if (!isInsz(insz)) return { uitzonderingen: [INSZ_ONGELDIG] };
  const gevonden = bevolking.zoek(insz);
  if (gevonden === undefined) return { uitzonderingen: [INSZ_ONBESTAAND] };
  return "vervangenDoor" in gevonden ? { uitzonderingen: [nieuwInsz(gevonden.vervangenDoor)] } : antwoord();
}
