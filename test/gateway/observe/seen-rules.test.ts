import { describe, expect, test } from "@jest/globals";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { clientOf } from "../../../gateway/observe/client-of.js";
import { createGatewayMetrics } from "../../../gateway/gateway-metrics.js";
import { outcomeOf, type Seen } from "../../../gateway/observe/outcome.js";
import { createRequestObserver } from "../../../gateway/observe/request-observer.js";
import { isEmptyData, resultOf } from "../../../gateway/engine/written-answer.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { createMetrics } from "../../../platform/metrics.js";
import { createRequestIds, createTrust, isRequestId } from "../../../platform/request-id.js";
import { readSettings } from "../../../platform/settings.js";
import { allowedAttributes } from "../../../platform/tracing/attributes.js";
import type { Span } from "../../../platform/tracing/tracing.js";
import { createAgencyClient } from "../../../subgraphs/kernel/client.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { createAgencyWatch } from "../../../subgraphs/kernel/guards/watch-agency.js";
import { asking } from "../../support/asking.js";

const INSZ = "85073003328";

describe("attributes of a span", () => {
  test("are those of the list, with values that its rules allow", () => {
    const given = {
      "ama.agency": "VDAB",
      "ama.subgraph": "referrals",
      "error.type": "AGENCY_TIMEOUT",
      "ama.looks": 3,
      "ama.outcome": "left",
      "graphql.operation.name": "ParticipantOnOnePage",
    };
    expect(allowedAttributes(given)).toEqual(given);
  });

  test.each([
    ["ama.agency", INSZ],
    ["ama.subgraph", `s${INSZ}`],
    ["error.type", "El Amrani"],
    ["ama.looks", Number(INSZ)],
    ["graphql.operation.name", `Of_${INSZ}`],
    ["graphql.document.id", "{ participant }"],
    ["ama.request_id", INSZ],
    ["ama.outcome", "Amina"],
  ])("leave without a value that they may not have: %s", (name, value) => {
    expect(allowedAttributes({ [name]: value })).toEqual({ [name]: "withheld" });
  });

  test("leave out a name that is not on the list", () => {
    expect(allowedAttributes({ "graphql.document": "{ a }", "db.query.text": "select 1" } as object)).toEqual({});
  });
});

describe("the id of a request", () => {
  const from = (remoteAddress: string, id?: string) =>
    ({
      headers: id === undefined ? {} : { "x-request-id": id },
      socket: { remoteAddress },
    }) as unknown as IncomingMessage;
  const idOf = createRequestIds(createTrust(["10.0.0.0/8", "2001:db8::/32", "192.0.2.7"]));
  const id = "6f1f3b0c-9d2e-4a5b-8c7d-6e5f4a3b2c1d";

  test.each(["10.1.2.3", "::ffff:10.1.2.3", "2001:db8::5", "192.0.2.7"])(
    "is that of a trusted proxy: %s",
    (address) => {
      expect(idOf(from(address, id))).toBe(id);
    },
  );

  test.each(["11.0.0.1", "2001:db9::5", "192.0.2.8"])("is none that a stranger sends: %s", (address) => {
    expect(idOf(from(address, id))).not.toBe(id);
    expect(isRequestId(idOf(from(address, id)))).toBe(true);
  });

  test.each([
    "",
    "a b",
    INSZ,
    `0000000000000000000000${INSZ.slice(0, 10)}`,
    `000000000000000000000${INSZ}`,
    "x".repeat(32),
  ])("is none in which a number could be: %s", (given) => {
    const taken = idOf(from("10.0.0.1", given));
    expect(taken === given).toBe(isRequestId(given));
    expect(taken.includes(INSZ)).toBe(false);
  });
});

test.each([
  [
    { "apollographql-client-name": "dossier", "apollographql-client-version": "1.2.0-rc.1" },
    { client: "dossier", clientVersion: "1.2.0-rc.1" },
  ],
  [{ "graphql-client-name": "@wse/dossier" }, { client: "@wse/dossier" }],
  [{ "apollographql-client-name": "Amina El Amrani" }, {}],
  [{ "apollographql-client-name": "app-85.07.30-033.28" }, {}],
  [{ "apollographql-client-name": "a".repeat(65) }, {}],
])("a client is what it says it is, where that looks like a program: %j", (headers, client) => {
  expect(clientOf(headers)).toEqual(client);
});

test("codes are counted by agencies of ours alone: a subgraph of another's may name anything", async () => {
  const metrics = createGatewayMetrics();
  const observer = createRequestObserver({
    ...{ tracing: undefined, metrics, log: createLog("silent"), everyLine: 1 },
    isTrusted: createTrust([]),
  });
  const seen = observer.begin({ requestId: "1", headers: {} });
  seen.told(["VDAB", "Amina"].map((agency) => ({ extensions: { code: "AGENCY_TIMEOUT", agency } })));
  seen.end();
  const text = await metrics.registry.metrics();
  expect(text).toContain(`ama_answer_codes_total{code="AGENCY_TIMEOUT",agency="VDAB"} 1`);
  expect(text).toContain(`ama_answer_codes_total{code="AGENCY_TIMEOUT",agency=""} 1`);
  expect(text).not.toContain("Amina");
});

describe("an operation's outcome", () => {
  const seen = (codes: string[], rest: Partial<Seen> = {}) =>
    outcomeOf({
      errors: codes.map((code) => ({ extensions: { code } })),
      isEmpty: false,
      status: 200,
      isGone: false,
      ...rest,
    });

  test.each([
    ["complete", seen([])],
    ["complete", seen(["UNAUTHORIZED_FIELD_OR_TYPE"])],
    ["partial", seen(["UNAUTHORIZED_FIELD_OR_TYPE", "AGENCY_TIMEOUT"])],
    ["failed", seen(["AGENCY_TIMEOUT"], { isEmpty: true })],
    ["failed", seen(["SUBGRAPH_TIMEOUT"], { isEmpty: undefined })],
    ["failed", seen([], { status: 503 })],
    ["refused", seen(["UNAUTHORIZED_FIELD_OR_TYPE"], { isEmpty: true })],
    ["refused", seen(["TOO_COSTLY"], { isEmpty: undefined, status: 400 })],
    ["refused", seen([], { status: 415 })],
    ["left", seen([], { isGone: true })],
  ])("is %s", (expected, outcome) => {
    expect(outcome).toBe(expected);
  });

  test.each([
    ["null", true],
    [`{"a":null,"b":null}`, true],
    [`{"a":null,"b":[]}`, false],
    [`{"a":{"b":null}}`, false],
  ])("looks at the root fields: %s", (data, isEmpty) => {
    expect(isEmptyData(resultOf({ data, errors: [], fetches: 1 }).data)).toBe(isEmpty);
    expect(isEmptyData(JSON.parse(data))).toBe(isEmpty);
  });
});

test("an agency is told the request's id and trace, each attempt is counted, and the breaker can be read", async () => {
  const heard: IncomingMessage["headers"][] = [];
  const server = createServer(({ headers }, response) => {
    heard.push(headers);
    response.writeHead(heard.length === 1 ? 503 : 200).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const metrics = createMetrics();
  const guard = createGuard({
    agency: "VDAB",
    clock: createClock(),
    timeoutMs: 60_000,
    watch: createAgencyWatch("VDAB", metrics),
  });
  const client = createAgencyClient("VDAB", `http://127.0.0.1:${(server.address() as AddressInfo).port}`, guard);
  const ended: (string | undefined)[] = [];
  const span: Span = {
    ...{ traceId: "", isSampled: true, traceparent: "of the request", set: () => undefined, end: () => undefined },
    child: () => ({ ...span, traceparent: `of attempt ${ended.length + 1}`, end: (code) => void ended.push(code) }),
  };
  const asked = asking();
  const requestId = "6f1f3b0c-9d2e-4a5b-8c7d-6e5f4a3b2c1d";
  await client.ask(
    { ...asked, mandate: { ...asked.mandate, requestId }, span },
    { method: "GET", path: "/", headers: { accept: "a" } },
  );
  await client.stop();
  server.close();
  expect(heard).toMatchObject([
    { accept: "a", "x-request-id": requestId, traceparent: "of attempt 1" },
    { accept: "a", "x-request-id": requestId, traceparent: "of attempt 2" },
  ]);
  expect(ended).toEqual(["AGENCY_BUSY", undefined]);
  const text = await metrics.registry.metrics();
  for (const line of [
    `ama_agency_calls_total{agency="VDAB",outcome="AGENCY_BUSY"} 1`,
    `ama_agency_calls_total{agency="VDAB",outcome="ok"} 1`,
    `ama_agency_retries_total{agency="VDAB"} 1`,
    `ama_agency_in_flight{agency="VDAB"} 0`,
    `ama_agency_seconds_count{agency="VDAB"} 2`,
    `ama_agency_breaker{agency="VDAB",way="main"} 0`,
  ])
    expect(text).toContain(line);
});

test("a setting of OpenTelemetry that is not kept is refused", () => {
  expect(() => readSettings({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" })).toThrow(/http\/json/);
  expect(readSettings({ OTEL_EXPORTER_OTLP_HEADERS: "a=b%20c, d=" }).OTEL_EXPORTER_OTLP_HEADERS).toEqual({
    a: "b c",
    d: "",
  });
});
