import { randomUUID } from "node:crypto";
import Fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import swagger from "@fastify/swagger";
import type { AddressInfo } from "node:net";
import { applyMood } from "../apply-mood.js";
import { CallLog, type Mood, type StandIn } from "../stand-in.js";
import type { Person, World } from "../population/world.js";
import { Dossiers, type SearchCriteria, type SearchOrder } from "./dossiers.js";
import {
  clientNumber,
  readersOf,
  numberAtVdab,
  registersOf,
  RESOURCES,
  trajectoryRecord,
  type Resource,
} from "./records.js";
import { changeRecord, createVdabNotices } from "./notices.js";
import { READER_HEADER, readReader, type Reader } from "./read-right.js";
import { batchBody, bulkQuery, changesQuery, searchBody, trajectoriesQuery } from "./requests.js";

export interface VdabOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  clientId?: string;
  clientSecret?: string;
  /** How many requests a client may send in one second before it is told 429. */
  requestsPerSecond?: number;
  /** How many days the service that handed a dossier over still reads it; none unless told. */
  daysAfterTransfer?: number;
  /** With what the notices are signed that it posts. */
  noticeSecret?: string;
  /** The number of its first notice: higher than any that an earlier process gave out. */
  firstNotice?: number;
  /** The moment that a signature names, in milliseconds since 1970; that of the world when left out. */
  now?: () => number;
}

const BASE = "/services/openservices/ama/v1";
const TOKEN_SECONDS = 900;
const HAL = "application/hal+json; charset=utf-8";

/** The stand-in for VDAB's open services: REST and HAL behind an OAuth2 token and `X-IBM-Client-Id`. */
export async function createVdab(world: World, options: VdabOptions): Promise<StandIn> {
  const { clientId = "ama-gateway", clientSecret = "development-secret", requestsPerSecond = 500 } = options;
  const { noticeSecret: secret = "development-notice-secret", firstNotice: first = 1 } = options;
  const { now = () => Date.parse(world.now), daysAfterTransfer = 0 } = options;
  const dossiers = new Dossiers(world, daysAfterTransfer);
  const notices = createVdabNotices(world, { secret, first, now, isClosed: (person) => dossiers.isClosed(person) });
  const registers = registersOf(world);
  const calls = new CallLog();
  const tokens = new Map<string, number>();
  const readers = new WeakMap<FastifyRequest, Reader>();
  const app = Fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  let mood: Mood = "well";
  let second = { at: 0, requests: 0 };

  applyMood(app, () => mood);
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "AMA in de sociale economie",
        version: "1.0.0",
        description: "Stand-in for VDAB's open services.",
      },
      servers: [{ url: BASE }],
    },
  });

  app.post("/isam/sps/oauth/oauth20/token", { schema: { hide: true } }, (request, reply) => {
    calls.record("token");
    const form = (request.body ?? {}) as Record<string, string>;
    const basic = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString();
    const known =
      basic === `${clientId}:${clientSecret}` ||
      (form["client_id"] === clientId && form["client_secret"] === clientSecret);
    if (!known) return reply.code(401).send({ error: "invalid_client" });
    if (form["grant_type"] !== "client_credentials") return reply.code(400).send({ error: "unsupported_grant_type" });
    const token = randomUUID();
    tokens.set(token, performance.now() + TOKEN_SECONDS * 1_000);
    return reply.send({ access_token: token, token_type: "Bearer", expires_in: TOKEN_SECONDS, scope: "ama" });
  });

  app.get(`${BASE}/openapi.json`, { schema: { hide: true } }, () => app.swagger());

  await app.register(
    (api, _options, done) => {
      api.addHook("onRequest", async (request, reply) => {
        const refusal = refuse(request);
        if (refusal) return refuseWith(reply, refusal.status, refusal.message, refusal.headers);
        const reader = readReader(request.headers[READER_HEADER]);
        if (typeof reader === "object" && "reden" in reader)
          return refuseWith(reply, 403, reader.message, {}, reader.reden);
        readers.set(request, reader);
      });
      for (const resource of Object.keys(RESOURCES) as Resource[]) addResource(resource);
      api.post<{
        Body: { criteria?: SearchCriteria; sortering?: SearchOrder; aantal?: number; naKlantnummer?: string };
      }>("/klanten/zoeken", { schema: searchBody }, (request, reply) => {
        calls.record("klanten/zoeken");
        const { criteria = {}, sortering = "KLANTNUMMER", aantal = 50, naKlantnummer } = request.body;
        const search = { criteria, order: sortering, most: aantal, ...(naKlantnummer && { after: naKlantnummer }) };
        const found = dossiers.search(search, readerOf(request));
        if (!found) return refuseWith(reply, 400, "naKlantnummer is geen plaats in deze lijst");
        const { page, total, hasMore } = found;
        const last = page.at(-1);
        return hal(reply, "/klanten/zoeken", {
          totaal: total,
          ...(last && hasMore && { naKlantnummer: clientNumber(last) }),
          _embedded: { klanten: page.map((person) => RESOURCES.klanten(person, registers).klant) },
        });
      });
      api.get<{ Querystring: { naVolgnummer?: number; aantal?: number } }>(
        "/wijzigingen/bulk",
        { schema: changesQuery },
        (request, reply) => {
          calls.record("wijzigingen/bulk");
          // They are numbered without gaps, so they cannot be cut to one service.
          if (readerOf(request) !== "AFNEMER") return refuseWith(reply, 403, "Wijzigingen zijn voor afnemers");
          const { naVolgnummer = notices.log.newest, aantal = 500 } = request.query;
          const { lines, upTo, oldest, newest } = notices.log.after(naVolgnummer, aantal);
          return hal(reply, `/wijzigingen/bulk?naVolgnummer=${naVolgnummer}`, {
            oudsteVolgnummer: oldest,
            laatsteVolgnummer: upTo,
            _embedded: { wijzigingen: lines.map(changeRecord) },
            ...(upTo < newest && { volgende: `${BASE}/wijzigingen/bulk?naVolgnummer=${upTo}` }),
          });
        },
      );
      api.get<{ Querystring: { naKlantnummer?: string; aantal?: number } }>(
        "/trajecten/bulk",
        { schema: trajectoriesQuery },
        (request, reply) => {
          calls.record("trajecten/bulk");
          const { naKlantnummer: after, aantal: most = 1_000 } = request.query;
          const search = { criteria: {}, order: "KLANTNUMMER" as const, most, ...(after && { after }) };
          const found = dossiers.search(search, readerOf(request));
          if (!found) return refuseWith(reply, 400, "naKlantnummer is geen plaats in deze lijst");
          const last = found.page.at(-1);
          return hal(reply, "/trajecten/bulk", {
            ...(last && found.hasMore && { naKlantnummer: clientNumber(last) }),
            _embedded: { trajecten: found.page.map((person) => trajectoryRecord(person, registers)) },
          });
        },
      );
      done();

      function addResource(resource: Resource): void {
        api.post<{ Body: { inszs: string[] } }>(`/${resource}/opvragen`, { schema: batchBody }, (request, reply) => {
          calls.record(`${resource}/opvragen`);
          const found = request.body.inszs.map((insz) => ({
            insz,
            ...dossierOf(resource, dossiers.byInsz(insz), insz, readerOf(request)),
          }));
          return hal(reply, `/${resource}/opvragen`, { _embedded: { dossiers: found } });
        });

        api.get<{ Querystring: { van: string; tot: string; vanaf?: number; aantal?: number } }>(
          `/${resource}/bulk`,
          { schema: bulkQuery },
          (request, reply) => {
            calls.record(`${resource}/bulk`);
            const { van, tot, vanaf = 0, aantal = 500 } = request.query;
            const all = dossiers.changed(van, tot, readerOf(request));
            const page = all.slice(vanaf, vanaf + aantal);
            const here = `/${resource}/bulk?van=${encodeURIComponent(van)}&tot=${encodeURIComponent(tot)}`;
            return hal(reply, here, {
              _embedded: {
                dossiers: page.map((person) => ({
                  insz: numberAtVdab(person),
                  ...RESOURCES[resource](person, registers),
                })),
              },
              ...(vanaf + aantal < all.length && { volgende: `${BASE}${here}&vanaf=${vanaf + aantal}` }),
            });
          },
        );

        api.get<{ Params: { klantnummer: string } }>(`/${resource}/:klantnummer`, (request, reply) => {
          calls.record(`${resource}/single`);
          const person = dossiers.byClient(request.params.klantnummer);
          const { status, ...dossier } = dossierOf(resource, person, person && numberAtVdab(person), readerOf(request));
          if (status !== 200) return refuseWith(reply, status, "Geen inzage in dit dossier");
          return hal(reply, `/${resource}/${request.params.klantnummer}`, dossier);
        });
      }
    },
    { prefix: BASE },
  );

  /** What one dossier answers within a batch: a status of its own beside its data. */
  function dossierOf(resource: Resource, person: Person | undefined, asked: string | undefined, reader: Reader) {
    if (!person || asked === undefined) return { status: 404, melding: "Onbekend dossier" };
    if (!dossiers.isFor(person, reader))
      return { status: 403, reden: "ANDERE_DIENST", melding: "Dossier van een andere dienst" };
    if (dossiers.isReplaced(person, asked))
      return { status: 301, melding: "INSZ vervangen", vervangenDoor: person.insz };
    if (dossiers.isClosed(person)) {
      const inzagerechtVan = readersOf(person, registers.leads);
      return { status: 403, reden: "BEEINDIGD", melding: "Inzagerecht beëindigd", inzagerechtVan };
    }
    return { status: 200, ...RESOURCES[resource](person, registers) };
  }

  function readerOf(request: FastifyRequest): Reader {
    return readers.get(request)!;
  }

  function refuse(
    request: FastifyRequest,
  ): { status: number; message: string; headers?: Record<string, string> } | undefined {
    if (request.headers["x-ibm-client-id"] !== clientId)
      return { status: 401, message: "Invalid client id or secret." };
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    if ((tokens.get(token) ?? 0) < performance.now()) return { status: 401, message: "Token ongeldig of verlopen" };
    const now = Math.floor(performance.now() / 1_000);
    if (second.at !== now) second = { at: now, requests: 0 };
    second.requests += 1;
    if (second.requests > requestsPerSecond)
      return { status: 429, message: "Rate Limit exceeded", headers: { "retry-after": "1" } };
    return undefined;
  }

  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  return {
    system: "vdab",
    address: `http://${options.host}:${port}`,
    calls,
    setMood: (next) => (mood = next),
    take(happening, at) {
      dossiers.sortAnew();
      notices.take(happening, at);
      return Promise.resolve();
    },
    postNoticesTo: (url) => notices.post.deliverTo(url),
    async stop() {
      await notices.post.stop();
      await app.close();
    },
  };
}

function hal(reply: FastifyReply, self: string, body: object): FastifyReply {
  return reply.type(HAL).send({ _links: { self: { href: `${BASE}${self}` } }, ...body });
}

/** As IBM API Connect words its refusals. */
function refuseWith(
  reply: FastifyReply,
  status: number,
  message: string,
  headers: Record<string, string> = {},
  reden?: string,
): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .send({ httpCode: String(status), httpMessage: message, moreInformation: message, ...(reden && { reden }) });
}
