import { setTimeout as wait } from "node:timers/promises";
import fastify, { type FastifyReply } from "fastify";
import type { World } from "../population/world.js";
import { CallLog, type Mood, type StandIn } from "../stand-in.js";
import { schrijfToelatingen } from "./bestand-toelatingen.js";
import { createBevolking } from "./bevolking.js";
import type { Dienst } from "./dienst.js";
import { geefDossierHandicap } from "./diensten/geef-dossier-handicap.js";
import { geefLeefloonbedragen } from "./diensten/geef-leefloonbedragen.js";
import { geefMutatiesNotificaties } from "./diensten/geef-mutaties-notificaties.js";
import { geefSociaalStatuut } from "./diensten/geef-sociaal-statuut.js";
import { geefStatusRechtOndersteuningen } from "./diensten/geef-status-recht-ondersteuningen.js";
import { geefToelatingAma } from "./diensten/geef-toelating-ama.js";
import { registreerInschrijving, registreerUitschrijving } from "./diensten/registreer-inschrijving.js";
import { HOEDANIGHEDEN } from "./hoedanigheden.js";
import { createMutaties, mutatieVan } from "./mutaties.js";
import { readVerzoek, VerzoekOnleesbaar, type Verzoek } from "./read-verzoek.js";
import { createRepertorium } from "./repertorium.js";
import { GEEN_MACHTIGING, TE_VEEL_VRAGEN, teVeelGelijktijdig } from "./uitzonderingen.js";
import { writeRepliek, writeSoapFault } from "./write-repliek.js";
import { wsdlOf } from "./wsdl.js";

const DIENSTEN: ReadonlyMap<string, Dienst> = new Map(
  [
    geefSociaalStatuut,
    geefLeefloonbedragen,
    geefDossierHandicap,
    geefStatusRechtOndersteuningen,
    geefToelatingAma,
    registreerInschrijving,
    registreerUitschrijving,
    geefMutatiesNotificaties,
  ].map((dienst) => [dienst.naam, dienst]),
);

const MEESTE_VRAGEN = 5;
const SLOW_MS = 2_000;

export interface MagdaOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  /** How many messages may be under way at once before it says that it has too many. */
  meesteGelijktijdig?: number;
  /** The number of the first mutation from here on: higher than any that an earlier process gave out. */
  eersteVolgnummer?: number;
}

/** The MAGDA platform of the invented Flanders: SOAP over one endpoint, `POST /soap`. */
export async function createMagda(world: World, options: MagdaOptions): Promise<StandIn> {
  const { host, port, meesteGelijktijdig = 256 } = options;
  const bevolking = createBevolking(world);
  const repertorium = createRepertorium(world);
  const mutaties = createMutaties(world, options.eersteVolgnummer ?? 1);
  const calls = new CallLog();
  let mood: Mood = "well";
  let underWay = 0;
  let lies = 0;
  const stopping = new AbortController();

  const server = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1024 * 1024 });
  server.addContentTypeParser(["text/xml", "application/soap+xml"], { parseAs: "string" }, (_request, body, done) =>
    done(null, body),
  );

  function answer(body: string): { status: number; xml: string } {
    let verzoek: Verzoek;
    try {
      verzoek = readVerzoek(body);
    } catch (error) {
      if (!(error instanceof VerzoekOnleesbaar)) throw error;
      return { status: 500, xml: writeSoapFault("soapenv:Client", error.message) };
    }
    const dienst = DIENSTEN.get(verzoek.dienst);
    if (!dienst || dienst.versie !== verzoek.versie)
      return { status: 500, xml: writeSoapFault("soapenv:Client", "Onbekende dienst of versie") };
    calls.record(dienst.naam);
    return { status: 200, xml: repliek(dienst, verzoek) };
  }

  function repliek(dienst: Dienst, verzoek: Verzoek): string {
    const write = (uitkomst: Parameters<typeof writeRepliek>[3]) => writeRepliek(dienst, verzoek, world.now, uitkomst);
    const { hoedanigheid } = verzoek.afzender;
    if (underWay > meesteGelijktijdig) return write(teVeelGelijktijdig(dienst.drukteCode));
    if (!HOEDANIGHEDEN.has(hoedanigheid)) return write(GEEN_MACHTIGING);
    if (verzoek.vragen.length > MEESTE_VRAGEN) return write(TE_VEEL_VRAGEN);
    const kader = { bevolking, repertorium, hoedanigheid, now: world.now, mutaties };
    return write(verzoek.vragen.map(({ referte, inhoud }) => ({ referte, antwoord: dienst.antwoord(inhoud, kader) })));
  }

  /** Nonsense of three kinds, one after the other. */
  function lie(reply: FastifyReply): FastifyReply {
    lies += 1;
    if (lies % 3 === 1) return reply.status(500).type("text/xml").send(writeSoapFault("faultcode", "faultstring"));
    if (lies % 3 === 2) return reply.type("text/html").send("<html><body>Even geduld, onderhoud</body></html>");
    return reply
      .type("text/xml")
      .send('<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="x"><soapenv:Body><v:Geef');
  }

  server.post("/soap", async (request, reply) => {
    if (mood === "down") return reply.hijack().raw.destroy();
    if (mood === "hanging") return reply.hijack();
    if (mood === "slow") await wait(SLOW_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (mood === "lying") return lie(reply);
    underWay += 1;
    try {
      // Messages that come in together are under way together.
      await wait(0);
      const { status, xml } = answer(typeof request.body === "string" ? request.body : "");
      return reply.status(status).type("text/xml; charset=utf-8").send(xml);
    } finally {
      underWay -= 1;
    }
  });

  // What the platform gives for many people at once comes as a file, beside its services.
  server.get<{ Querystring: { vanaf?: string; aantal?: string } }>(
    "/bestanden/toelatingen-ama",
    async ({ headers, query: { vanaf = "0", aantal = "5000" } }, reply) => {
      if (mood === "down") return reply.hijack().raw.destroy();
      if (mood === "hanging") return reply.hijack();
      if (mood === "slow") await wait(SLOW_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (mood === "lying") return lie(reply);
      calls.record("toelatingen-ama");
      const hoedanigheid = String(headers["x-magda-hoedanigheid"]);
      const vraag = { hoedanigheid, vanaf: Number(vanaf), aantal: Number(aantal), vandaag: world.now.slice(0, 10) };
      const bestand = schrijfToelatingen(bevolking, repertorium, vraag);
      if (!bestand) return reply.status(403).send();
      if (bestand.volgende !== undefined) reply.header("x-magda-volgende", bestand.volgende);
      return reply.type("text/csv; charset=utf-8").send(bestand.csv);
    },
  );

  server.get<{ Querystring: Record<string, string> }>("/soap", (request, reply) => {
    if (!("wsdl" in request.query)) return reply.status(405).send();
    return reply.type("text/xml; charset=utf-8").send(wsdlOf(`http://${request.host}/soap`));
  });

  const address = await server.listen({ host, port });
  return {
    system: "magda",
    address,
    calls,
    setMood: (next) => void (mood = next),
    take(happening, at) {
      const mutatie = mutatieVan(world, happening, at);
      if (mutatie) mutaties.log.add(mutatie);
      return Promise.resolve();
    },
    stop() {
      stopping.abort();
      return server.close();
    },
  };
}
