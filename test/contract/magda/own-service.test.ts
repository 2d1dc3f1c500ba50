import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClientAsync, type Client } from "soap";
import { openMagda } from "./connect.js";

/** A second client, made by another library from the WSDL alone: what it sees is what anybody would. */
let house: Awaited<ReturnType<typeof openMagda>>;
let client: Client & {
  GeefToelatingAMAAsync(message: object): Promise<[{ Repliek: Record<string, unknown> }, string]>;
};

beforeAll(async () => {
  house = await openMagda(20);
  client = (await createClientAsync(`${house.magda.address}/soap?wsdl`)) as typeof client;
});
afterAll(() => house.magda.stop());

const message = (numbers: string[], hoedanigheid = "ama-wse") => ({
  Verzoek: {
    Context: {
      Naam: "GeefToelatingAMA",
      Versie: "01.00.0000",
      Bericht: {
        Type: "VRAAG",
        Tijdstip: { Datum: "2026-11-21", Tijd: "10:00:00" },
        Afzender: { Identificatie: "een.ander/programma", Referte: "abc", Hoedanigheid: hoedanigheid },
      },
    },
    Vragen: { Vraag: numbers.map((INSZ, i) => ({ Referte: `v${i}`, Inhoud: { Criteria: { INSZ } } })) },
  },
});

describe("the WSDL of GeefToelatingAMA", () => {
  it("is enough for a client that knows nothing else", async () => {
    const [amina, bart] = house.world.persons;
    const [{ Repliek }] = await client.GeefToelatingAMAAsync(message([amina!.insz, bart!.insz]));
    expect(Repliek).toMatchObject({
      Context: { Naam: "GeefToelatingAMA" },
      Antwoorden: {
        Antwoord: [
          {
            Referte: "v0",
            Inhoud: {
              Toelatingen: { Toelating: [{ Identificatie: amina!.permissions[0]!.id, Status: { Code: "TG" } }] },
            },
          },
          { Referte: "v1", Inhoud: { Toelatingen: { Toelating: [{ Status: { Code: "HR" } }] } } },
        ],
      },
    });
  });

  it("says what is wrong inside a reply that succeeds", async () => {
    const [{ Repliek }] = await client.GeefToelatingAMAAsync(message(["85073003328"]));
    expect(Repliek).toMatchObject({
      Antwoorden: { Antwoord: [{ Uitzonderingen: { Uitzondering: [{ Identificatie: "30003", Type: "FOUT" }] } }] },
    });
    const [refused] = await client.GeefToelatingAMAAsync(message(["85073003328"], "niemand"));
    expect(refused.Repliek).toMatchObject({ Uitzonderingen: { Uitzondering: [{ Identificatie: "40006" }] } });
  });
});
