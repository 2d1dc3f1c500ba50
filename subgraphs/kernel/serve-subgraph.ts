import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal, REFUSALS, type RefusalCode } from "../../schema/faults.js";
import { DEADLINE_HEADER, DELAY_HEADER, MANDATE_HEADER, type Mandate } from "../../schema/mandate.js";
import { createMandateSigner } from "../../schema/mandate-statement.js";
import { HANDSHAKE_PATH } from "../../schema/handshake.js";
import { adminPlaceOf, openAdmin, type Admin, type ProgramService } from "../../platform/admin.js";
import { createClock } from "../../platform/clock.js";
import { countRequests } from "../../platform/count-requests.js";
import { deadlineOf } from "../../platform/deadline.js";
import { createLoadGate, Overloaded } from "../../platform/load/load-gate.js";
import type { Log } from "../../platform/log.js";
import type { Metrics } from "../../platform/metrics.js";
import { createReadiness } from "../../platform/readiness.js";
import type { Settings } from "../../platform/settings.js";
import { createHttpServer, type Place } from "../../platform/serve.js";
import { stopTimesOf } from "../../platform/stop-times.js";
import { answerHandshake } from "./answer-handshake.js";
import type { RunningSubgraph } from "./run-subgraph.js";

/**
 * Puts a running subgraph on a port: `POST /graphql` for questions that the gateway signed, `GET /health/agency` for what
 * is known of its agency (asked again under a mandate when that is old), `POST /health/handshake` for whoever wants to know
 * whether both can work together, `POST /notices` for what the agency itself tells. Its own health and metrics are on the admin port.
 * @param unsigned the mandate under which questions without a statement are answered; they are refused when left out
 */
export async function serveSubgraph(
  starting: RunningSubgraph | Promise<RunningSubgraph>,
  { settings, log, metrics }: { settings: Settings; log: Log; metrics: Metrics },
  place: Place,
  unsigned?: (requestId: string) => Mandate,
): Promise<ProgramService> {
  const running = Promise.resolve(starting);
  // It is waited for below; meanwhile a failure is nobody's.
  running.catch(() => undefined);
  const admin = await openAdmin(adminPlaceOf(settings, place.port), metrics);
  try {
    return await serveRunning(await running, { settings, log, place, metrics, admin, unsigned });
  } catch (error) {
    await admin.stop();
    throw error;
  }
}

/** Anybody who reaches the port may send one. */
const LARGEST_HANDSHAKE_BYTES = 4_096;

interface ServingParts {
  readonly settings: Settings;
  readonly log: Log;
  readonly place: Place;
  readonly metrics: Metrics;
  readonly admin: Admin;
  readonly unsigned: ((requestId: string) => Mandate) | undefined;
}

async function serveRunning(
  subgraph: RunningSubgraph,
  { settings, log, place, metrics, admin, unsigned }: ServingParts,
): Promise<ProgramService> {
  const sign = createMandateSigner(settings.AMA_MANDATE_KEY, Date.now);
  const app = createHttpServer({ settings });
  const gate = createLoadGate({ settings, metrics });
  // As text: the statement was signed over it to the letter.
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => done(null, text));

  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Overloaded)
      return reply
        .code(503)
        .headers({ "retry-after": String(error.retryAfterSeconds), [DELAY_HEADER]: String(gate.delayMs()) })
        .send({ errors: [{ message: error.message, extensions: { code: error.code } }] });
    if (!(error instanceof Refusal)) return reply.send(error);
    const { code, message } = error;
    return reply.code(REFUSALS[code].status).send({ errors: [{ message, extensions: { code } }] });
  });

  app.post("/graphql", async (request, reply) => {
    const body = typeof request.body === "string" ? request.body : "";
    const mandate = unsigned?.(request.id);
    const stated = statementOf(request);
    const statement = stated ?? (mandate && sign({ mandate, audience: subgraph.name, body }));
    // Of the gateway alone: whoever else asks decides over no trace.
    const traceparent = stated === undefined ? undefined : request.headers["traceparent"]?.toString();
    const signal = signalOf(request, reply, settings);
    const leave = await gate.enter("query", signal);
    const answer = await subgraph.answerSigned({ body, statement, signal, traceparent }).finally(leave);
    reply.header(DELAY_HEADER, gate.delayMs());
    return answer.data === undefined
      ? reply.code(statusOf(answer.errors?.[0]?.extensions?.["code"])).send(answer)
      : answer;
  });

  // 202 for what was taken: it is on the stream later, or read again from the agency.
  app.post("/notices", ({ headers, body }, reply) =>
    reply.code(subgraph.receive({ headers, body: typeof body === "string" ? body : "" }) ? 202 : 404).send(),
  );

  metrics.watchNotices([subgraph]);
  metrics.watchRefusedMandates(() => subgraph.refusedMandates);
  metrics.watchKept([subgraph]);
  countRequests(app, metrics);

  const machine = createClock();
  app.post(HANDSHAKE_PATH, { bodyLimit: LARGEST_HANDSHAKE_BYTES }, (request) => {
    const received = { body: typeof request.body === "string" ? request.body : "", statement: statementOf(request) };
    return answerHandshake(received, subgraph, { settings, now: machine() });
  });

  app.get("/health/agency", async (request, reply) => {
    const statement = statementOf(request);
    if (statement === undefined) return subgraph.health();
    return subgraph.observe({ mandate: subgraph.verify(statement, ""), signal: signalOf(request, reply, settings) });
  });

  app.get<{ Querystring: { from?: string; to?: string } }>("/health/agency/hours", async (request, reply) => {
    subgraph.verify(statementOf(request), "");
    const { from = "", to = "" } = request.query;
    if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return reply.code(400).send();
    return subgraph.hours(from, to);
  });

  const readiness = createReadiness({
    parts: [
      {
        name: "access_log",
        advice: "the access log cannot be written: look at ACCESS_LOG_URL, and at its database and that one's disk",
        isUp: () => subgraph.probeAccessLog().then(() => true),
      },
    ],
    metrics,
    log,
  });
  const service = await admin.serve(app, { ...place, ...stopTimesOf(settings) }, async () => ({
    ...(await readiness.report()),
    agency: subgraph.health().state,
  }));
  return {
    ...service,
    async stop() {
      readiness.stop();
      await service.stop();
      gate.stop();
      await subgraph.stop();
    },
  };
}

function statementOf({ headers }: FastifyRequest): string | undefined {
  return headers[MANDATE_HEADER]?.toString();
}

/** What was refused before it was run has the status of its refusal; a query that does not fit is GraphQL's own affair. */
function statusOf(code: unknown): number {
  return typeof code === "string" && code in REFUSALS ? REFUSALS[code as RefusalCode].status : 200;
}

function signalOf({ headers }: FastifyRequest, reply: FastifyReply, settings: Settings): AbortSignal {
  const told = Number(headers[DEADLINE_HEADER] ?? Number.NaN);
  const waitMs = told >= 0 ? Math.min(told, settings.AMA_REQUEST_TIMEOUT_MS) : settings.AMA_REQUEST_TIMEOUT_MS;
  return deadlineOf(reply.raw, waitMs).signal;
}
