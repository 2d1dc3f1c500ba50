import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createMagda } from "../../../agencies/magda/create-magda.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { StandIn } from "../../../agencies/stand-in.js";

const now = "2026-11-21T09:00:00Z";
const world = createWorld({ seed: 1, participants: 300, now });
let magda: StandIn;
beforeAll(async () => {
  magda = await createMagda(world, { host: "127.0.0.1", port: 0 });
});
afterAll(() => magda.stop());

async function post(body: string): Promise<{ status: number; xml: string }> {
  const reply = await fetch(`${magda.address}/soap`, { method: "POST", headers: { "content-type": "text/xml" }, body });
  return { status: reply.status, xml: await reply.text() };
}

/** A message as a customer of the platform writes it, one Vraag for each question. */
function verzoek(dienst: string, versie: string, vragen: string[], hoedanigheid = "ama-wse"): string {
  const lijst = vragen.map((vraag, i) => `<Vraag><Referte>v${i}</Referte><Inhoud>${vraag}</Inhoud></Vraag>`).join("");
  return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header/><soapenv:Body>
<w:${dienst} xmlns:w="urn:willekeurig"><Verzoek><Context><Naam>${dienst}</Naam><Versie>${versie}</Versie><Bericht><Type>VRAAG</Type>
<Tijdstip><Datum>2026-11-21</Datum><Tijd>10:00:00</Tijd></Tijdstip><Afzender><Identificatie>een/afnemer</Identificatie>
<Referte>r1</Referte><Hoedanigheid>${hoedanigheid}</Hoedanigheid></Afzender></Bericht></Context><Vragen>${lijst}</Vragen></Verzoek></w:${dienst}>
</soapenv:Body></soapenv:Envelope>`;
}
const criteria = (insz: string) => `<Criteria><INSZ>${insz}</INSZ></Criteria>`;
const toelating = (...numbers: string[]) => post(verzoek("GeefToelatingAMA", "01.00.0000", numbers.map(criteria)));
const codes = (xml: string) => [...xml.matchAll(/<Uitzondering><Identificatie>(\d+)</g)].map(([, code]) => code);

describe("the stand-in for MAGDA", () => {
  it("answers an inscription, and from then on the questions about the person", async () => {
    const { insz } = world.persons.find(({ inscribed }) => !inscribed)!;
    expect(codes((await toelating(insz)).xml)).toEqual(["13202"]);
    const inschrijving = `<Inschrijving><Identificatie>een/afnemer</Identificatie><Hoedanigheid>ama-wse</Hoedanigheid>
      <BetrokkenSubject><Type>PERS</Type><Subjecten><Subject><Type>PERS</Type><Sleutel>${insz}</Sleutel></Subject></Subjecten>
      </BetrokkenSubject><Periode><Begin>2026-01-01</Begin><Einde>2027-01-01</Einde></Periode></Inschrijving>`;
    const { xml } = await post(verzoek("RegistreerInschrijving", "02.01.0000", [inschrijving]));
    expect(xml).toContain('<Resultaat Beschrijving="Wel geslaagd">1</Resultaat>');
    expect(codes((await toelating(insz)).xml)).not.toContain("13202");
    const uit = `<Uitschrijving><Identificatie>een/afnemer</Identificatie><Hoedanigheid>ama-wse</Hoedanigheid><INSZ>${insz}</INSZ></Uitschrijving>`;
    await post(verzoek("RegistreerUitschrijving", "02.00.0000", [uit]));
    expect(codes((await toelating(insz)).xml)).toEqual(["13202"]);
  });

  it("answers five questions and not six", async () => {
    const numbers = world.persons.slice(0, 6).map(({ insz }) => insz);
    const five = await toelating(...numbers.slice(1));
    expect([...five.xml.matchAll(/<Antwoord><Referte>(v\d)</g)].map(([, referte]) => referte)).toHaveLength(5);
    const six = await toelating(...numbers);
    expect(six.status).toBe(200);
    expect(codes(six.xml)).toEqual(["20110"]);
    expect(six.xml).not.toContain("<Antwoorden>");
  });

  it("tells a malformed, an unknown and a replaced number apart, each under its own question", async () => {
    const dries = world.persons[3]!;
    const { xml } = await toelating("12345678901", "85073003328", dries.former!.insz);
    expect(codes(xml)).toEqual(["20002", "30003", "30004"]);
    expect(xml).toContain(`<Waarde>${dries.insz}</Waarde>`);
    expect(xml).not.toContain("<Inhoud>");
  });

  it("gives keys and never data in its notices", async () => {
    const vraag = "<Criteria><Vanaf>2026-11-01</Vanaf></Criteria>";
    const { xml } = await post(verzoek("GeefMutatiesNotificaties", "02.00.0000", [vraag]));
    const bart = world.persons[1]!;
    expect(xml.replaceAll(/<Volgnummer>\d+<\/Volgnummer>/g, "")).toContain(
      `<Mutatie><Datum>2026-11-20</Datum><Dienst>GeefToelatingAMA</Dienst><Subject><Type>PERS</Type><Sleutel>${bart.insz}</Sleutel></Subject></Mutatie>`,
    );
    expect(xml).not.toMatch(/Status|Statuut|Periode/);
  });

  it.each([
    ["half a message", '<soapenv:Envelope xmlns:soapenv="x"><soapenv:Body>'],
    ["a document type", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ["a service that does not exist", verzoek("GeefAlles", "01.00.0000", [])],
    ["an old version", verzoek("GeefToelatingAMA", "00.90.0000", [])],
    ["nothing", ""],
  ])("%s is a SOAP fault", async (_what, body) => {
    const { status, xml } = await post(body);
    expect(status).toBe(500);
    expect(xml).toContain("<faultcode>soapenv:Client</faultcode>");
  });

  it("writes no name, address or diagnosis anywhere", async () => {
    const amina = world.persons[0]!;
    const parts = "<parts><rights>true</rights></parts>";
    const dossier = `<Criteria><ConsultFilesByDateCriteria><ssin>${world.persons[3]!.insz}</ssin><referenceDate>2026-11-21</referenceDate>${parts}</ConsultFilesByDateCriteria></Criteria>`;
    const replies = [await toelating(amina.insz), await post(verzoek("GeefDossierHandicap", "03.00.0000", [dossier]))];
    for (const { xml } of replies)
      expect(xml).not.toMatch(/lastName|address|recognition|diagnos(?!e>)|El Idrissi|Vanhoof/i);
  });
});
