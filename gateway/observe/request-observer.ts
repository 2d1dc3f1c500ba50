import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLFormattedError } from "graphql";
import type { Log } from "../../platform/log.js";
import { holdsNumber, type IsTrusted } from "../../platform/request-id.js";
import { codeOf, traced, type Span, type Tracing } from "../../platform/tracing/tracing.js";
import { AGENCIES } from "../../schema/agencies.js";
import { catalogued } from "../../schema/faults.js";
import { operationTypeOf } from "../admission/operation-type.js";
import { isEmptyData } from "../engine/written-answer.js";
import { OperationInvalid } from "../executor.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { Admitted } from "../pipeline/admit.js";
import type { EntryStages } from "../pipeline/enter.js";
import { clientOf, type Client } from "./client-of.js";
import { outcomeOf } from "./outcome.js";

/** One operation, seen from outside: its span, its outcome, its line in the log. */
export interface SeenRequest {
  /** Undefined where no traces are sent. */
  readonly span: Span | undefined;
  /** The stages before an operation is planned, each under a span of its own. */
  entry(stages: EntryStages): EntryStages;
  admitted(admitted: Admitted): void;
  /** What the operation came to, before its errors are worded. */
  answered(result: ExecutionResult): void;
  /** Errors as the client is told them. */
  told(errors: readonly Pick<GraphQLFormattedError, "extensions">[]): void;
  /** Why nothing was answered. */
  failed(error: unknown): void;
  /** Whether any were. */
  readonly isTold: boolean;
  /** Counts it and writes its line, once. */
  end(response?: { readonly status: number; readonly isGone: boolean }): void;
}

export interface RequestObserver {
  /** Begins to see an operation. @param traceparent only where its sender may set it */
  begin(asked: { requestId: string; headers: IncomingHttpHeaders; traceparent?: string | undefined }): SeenRequest;
  /** What is seen of a request that came to one of the addresses of GraphQL. */
  of(request: FastifyRequest): SeenRequest | undefined;
  /** Counts an operation that was refused for lack of room before anything was done for it; it has no line. */
  shed(): void;
  /** Begins and ends what is seen of each request to GraphQL. */
  watch(app: FastifyInstance): void;
}

export interface ObserverParts {
  readonly tracing: Tracing | undefined;
  readonly metrics: Pick<GatewayMetrics, "answers" | "answerCodes">;
  readonly log: Log;
  /** One in so many requests that are complete writes its line; 0: none. */
  readonly everyLine: number;
  /** Whose `traceparent` is taken. */
  readonly isTrusted: IsTrusted;
}

export function createRequestObserver(parts: ObserverParts): RequestObserver {
  const { tracing, metrics, log, everyLine, isTrusted } = parts;
  const seen = new WeakMap<FastifyRequest, SeenRequest>();
  let complete = 0;

  function begin({ requestId, headers, traceparent }: Parameters<RequestObserver["begin"]>[0]): SeenRequest {
    const span = tracing?.begin("gateway.request", traceparent, { "ama.request_id": requestId });
    const began = performance.now();
    const errors: Pick<GraphQLFormattedError, "extensions">[] = [];
    let admitted: Admitted | undefined;
    let isEmpty: boolean | undefined;
    let responding: Span | undefined;
    let isOpen = true;
    return {
      span,
      entry: ({ nameAsker, admit }) =>
        span
          ? {
              nameAsker: () => traced(span, "gateway.authenticate", {}, nameAsker),
              admit: (mandate) => traced(span, "gateway.admit", {}, (own) => admit(mandate, own)),
            }
          : { nameAsker, admit },
      admitted(given) {
        admitted = given;
        span?.set(attributesOf(given));
      },
      answered({ data, errors: found }) {
        // An answer without errors needs no look into it.
        const none = found !== undefined && found.length > 0 && isEmptyData(data);
        isEmpty = (isEmpty ?? true) && none;
        responding ??= span?.child("gateway.respond");
      },
      told: (more) => void errors.push(...more),
      failed(error) {
        if (error instanceof OperationInvalid) errors.push(...error.errors);
        else errors.push(error instanceof GraphQLError ? error : { extensions: { code: codeOf(error) } });
      },
      get isTold() {
        return errors.length > 0;
      },
      end(response) {
        if (!isOpen) return;
        isOpen = false;
        const { status } = response ?? {};
        // Who listens ends it by going.
        const isGone =
          response?.isGone === true && !(admitted && operationTypeOf(admitted) === OperationTypeNode.SUBSCRIPTION);
        const outcome = outcomeOf({ errors, isEmpty, status, isGone });
        metrics.answers.inc({ outcome });
        responding?.end();
        const codes = new Map<string, { code: string; agency: string }>();
        for (const { extensions = {} } of errors) {
          const code = catalogued(extensions["code"]);
          // A subgraph of another's may write anything there.
          const agency = AGENCIES.find(({ name }) => name === extensions["agency"])?.name ?? "";
          codes.set(`${code} ${agency}`, { code, agency });
        }
        for (const labels of codes.values()) metrics.answerCodes.inc(labels);
        span?.set({ "ama.outcome": outcome, ...(status !== undefined && { "http.response.status_code": status }) });
        span?.end(outcome === "failed" ? ([...codes.values()][0]?.code ?? "INTERNAL") : undefined);
        if (outcome === "complete" && (everyLine === 0 || complete++ % everyLine !== 0)) return;
        if (!log.isLevelEnabled("info")) return;
        log.info(
          {
            requestId,
            ...(span?.isSampled && { traceId: span.traceId }),
            ...(admitted && lineOf(admitted)),
            ...(clientOf(headers) satisfies Client),
            ms: Math.round((performance.now() - began) * 10) / 10,
            outcome,
            ...(status !== undefined && { status }),
            ...(codes.size > 0 && { codes: [...new Set([...codes.values()].map(({ code }) => code))] }),
          },
          "an operation was answered",
        );
      },
    };
  }

  return {
    begin,
    of: (request) => seen.get(request),
    shed() {
      metrics.answers.inc({ outcome: "failed" });
      metrics.answerCodes.inc({ code: "OVERLOADED", agency: "" });
    },
    watch(app) {
      app.addHook("onRequest", (request, reply, done) => {
        if (request.routeOptions.url?.startsWith("/graphql") && request.method !== "OPTIONS") {
          const { headers, id: requestId } = request;
          const traceparent = isTrusted(request.raw.socket.remoteAddress) ? readTraceparent(headers) : undefined;
          const one = begin({ requestId, headers, traceparent });
          seen.set(request, one);
          const { raw } = reply;
          raw.once("close", () => one.end({ status: raw.statusCode, isGone: !raw.writableEnded }));
        }
        done();
      });
    },
  };
}

/** A proxy may pass on what its client sent: nothing that holds a national number becomes the id of a trace. */
function readTraceparent({ traceparent }: IncomingHttpHeaders): string | undefined {
  return typeof traceparent === "string" && !holdsNumber(traceparent) ? traceparent : undefined;
}

/** The name of a registered document alone: what a client itself writes may hold anything, in its name too. */
function lineOf({ registeredName, loggedId, ...admitted }: Admitted) {
  return {
    type: operationTypeOf(admitted),
    ...(registeredName !== undefined && { operation: registeredName }),
    document: loggedId,
  };
}

/** What the span of an operation says of it. */
export function attributesOf({ registeredName, documentId, ...admitted }: Admitted) {
  return {
    "graphql.operation.type": operationTypeOf(admitted),
    ...(registeredName !== undefined && {
      "graphql.operation.name": registeredName,
      "graphql.document.id": documentId,
    }),
  };
}
