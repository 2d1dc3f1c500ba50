import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hostname } from "node:os";
import { request } from "undici";
import { AMINA } from "../../../agencies/population/stories.js";
import { listen } from "../../support/subscribe.js";
import { drawTrace, startOtlpReceiver, type OtlpReceiver } from "../../support/otlp-receiver.js";
import { startHouse, type TestHouse } from "../../support/start-house.js";
import { until } from "../../support/until.js";

let receiver: OtlpReceiver;
let house: TestHouse;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  house = await startHouse({
    participants: 30,
    publishes: true,
    environment: {
      LOG_LEVEL: "info",
      AMA_TRUSTED_PROXIES: "127.0.0.1",
      AMA_REQUEST_TIMEOUT_MS: "120000",
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20collector",
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_METRIC_EXPORT_INTERVAL: "200",
    },
    onLog: (line) => lines.push(JSON.parse(line)),
  });
});
afterAll(async () => {
  await house?.stop();
  await receiver.stop();
});

async function headersOf(headers: Record<string, string> = {}): Promise<Record<string, string>> {
  const authorization = `Bearer ${await house.token("inspector")}`;
  return { authorization, "ama-purpose": "INSPECTION", "ama-legal-context": "Opdracht 2026/1", ...headers };
}

/** The status of an answer, its request id, and the line that is written of it. */
async function post(body: object, headers: Record<string, string> = {}) {
  const reply = await request(`${house.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(await headersOf(headers)) },
    body: JSON.stringify(body),
  });
  await reply.body.dump();
  const requestId = reply.headers["x-request-id"];
  return { status: reply.statusCode, requestId, line: await lineOf((line) => line["requestId"] === requestId) };
}

async function lineOf(is: (line: Record<string, unknown>) => boolean) {
  const find = () => lines.find((line) => "outcome" in line && is(line));
  await until(() => find() !== undefined);
  return find()!;
}

const PAGE = `query Mijn_85010112345($id: ID!) { participant(id: $id) {
  advice { status } permissions { status } agreements { id } funding(year: 2026) { days } } }`;

describe("a request", () => {
  test("is one trace: the gateway's steps, below them the subgraphs, below those the agencies", async () => {
    const traceId = "a1".repeat(16);
    const traceparent = `00-${traceId}-${"b2".repeat(8)}-01`;
    await post({ query: "{ participants(first: 1) { totalCount } agencies { agency } }" });
    const { line } = await post({ query: PAGE, variables: { id: house.idOf(AMINA) } }, { traceparent });
    expect(line["traceId"]).toBe(traceId);
    await until(() => receiver.spans.some((span) => span.name === "gateway.request" && span.traceId === traceId));
    const drawn = drawTrace(receiver.spans, traceId);
    const below = (subgraph: string, agency: string) => [
      `    subgraph.fetch ${subgraph}`,
      `      subgraph.answer ${subgraph}`,
      "        access-log.append",
      `        agency.call ${agency}`,
    ];
    // How often an agency is called, and how often a subgraph is asked, is for other tests to say.
    expect(drawn.filter((one, at) => one !== drawn[at - 1])).toEqual([
      "gateway.request",
      "  gateway.admit",
      "  gateway.authenticate",
      "  gateway.execute",
      "    gateway.plan",
      ...below("contingents", "LOKET"),
      ...below("ledger", "DWSE"),
      ...below("permissions", "MAGDA"),
      ...below("referrals", "VDAB"),
      "  gateway.respond",
    ]);
    const root = receiver.spans.find((span) => span.name === "gateway.request" && span.traceId === traceId)!;
    expect(root).toMatchObject({ parentSpanId: "b2".repeat(8), kind: 2 });
    expect(root.attributes).toMatchObject({
      "graphql.operation.type": "query",
      "ama.outcome": "complete",
      "ama.request_id": line["requestId"],
    });
    expect(receiver.headers["authorization"]).toBe("Basic collector");
  });

  test("writes one line; of a document that is not registered without the name that its client gave it", async () => {
    const requestId = "6f1f3b0c9d2e4a5b8c7d6e5f4a3b2c1d";
    const { line, ...answer } = await post(
      { query: PAGE, variables: { id: house.idOf(AMINA) } },
      {
        "x-request-id": requestId,
        "apollographql-client-name": "dossier-app",
        "apollographql-client-version": "2.4.1",
      },
    );
    expect(answer).toEqual({ status: 200, requestId });
    const { time: _time, ms, document, traceId, ...rest } = line;
    expect([typeof ms, /^[\w-]{22}$/.test(String(document)), String(traceId).length]).toEqual(["number", true, 32]);
    expect(rest).toEqual({
      ...{ level: 30, host: hostname(), program: "ama", requestId, type: "query", status: 200, outcome: "complete" },
      ...{ client: "dossier-app", clientVersion: "2.4.1", msg: "an operation was answered" },
    });
  });

  test("is named in it where its document is registered", async () => {
    const { line } = await post({
      documentId: (await registered()).id,
      variables: { id: house.idOf(AMINA) },
    });
    expect(line).toMatchObject({ operation: "ParticipantOnOnePage", document: (await registered()).id });
  });

  test("keeps no id and no client that may hold a number of a person", async () => {
    const { requestId, line } = await post(
      { query: "{ agencies { agency } }" },
      { "x-request-id": AMINA.insz, "apollographql-client-name": `app-${AMINA.insz}` },
    );
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(line["client"]).toBeUndefined();
  });

  test("is refused, partial or failed whatever its status is", async () => {
    const variables = { id: house.idOf(AMINA) };
    const refused = await post({ query: "{ nothing }" });
    const unparsed = await post({ query: "{" });
    house.agencies.magda.setMood("down");
    const partial = await post({ query: PAGE, variables });
    const failed = await post({
      query: "query($id: ID!) { permissionsOf: participant(id: $id) { permissions { status } } }",
      variables,
    });
    house.agencies.magda.setMood("well");
    expect(
      [refused.line, unparsed.line, partial.line].map(({ outcome, codes, status }) => [outcome, codes, status]),
    ).toEqual([
      ["refused", ["GRAPHQL_VALIDATION_FAILED"], 200],
      ["refused", ["GRAPHQL_PARSE_FAILED"], 200],
      ["partial", ["AGENCY_UNAVAILABLE"], 200],
    ]);
    expect([failed.status, failed.line["codes"]]).toEqual([200, ["AGENCY_UNAVAILABLE"]]);
  });
});

test("each event of a subscription is a trace of its own", async () => {
  const query = `subscription($id: ID!) { participantChanged(ids: [$id]) { participant { advice { status } } } }`;
  const listening = listen("websocket", house.address, await headersOf(), query, { id: house.idOf(AMINA) });
  await listening.reached();
  await house.life.happen({ what: "MOVED", person: 0, nis: "71022" });
  await listening.until(1);
  await listening.stop();
  const pushes = () => receiver.spans.filter(({ name }) => name === "gateway.push");
  await until(() => pushes().length > 0);
  const drawn = drawTrace(receiver.spans, pushes()[0]!.traceId);
  expect(drawn[0]).toBe("gateway.push");
  expect(drawn).toContain("      agency.call VDAB");
  expect(pushes().map(({ parentSpanId }) => parentSpanId)).toEqual(pushes().map(() => undefined));
  expect(await lineOf(({ type }) => type === "subscription")).toMatchObject({ outcome: "complete" });
});

test("OTLP gets what Prometheus reads", async () => {
  const { body } = await request(`${house.adminAddress}/metrics`);
  const text = await body.text();
  const read = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, "m").exec(text)?.[1]);
  for (const outcome of ["complete", "partial", "refused"])
    expect([outcome, read(`ama_answers_total\\{outcome="${outcome}"\\}`) > 0]).toEqual([outcome, true]);
  expect(read(`ama_answer_codes_total\\{code="AGENCY_UNAVAILABLE",agency="MAGDA"\\}`)).toBeGreaterThan(0);
  const asked = read(`ama_subgraph_seconds_count\\{subgraph="permissions"\\}`);
  const pointOf = (name: string, value: string) =>
    [receiver.metrics.get(name)!.sum, receiver.metrics.get(name)!.histogram]
      .flatMap((data) => data?.dataPoints ?? [])
      .find(({ attributes }) => attributes.some((one) => one.value["stringValue"] === value));
  await until(() => Number(pointOf("ama_subgraph_seconds", "permissions")?.count) >= asked);
  const { bucketCounts = [], explicitBounds = [], count } = pointOf("ama_subgraph_seconds", "permissions")!;
  expect(bucketCounts.length).toBe(explicitBounds.length + 1);
  expect(bucketCounts.reduce((sum, one) => sum + Number(one), 0)).toBe(Number(count));
  expect(receiver.metrics.get("ama_answers_total")!.sum!.isMonotonic).toBe(true);
});

async function registered() {
  const { DOCUMENTS } = await import("../../support/registered-questions.js");
  return DOCUMENTS.find(({ name }) => name === "ParticipantOnOnePage")!;
}
