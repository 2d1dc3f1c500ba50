import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { join, resolve } from "node:path";
import { request } from "undici";
import { WebSocket } from "ws";
import { overServerSentEvents } from "../../docs/examples/over-server-sent-events.js";
import { overWebSocket } from "../../docs/examples/over-websocket.js";
import { subscribeForever, type Transport } from "../../docs/examples/subscribe-forever.js";
import { hashText, normalise } from "../../schema/operations.js";
import { DASHBOARD_PARTNERSHIP_CHANGES } from "../../schema/typed-documents.js";
import { parse } from "graphql";
import { claimsOf, makeKey, sign, type TestIssuer, type TestKey } from "../gateway/authenticate/test-issuer.js";
import { until } from "../support/until.js";
import { findProgram } from "../support/install-programs.mjs";
import { findPostgres, makeAccessLog, startPostgres, type RealPostgres } from "../support/postgres.js";
import { startProgram, type Program } from "../support/program.js";
import { DOCUMENTS } from "../support/registered-questions.js";
import { listen } from "../support/subscribe.js";

/*
 * The gateway as it is in production: a program by itself with keys of its own, an issuer behind https, a database for
 * the access log. In a copy of the program's folder, for `ama documents add` writes into it.
 */

const folder = mkdtempSync(join(tmpdir(), "ama-production-"));
const PARTS = [
  "agencies",
  "bin",
  "cli",
  "gateway",
  "platform",
  "schema",
  "subgraphs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const KEYS_PAUSE_MS = 1_000;
const VIEWER = DOCUMENTS.find(({ name }) => name === "Viewer")!;
const OTHER = "query WhoAmI { viewer { capacity purpose } }";

let postgres: RealPostgres;
let accessLog: string;
let issuer: Server;
let address: string;
let key: TestKey;
/** The keys that the issuer publishes, and how often it was asked for them. */
const published = { keys: [] as TestKey[], asked: 0 };
let gateway: Program;
let graph: string;
const missing = !findPostgres() || !findProgram("openssl");

function environment(): Record<string, string> {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    NODE_EXTRA_CA_CERTS: join(folder, "certificate.pem"),
    TSX_TSCONFIG_PATH: join(folder, "tsconfig.json"),
    AMA_PARTICIPANT_KEY: "1f".repeat(64),
    AMA_MANDATE_KEY: "2f".repeat(64),
    AMA_ISSUER_URL: address,
    ACCESS_LOG_URL: accessLog,
    AMA_PORT: "0",
    AMA_ADMIN_PORT: "0",
    AMA_HEARTBEAT_MS: "200",
    AMA_LEAVE_MS: "0",
    AMA_JWKS_PAUSE_MS: String(KEYS_PAUSE_MS),
  };
}

function ama(...words: string[]): Program {
  return startProgram(process.execPath, [join(folder, "bin/ama.js"), ...words], environment());
}

async function startGateway(): Promise<void> {
  gateway = ama("gateway");
  graph = (await gateway.hasSaid(/answers at (http\S+)/))[1]!;
}

async function headersOf(role: string, purpose: string, lastsSeconds = 600): Promise<Record<string, string>> {
  const iat = Math.floor(Date.now() / 1_000);
  const claims = claimsOf({ address } as TestIssuer, { ama_rol_3d: role, iat: iat - 60, exp: iat + lastsSeconds });
  return { authorization: `Bearer ${await sign(key, claims)}`, "ama-purpose": purpose };
}

async function ask(body: object, role: string | undefined = "AmaBemiddelaar", purpose = "GUIDANCE") {
  const reply = await request(graph, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(role !== "" && (await headersOf(role, purpose))),
    },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await reply.body.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: reply.statusCode, headers: reply.headers, data, code: errors?.[0]?.extensions.code };
}

/** Asks who asks, with a token of these claims, each time another, signed by this key. */
async function askWith(signer: TestKey, changes: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iat: now - 60, exp: now + 600, jti: randomUUID(), ...changes };
  const reply = await request(graph, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await sign(signer, claimsOf({ address } as TestIssuer, claims))}`,
      "ama-purpose": "GUIDANCE",
    },
    body: JSON.stringify({ documentId: VIEWER.id }),
  });
  const { data, errors } = (await reply.body.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: reply.statusCode, data, code: errors?.[0]?.extensions.code };
}

(missing ? describe.skip : describe)("in production", () => {
  beforeAll(async () => {
    for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const [certificate, secret] = [join(folder, "certificate.pem"), join(folder, "secret.pem")];
    execFileSync(
      findProgram("openssl")!,
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"].concat([
        "-subj",
        "/CN=issuer",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        secret,
        "-out",
        certificate,
      ]),
      { stdio: "ignore" },
    );
    key = await makeKey("of-the-issuer");
    published.keys = [key];
    issuer = createServer({ key: readFileSync(secret), cert: readFileSync(certificate) }, ({ url }, response) => {
      const found = { issuer: address, jwks_uri: `${address}/keys` };
      if (url === "/keys") published.asked += 1;
      response.end(JSON.stringify(url === "/keys" ? { keys: published.keys.map(({ jwk }) => jwk) } : found));
    });
    await new Promise<void>((done) => issuer.listen(0, "127.0.0.1", done));
    address = `https://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    postgres = await startPostgres(findPostgres()!);
    accessLog = await makeAccessLog(postgres);
    await startGateway();
  });
  afterAll(async () => {
    await gateway.stop();
    await postgres.stop();
    issuer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a registered document is answered, by its hash and by its text", async () => {
    const answer = { status: 200, data: { viewer: expect.objectContaining({ capacity: "VDAB_MEDIATOR" }) } };
    for (const body of [
      { documentId: VIEWER.id },
      { extensions: { persistedQuery: { version: 1, sha256Hash: VIEWER.id } } },
      { query: VIEWER.text },
      { query: `# laid out otherwise\n${VIEWER.text.replaceAll("\n", " ")}` },
    ])
      expect(await ask(body)).toMatchObject(answer);
    expect((await ask({ documentId: VIEWER.id })).headers).toMatchObject({
      "strict-transport-security": expect.stringContaining("max-age="),
      "cache-control": "no-store",
    });
  });

  it.each([
    ["has expired", (now: number) => ({ iat: now - 900, exp: now - 60 }), 401, "TOKEN_EXPIRED"],
    ["is not valid yet", (now: number) => ({ nbf: now + 300 }), 401, "UNAUTHENTICATED"],
    ["was issued later than now", (now: number) => ({ iat: now + 300 }), 401, "UNAUTHENTICATED"],
    ["is for another audience", () => ({ aud: "urn:wse:other" }), 401, "UNAUTHENTICATED"],
    ["is for audiences among which we are not", () => ({ aud: ["a", "urn:wse:ama2"] }), 401, "UNAUTHENTICATED"],
    ["is of a mediator of no unit", () => ({ vo_ovocode: undefined }), 403, "ORGANISATION_UNIT_MISSING"],
  ])("a token that is truly signed and %s is refused", async (_which, change, status, code) => {
    const refused = await askWith(key, change(Math.floor(Date.now() / 1_000)));
    expect(refused).toEqual({ status, code, data: undefined });
    expect(await askWith(key)).toMatchObject({ status: 200, code: undefined });
  });

  it("the issuer's keys change during traffic: nobody with a good token notices, and the issuer is asked once", async () => {
    const next = await makeKey("the-next");
    const outcomes: unknown[] = [];
    let goesOn = true;
    const traffic = Array.from({ length: 3 }, async () => {
      while (goesOn) outcomes.push((await askWith(key)).code);
    });
    const before = published.asked;
    published.keys = [next, key];
    // Asked a moment ago, it is not asked again at once. Seldom: from one address few refused tokens are looked at.
    await until(async () => {
      await sleep(150);
      return (await askWith(next)).status === 200;
    });
    expect(published.asked).toBe(before + 1);
    const many = await Promise.all(Array.from({ length: 20 }, () => askWith(next)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]));
    expect(published.asked).toBe(before + 1);

    const started = performance.now();
    for (let i = 0; i < 40; i += 1)
      expect((await askWith({ ...next, kid: `made-up-${i}` })).code).toBe("UNAUTHENTICATED");
    const most = 1 + Math.floor((performance.now() - started) / KEYS_PAUSE_MS);
    expect(published.asked - before - 1).toBeLessThanOrEqual(most);
    expect(most).toBeLessThan(40);
    goesOn = false;
    await Promise.all(traffic);
    expect(outcomes.length).toBeGreaterThan(10);
    expect(new Set(outcomes)).toEqual(new Set([undefined]));
  });

  it("a key that the issuer took away signs for nobody any more, not even who was known", async () => {
    const kept = published.keys[0]!;
    const known = await headersOf("AmaBemiddelaar", "GUIDANCE");
    const askKnown = async () => {
      const headers = { "content-type": "application/json", ...known };
      const body = JSON.stringify({ documentId: VIEWER.id });
      const reply = await request(graph, { method: "POST", headers, body });
      await reply.body.dump();
      return reply.statusCode;
    };
    expect(await askKnown()).toBe(200);
    published.keys = [kept];
    const unknown = await makeKey("unknown");
    await until(async () => {
      await sleep(150);
      await askWith(unknown);
      return (await askKnown()) === 401;
    });
    key = kept;
    expect(await askWith(key)).toMatchObject({ status: 200 });
  });

  it("no other is, nor is the schema told, but to the analyst", async () => {
    const schema = "{ __schema { queryType { name } } }";
    for (const query of [OTHER, schema, "{ agencies { state } }"]) {
      expect(await ask({ query })).toMatchObject({ status: 403, code: "DOCUMENT_NOT_TRUSTED", data: undefined });
      expect(await ask({ query }, "AmaAnalist", "STATISTICS")).toMatchObject({ status: 200, code: undefined });
    }
  });

  describe("automatic persisted queries: a hash names what is registered, and registers nothing", () => {
    const persisted = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
    const viewer = { status: 200, data: { viewer: expect.objectContaining({ capacity: "VDAB_MEDIATOR" }) } };
    const ANOTHER = DOCUMENTS.find(({ name }) => name === "AgenciesNow")!;

    it("a hash with its text is answered where the text is registered, however it is laid out", async () => {
      const laidOut = `# laid out otherwise\n${VIEWER.text.replaceAll("\n", " ")}`;
      for (const body of [
        { query: VIEWER.text, ...persisted(VIEWER.id) },
        { query: VIEWER.text, documentId: `sha256:${VIEWER.id}` },
        { query: laidOut, ...persisted(VIEWER.id) },
        { query: laidOut, ...persisted(hashText(laidOut)) },
        { documentId: VIEWER.id, ...persisted(VIEWER.id) },
      ])
        expect(await ask(body)).toMatchObject(viewer);
    });

    it("an unknown hash is asked for by its text, which is refused, and so on", async () => {
      const unknown = hashText(OTHER);
      const notFound = { status: 200, code: "PERSISTED_QUERY_NOT_FOUND", data: undefined };
      const refused = { status: 403, code: "DOCUMENT_NOT_TRUSTED", data: undefined };
      expect(await ask(persisted(unknown))).toMatchObject(notFound);
      for (const body of [
        { documentId: unknown },
        { query: OTHER, ...persisted(unknown) },
        { query: OTHER, ...persisted(hashText(normalise(parse(OTHER)))) },
        { documentId: hashText(normalise(parse(OTHER))) },
      ])
        expect(await ask(body)).toMatchObject(refused);
      // Whoever writes documents of its own brings nothing in for others.
      const analyst = ["AmaAnalist", "STATISTICS"] as const;
      expect(await ask({ query: OTHER, ...persisted(unknown) }, ...analyst)).toMatchObject({ status: 200 });
      expect(await ask(persisted(unknown))).toMatchObject(notFound);
      expect(await ask({ documentId: unknown })).toMatchObject(refused);
      expect(await ask(persisted(unknown), ...analyst)).toMatchObject({ status: 200, code: undefined });
    });

    it("a hash that is not that of the text is refused, of whichever of the two is registered", async () => {
      const mismatch = { status: 400, code: "DOCUMENT_MISMATCH", data: undefined };
      expect(await ask({ query: VIEWER.text, ...persisted(ANOTHER.id) })).toMatchObject(mismatch);
      expect(await ask({ query: VIEWER.text, documentId: "0".repeat(64) })).toMatchObject(mismatch);
      expect(await ask({ documentId: VIEWER.id, ...persisted(ANOTHER.id) })).toMatchObject(mismatch);
      expect(await ask({ query: OTHER, ...persisted(VIEWER.id) })).toMatchObject({
        status: 403,
        code: "DOCUMENT_NOT_TRUSTED",
        data: undefined,
      });
    });

    it("what is no hash is no request", async () => {
      for (const value of ["", "x".repeat(64), VIEWER.id.toUpperCase(), `${VIEWER.id}\n`, 7, {}])
        for (const body of [persisted(value), { documentId: value }])
          expect([value, await ask(body)]).toEqual([
            value,
            expect.objectContaining({ status: 400, code: "BAD_REQUEST", data: undefined }),
          ]);
    });

    it("by GET nothing is answered, registered or not, and no address is in the log", async () => {
      for (const query of [
        `documentId=${VIEWER.id}`,
        `extensions=${encodeURIComponent(JSON.stringify(persisted(VIEWER.id).extensions))}`,
        `query=${encodeURIComponent(VIEWER.text)}`,
        `query=${encodeURIComponent(OTHER)}&variables=%7B%22insz%22%3A%2285073003328%22%7D`,
      ]) {
        const reply = await request(`${graph}?${query}`, { headers: await headersOf("AmaBemiddelaar", "GUIDANCE") });
        const { data, errors } = (await reply.body.json()) as { data?: unknown; errors: [{ extensions: object }] };
        expect([reply.statusCode, reply.headers["allow"], data, errors[0].extensions]).toEqual([
          405,
          "POST",
          undefined,
          expect.objectContaining({ code: "METHOD_REFUSED" }),
        ]);
      }
      expect(gateway.words()).not.toContain("85073003328");
    });
  });

  it.each(["websocket", "sse"] as const)("over %s too only what is registered is answered", async (protocol) => {
    const headers = await headersOf("AmaBemiddelaar", "GUIDANCE");
    const gatewayAddress = graph.replace(/\/graphql$/, "");
    const listenTo = (text: string) => listen(protocol, gatewayAddress, headers, text);
    const agencies = DOCUMENTS.find(({ name }) => name === "DashboardAgencyChanges")!;
    const answered = listenTo(agencies.text);
    expect(await answered.until(4)).toContainEqual({ data: { agencyStatusChanged: expect.anything() } });
    await answered.stop();
    for (const text of ["subscription Other { agencyStatusChanged { agency } }", OTHER]) {
      const refused = listenTo(text);
      expect(await refused.refusal()).toContain("DOCUMENT_NOT_TRUSTED");
      expect(refused.answers).toEqual([]);
    }
  });

  it.each([
    ["WebSocket", () => overWebSocket(new URL(graph).origin, WebSocket)],
    ["server-sent events", () => overServerSentEvents(new URL(graph).origin)],
  ] as const)("whose login ends during a subscription over %s logs in again and goes on", async (_, over) => {
    const end = new AbortController();
    const heard = new Set<object>();
    let logins = 0;
    const transport: Transport = (request, mandate, connection) => {
      const listening = (cursor?: string) => {
        heard.add(connection);
        connection.listening(cursor);
        if (heard.size === 2) end.abort();
      };
      return over()(request, mandate, { ...connection, listening });
    };
    await subscribeForever({
      transport,
      document: DASHBOARD_PARTNERSHIP_CHANGES,
      variables: {},
      // Half a minute is allowed for clocks that differ: the first login that is listened to ends in some seconds.
      logIn: () => headersOf("AmaDossierbeheerder", "FUNDING", ++logins && heard.size === 0 ? -26 : 600),
      readAfresh: () => Promise.resolve(),
      onChange: () => undefined,
      signal: end.signal,
    });
    expect(logins).toBeGreaterThan(1);
  });

  it("without a token only what is registered and for anybody, and no hint at anything else", async () => {
    const agencies = DOCUMENTS.find(({ name }) => name === "AgenciesNow")!;
    expect(await ask({ documentId: agencies.id }, "")).toMatchObject({
      status: 200,
      data: { agencies: expect.anything() },
    });
    for (const body of [
      { documentId: VIEWER.id },
      { query: OTHER },
      { documentId: "0".repeat(64) },
      { query: "{ nothing }" },
    ])
      expect(await ask(body, "")).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
  });

  it("a document that is added is answered from then on", async () => {
    const file = join(folder, "who-am-i.graphql");
    writeFileSync(file, OTHER);
    const add = ama("documents", "add", file);
    expect([await add.ended, add.words()]).toEqual([0, expect.stringContaining("WhoAmI")]);
    const typed = readFileSync(join(folder, "schema/typed-documents.ts"), "utf8");
    expect(typed).toContain("export const WHO_AM_I: TypedDocument<WhoAmIData, WhoAmIVariables>");
    await gateway.stop();
    await startGateway();
    for (const body of [{ query: OTHER }, { documentId: hashText(normalise(parse(OTHER))) }])
      expect(await ask(body)).toMatchObject({ data: { viewer: { capacity: "VDAB_MEDIATOR", purpose: "GUIDANCE" } } });
  });
});
