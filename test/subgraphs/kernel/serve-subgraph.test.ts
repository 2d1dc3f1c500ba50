import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { request } from "undici";
import { createWorld } from "../../../agencies/population/create-world.js";
import { AMINA } from "../../../agencies/population/stories.js";
import type { StandIn } from "../../../agencies/stand-in.js";
import { createVdab } from "../../../agencies/vdab/create-vdab.js";
import type { ProgramService } from "../../../platform/admin.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { createMetrics } from "../../../platform/metrics.js";
import { readSettings, type Settings } from "../../../platform/settings.js";
import { deadlineAfter } from "../../../platform/deadline.js";
import type { RequestContext } from "../../../gateway/request-context.js";
import { greetSubgraph } from "../../../gateway/subgraph-links/greet-subgraph.js";
import { createHttpLink } from "../../../gateway/subgraph-links/http-link.js";
import { permissionsSubgraph } from "../../../subgraphs/permissions/subgraph.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { DEADLINE_HEADER, MANDATE_HEADER } from "../../../schema/mandate.js";
import { createMandateSigner, type SignMandate } from "../../../schema/mandate-statement.js";
import { runSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { serveSubgraph } from "../../../subgraphs/kernel/serve-subgraph.js";
import { referralsSubgraph } from "../../../subgraphs/referrals/subgraph.js";
import { openMandate } from "../../../subgraphs/kernel/open-mandate.js";
import { createNotebook } from "../../support/notebook.js";
import { until } from "../../support/until.js";
import { PATIENT } from "../../support/start-house.js";

const NOW = "2026-11-21T09:00:00Z";
const PLACE = { host: "127.0.0.1", port: 0 };

let vdab: StandIn;
let service: ProgramService;
let id: string;
let sign: SignMandate;
let settings: Settings;

const OTHER_KEY = Buffer.alloc(64, "another key");
const notebook = createNotebook();
let lines = "";
const log = createLog("info", { write: (line) => void (lines += line) });

const parts = () => ({ settings, clock: createClock(NOW), log, accessLog: notebook, metrics: createMetrics() });

/** The statement that the gateway sends along with a question. */
function stated(body: string, audience = "referrals") {
  return { [MANDATE_HEADER]: sign({ mandate: openMandate("request-1"), audience, body }) };
}

beforeAll(async () => {
  vdab = await createVdab(createWorld({ seed: 1, participants: 20, now: NOW }), PLACE);
  settings = readSettings({ NODE_ENV: "test", AMA_ADMIN_PORT: "0", VDAB_URL: vdab.address, ...PATIENT });
  sign = createMandateSigner(settings.AMA_MANDATE_KEY, Date.now);
  id = createParticipantIds(settings.AMA_PARTICIPANT_KEY).seal(Insz.parse(AMINA.insz));
  service = await serveSubgraph(await runSubgraph(referralsSubgraph, parts()), parts(), PLACE);
});
afterAll(async () => {
  await service.stop();
  await vdab.stop();
});

/** A question as the gateway sends it to the subgraph referrals, which it does not reach. */
async function caughtOnTheWay(): Promise<{ body: string; statement: string }> {
  let catchIt: (sent: { body: string; statement: string }) => void;
  const caught = new Promise<{ body: string; statement: string }>((resolve) => (catchIt = resolve));
  const thief = createServer((asked, answer) => {
    void text(asked).then((body) => {
      answer.writeHead(503).end();
      catchIt({ body, statement: String(asked.headers[MANDATE_HEADER]) });
    });
  });
  await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
  const link = createHttpLink("referrals", `http://127.0.0.1:${(thief.address() as AddressInfo).port}/graphql`, sign);
  const { deadline, end } = deadlineAfter(60_000);
  const context = { mandate: openMandate("request-1"), requestId: "request-1", deadline } as RequestContext;
  const query = "query($id: ID!) { participant(id: $id) { name { first } } }";
  const asking = link.ask({
    query,
    kind: "query",
    variables: JSON.stringify({ id }),
    context,
    signal: deadline.signal,
  });
  await expect(asking).rejects.toMatchObject({ code: "SUBGRAPH_UNAVAILABLE" });
  end();
  await link.stop();
  await new Promise((resolve) => thief.close(resolve));
  return caught;
}

async function post(body: string, headers: Record<string, string>, at = service) {
  const reply = await request(`${at.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the test knows what it asked for
  return { status: reply.statusCode, answer: (await reply.body.json()) as any };
}

describe("a subgraph over HTTP", () => {
  test("answers those who bring a mandate", async () => {
    const query = "query($id: ID!) { participant(id: $id) { name { first } } }";
    const body = JSON.stringify({ query, variables: { id } });
    const { status, answer } = await post(body, stated(body));
    expect([status, answer]).toEqual([200, { data: { participant: { name: { first: "Amina" } } } }]);
  });

  const question = JSON.stringify({ query: "{ __typename }" });
  test.each([
    ["none", () => ({}), "MANDATE_MISSING"],
    [
      "one that is cut short",
      () => ({ [MANDATE_HEADER]: stated(question)[MANDATE_HEADER].slice(0, 40) }),
      "MANDATE_INVALID",
    ],
    ["one for another question", () => stated('{"query":"{ agencies { state } }"}'), "MANDATE_INVALID"],
    ["one for another subgraph", () => stated(question, "ledger"), "MANDATE_INVALID"],
  ])("answers nobody else, and asks no agency: a mandate that is %s", async (_what, headers, code) => {
    vdab.calls.clear();
    const { status, answer } = await post(question, headers());
    expect([status, answer.errors[0].extensions.code]).toEqual([401, code]);
    expect(vdab.calls.total()).toBe(0);
  });

  test("takes what the gateway sent once, as it was sent, at the subgraph it was sent to", async () => {
    const sent = await caughtOnTheWay();
    const { statement } = sent;
    const headers = { [MANDATE_HEADER]: statement };
    vdab.calls.clear();
    const others = await serveSubgraph(await runSubgraph(permissionsSubgraph, parts()), parts(), PLACE);
    const refused = async (code: string, body: string, sentHeaders: Record<string, string>, at = service) => {
      const { status, answer } = await post(body, sentHeaders, at);
      expect([status, answer.errors[0].extensions.code]).toEqual([401, code]);
    };
    await refused("MANDATE_INVALID", sent.body, headers, others);
    await refused("MANDATE_INVALID", sent.body.replace("first", "last"), headers);
    await refused("MANDATE_INVALID", `${sent.body} `, headers);
    await refused("MANDATE_MISSING", sent.body, {});
    expect(vdab.calls.total()).toBe(0);
    expect((await post(sent.body, headers)).answer).toEqual({ data: { participant: { name: { first: "Amina" } } } });
    await refused("MANDATE_INVALID", sent.body, headers);
    await others.stop();
  });

  test.each([
    ["older than it is good for", -20_000],
    ["of a time to come", 20_000],
  ])("refuses a statement that is %s", async (_what, ms) => {
    const signThen = createMandateSigner(settings.AMA_MANDATE_KEY, () => Date.now() + ms);
    const statement = signThen({ mandate: openMandate("request-1"), audience: "referrals", body: question });
    const { status, answer } = await post(question, { [MANDATE_HEADER]: statement });
    expect([status, answer.errors[0].extensions.code]).toEqual([401, "MANDATE_INVALID"]);
  });

  test("answers unsigned questions where it is told under which mandate", async () => {
    const running = await runSubgraph(referralsSubgraph, parts());
    const open = await serveSubgraph(running, parts(), PLACE, openMandate);
    const reply = await request(`${open.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "query($id: ID!) { participant(id: $id) { name { first } } }", variables: { id } }),
    });
    expect(await reply.body.json()).toEqual({ data: { participant: { name: { first: "Amina" } } } });
    await open.stop();
  });

  test("answers a statement once", async () => {
    const headers = stated(question);
    expect((await post(question, headers)).status).toBe(200);
    expect((await post(question, headers)).answer.errors[0].extensions.code).toBe("MANDATE_INVALID");
  });

  test("refuses what is no question", async () => {
    for (const body of ["{", "[]", '{"variables":{}}', "null"])
      expect((await post(body, stated(body))).status).toBe(400);
  });

  test("counts what it is asked", async () => {
    const { body } = await request(`${service.adminAddress}/metrics`);
    expect(await body.text()).toMatch(/^ama_request_seconds_count\{status="200"\} [1-9]/m);
  });

  test("tells the gateway how late it comes to its work, and refuses early what it has no room for", async () => {
    const small = { ...parts(), settings: { ...settings, AMA_LOAD_OPERATIONS: 1, AMA_LOAD_QUEUE: 0 } };
    const full = await serveSubgraph(await runSubgraph(referralsSubgraph, parts()), small, PLACE);
    const delays: number[] = [];
    const link = createHttpLink("referrals", `${full.address}/graphql`, sign, { onDelay: (ms) => delays.push(ms) });
    const { deadline, end } = deadlineAfter(60_000);
    const context = { mandate: openMandate("request-1"), requestId: "request-1", deadline } as RequestContext;
    const ask = async (query: string) => {
      const asked = {
        query,
        kind: "query",
        variables: JSON.stringify({ id }),
        context,
        signal: deadline.signal,
      } as const;
      return Buffer.from((await link.ask(asked)) as Uint8Array).toString();
    };
    const countRunning = async () => {
      const { body } = await request(`${full.adminAddress}/metrics`);
      return /^ama_admission_running (\d+)$/m.exec(await body.text())?.[1];
    };
    const query = "query($id: ID!) { participant(id: $id) { name { first } } }";
    expect(await ask(query)).toContain('"Amina"');
    vdab.setMood("hanging");
    const running = ask(query).catch(() => undefined);
    await until(async () => (await countRunning()) === "1");
    expect(await ask("{ __typename }")).toContain('"OVERLOADED"');
    vdab.setMood("well");
    await link.stop();
    await running;
    await until(async () => (await countRunning()) === "0");
    expect(delays).toEqual([expect.any(Number), expect.any(Number)]);
    end();
    await full.stop();
  });

  test("waits no longer for its agency than its caller does", async () => {
    vdab.setMood("hanging");
    const query = "query($id: ID!) { participant(id: $id) { name { first } } }";
    const body = JSON.stringify({ query, variables: { id } });
    const { answer } = await post(body, { ...stated(body), [DEADLINE_HEADER]: "200" });
    expect(answer.errors[0].extensions).toMatchObject({ code: "AGENCY_TIMEOUT", agency: "VDAB" });
    vdab.setMood("well");
  });

  test.each([
    ["was used before", () => stated("")],
    ["is for another subgraph", () => stated("", "ledger")],
    ["is for a question", () => stated(question)],
    ["is no statement", () => ({ [MANDATE_HEADER]: "eyJhbGciOiJub25lIn0.e30." })],
  ])(
    "refuses to tell its agency's health under a statement that %s, and does not ask the agency",
    async (how, headers) => {
      const sent = headers();
      const health = () => request(`${service.address}/health/agency`, { headers: sent });
      if (how === "was used before") expect((await health()).statusCode).toBe(200);
      vdab.calls.clear();
      const { statusCode, body } = await health();
      expect(statusCode).toBe(401);
      expect(await body.json()).toMatchObject({ errors: [{ extensions: { code: "MANDATE_INVALID" } }] });
      expect(vdab.calls.total()).toBe(0);
    },
  );

  test.each([
    ["the same secrets", {}, 0, { acceptsMandates: true, secrets: [true, true, true] }],
    [
      "another mandate key",
      { AMA_MANDATE_KEY: OTHER_KEY },
      0,
      { acceptsMandates: false, secrets: [false, true, false] },
    ],
    [
      "another participant key",
      { AMA_PARTICIPANT_KEY: OTHER_KEY },
      0,
      { acceptsMandates: true, secrets: [true, false, true] },
    ],
    [
      "another notice secret",
      { VDAB_NOTICE_SECRET: "x".repeat(16) },
      0,
      { acceptsMandates: true, secrets: [true, true, false] },
    ],
    ["a clock an hour behind", {}, -3_600_000, { acceptsMandates: false, secrets: [true, true, true] }],
  ])("tells whoever has %s what they have in common, and the time", async (_who, other, aheadMs, expected) => {
    const theirs = { ...settings, ...other };
    const nowMs = () => Date.now() + aheadMs;
    const { AMA_MANDATE_KEY: mandateKey, AMA_PARTICIPANT_KEY, VDAB_NOTICE_SECRET } = theirs;
    const greeting = await greetSubgraph(`${service.address}/graphql`, {
      ...{ name: "referrals", nowMs, mandateKey, sign: createMandateSigner(mandateKey, nowMs) },
      secrets: { AMA_MANDATE_KEY: mandateKey, AMA_PARTICIPANT_KEY, VDAB_NOTICE_SECRET, LOKET_NOTICE_SECRET: "none" },
    });
    const [mandate, participant, notice] = expected.secrets;
    expect(greeting).toMatchObject({ state: "UP", subgraph: "referrals", acceptsMandates: expected.acceptsMandates });
    // A short secret is proved with the mandate key as salt; of one that this subgraph does not use nothing is told.
    expect(greeting.secrets).toEqual({
      AMA_MANDATE_KEY: mandate,
      AMA_PARTICIPANT_KEY: mandate && participant,
      VDAB_NOTICE_SECRET: notice,
    });
    expect(Math.abs(greeting.clocks!.aheadMs + aheadMs)).toBeLessThan(60_000);
  });

  test("counts the mandates that it refused, and logs why, with both times where clocks differ", async () => {
    const { body } = await request(`${service.adminAddress}/metrics`);
    const metrics = await body.text();
    for (const reason of ["KEY", "CLOCK", "OTHER"])
      expect(metrics).toMatch(new RegExp(`^ama_mandates_refused_total\\{reason="${reason}"\\} [1-9]`, "m"));
    expect(lines).toMatch(/signed with another key: give the gateway and this subgraph the same AMA_MANDATE_KEY/);
    expect(lines).toMatch(/"gatewayTime":"\S+?","subgraphTime":"\S+?","msg":"a mandate is of another time/);
    expect(lines.match(/of another time/g)).toHaveLength(1);
  });

  test("takes a handshake that is none as a mistake of its sender", async () => {
    for (const body of ["{", '{"nonce":"1","proofs":{}}', '{"nonce":"00","proofs":{"PATH":"00"}}']) {
      const headers = { "content-type": "application/json" };
      const reply = await request(`${service.address}/health/handshake`, { method: "POST", headers, body });
      expect(reply.statusCode).toBe(400);
    }
  });

  test("is not ready while its access log cannot be written", async () => {
    notebook.away = true;
    await until(async () => (await request(`${service.adminAddress}/health/ready`)).statusCode === 503);
    notebook.away = false;
    await until(async () => (await request(`${service.adminAddress}/health/ready`)).statusCode === 200);
  });

  test("tells its health, and that of its agency", async () => {
    for (const path of ["/health/startup", "/health/live", "/health/ready", "/metrics"]) {
      expect((await request(service.adminAddress + path)).statusCode).toBe(200);
      expect((await request(service.address + path)).statusCode).toBe(404);
    }
    const { body } = await request(`${service.address}/health/agency`, { headers: stated("") });
    expect(await body.json()).toMatchObject({ agency: "VDAB", asOf: expect.any(String) });
  });
});
