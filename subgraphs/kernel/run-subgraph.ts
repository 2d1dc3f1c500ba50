import {
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import { LRUCache } from "lru-cache";
import { agencyOf, type SubgraphName } from "../../schema/agencies.js";
import { createArgumentCheck } from "../../schema/check-arguments.js";
import { createParticipantIds } from "../../schema/identifiers.js";
import { createSeals } from "../../schema/seal.js";
import { Fault, Refusal } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";
import { createMandateVerifier } from "../../schema/mandate-statement.js";
import { acceptedOf } from "../../platform/accepted-of.js";
import { createClock, dayOf, type Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/log.js";
import type { Settings } from "../../platform/settings.js";
import { watchAccessLog } from "../../platform/access-log/watch-access-log.js";
import { createMetrics, type Metrics } from "../../platform/metrics.js";
import { codeOf, type Span, type Tracing } from "../../platform/tracing/tracing.js";
import { unlessAborted } from "../../platform/unless-aborted.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import type { Bus } from "../../platform/bus/bus.js";
import type { Asking } from "./asking.js";
import { createAudit } from "./audit/audit.js";
import { isOurs } from "./audit/ask-who.js";
import type { WatchedDocument } from "./audit/watch-document.js";
import { buildSchema } from "./build-schema.js";
import { keepFields, type StaleField } from "./kept/keep-fields.js";
import type { KeptAnswers } from "./kept/kept-answers.js";
import { createKeptReads } from "./kept/kept-reads.js";
import { readKeptTimes } from "./kept/kept-times.js";
import { openKeptAnswers } from "./kept/open-kept-answers.js";
import type { AgencyHealth } from "./guards/agency-health.js";
import { openAgencyHours, type AgencyHour } from "./guards/agency-hours.js";
import { createGuard } from "./guards/guard.js";
import { createAgencyWatch } from "./guards/watch-agency.js";
import type { Delivery, Notices } from "./publish/notices.js";
import { createPublisher } from "./publish/publisher.js";
import { createReads } from "./reads.js";
import { createRefusedMandates, type RefusedMandates } from "./refused-mandates.js";
import type { Source, Subgraph, SubgraphContext } from "./subgraph.js";
import { keepKnownSelections } from "./keep-known-selections.js";
import { tellError, tellStale } from "./tell-error.js";

export interface SubgraphRequest {
  query: string;
  /** The parsed query, where the caller has it already. */
  document?: DocumentNode;
  variables?: Record<string, unknown>;
  mandate: Mandate;
  signal: AbortSignal;
  span?: Span | undefined;
}

/** A question as it came: its text, and the statement in which the gateway says under whose mandate it asks just this. */
export interface SignedQuestion {
  body: string;
  statement: string | undefined;
  signal: AbortSignal;
  /** The trace that it is part of: believed of whoever brings a right statement. */
  traceparent?: string | undefined;
}

export interface SubgraphAnswer {
  data?: ExecutionResult["data"];
  errors?: GraphQLFormattedError[];
}

/** A subgraph that answers, in this process; `serveSubgraph` puts it on a port. */
export interface RunningSubgraph {
  readonly name: SubgraphName;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** Of what the agency signs its notices with, the name; undefined where it posts none. */
  readonly noticeSecret: Notices<unknown>["secret"];
  /** How many mandates were refused, by reason. */
  readonly refusedMandates: RefusedMandates["counts"];
  /** Finds out whether looks at people can be kept now. @throws Fault ACCESS_LOG_UNAVAILABLE */
  probeAccessLog(): Promise<void>;
  /**
   * Answers what comes from outside. Never throws: what goes wrong is in `errors`, a statement that is missing, altered,
   * expired or used before among it.
   */
  answerSigned(question: SignedQuestion): Promise<SubgraphAnswer>;
  /** The mandate of a statement over this text. @throws Refusal MANDATE_MISSING, MANDATE_INVALID */
  verify(statement: string | undefined, body: string): Mandate;
  /** Answers under a mandate that is known to be right. Never throws. */
  answer(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** What was last seen of the agency, without asking it. */
  health(): AgencyHealth;
  /** The agency's health, for which it is asked for a sign of life, though not more than once in ten seconds. */
  observe(asking: Asking): Promise<AgencyHealth>;
  /** How the agency answered in the hours that begin from one moment on and before another, ISO. */
  hours(from: string, to: string): Promise<AgencyHour[]>;
  /** Asks the agency for a sign of life. @throws Fault */
  probe(asking: Asking): Promise<void>;
  /**
   * Takes what was posted as a notice of the agency's. @returns false where nothing is told here, or the agency posts none
   * @throws Refusal NOTICE_REFUSED when it is not the agency's
   */
  receive(delivery: Delivery): boolean;
  /** How long ago all of the agency's notices were on the stream; 0 while they are, undefined where none are told. */
  noticesBehindMs(): number | undefined;
  /** What is kept of the agency's answers; undefined where nothing is. */
  readonly kept?: Pick<KeptAnswers, "counts" | "bytes">;
  stop(): Promise<void>;
}

export interface RunParts {
  settings: Settings;
  clock: Clock;
  log: Log;
  /** Where it is written who was told what of whom, before anybody is told; whoever opened it also stops it. */
  accessLog: AccessLog;
  /** The stream onto which the agency's notices are brought; none are when left out. Whoever opened it also stops it. */
  bus?: Bus;
  /** Where it counts; of its own when left out. */
  metrics?: Metrics;
  /** Where its traces go; nowhere when left out. Whoever opened it also stops it. */
  tracing?: Tracing | undefined;
}

const FRESH_MS = 10_000;

export async function runSubgraph<S extends Source, Load>(
  subgraph: Subgraph<S, Load>,
  { settings, clock, log, accessLog: ownLog, bus, metrics = createMetrics(), tracing }: RunParts,
): Promise<RunningSubgraph> {
  // By the machine's own time: the clock that is handed in may stand still.
  const machine = createClock();
  let kept: KeptAnswers | undefined;
  const { sdl, schema } = buildSchema(subgraph, (built) => {
    const times = readKeptTimes(built, settings.AMA_KEPT_FIELDS, subgraph.keepsNothing);
    // Without the agency's notices nobody would say that what is kept no longer holds.
    kept =
      bus && subgraph.notices && openKeptAnswers({ subgraph: subgraph.name, settings, times, clock, machine, log });
    if (kept) keepFields(built, times);
  });
  const { AMA_PARTICIPANT_KEY: participantKey, AMA_PARTICIPANT_KEY_ALSO_ACCEPTED: otherParticipantKey } = settings;
  const ids = createParticipantIds(participantKey, otherParticipantKey);
  const seal = createSeals(participantKey, otherParticipantKey, ids);
  const agency = agencyOf(subgraph.name);
  const hours = openAgencyHours({ agency, settings, clock, log });
  const watch = createAgencyWatch(agency, metrics);
  const failures = {
    calls: settings.AMA_AGENCY_FAILURES_CALLS,
    share: settings.AMA_AGENCY_FAILURES_PERCENT / 100,
  };
  const guard = createGuard({ agency, clock, timeoutMs: settings.AMA_AGENCY_TIMEOUT_MS, failures, hours, watch });
  const accessLog = watchAccessLog(ownLog, metrics);
  const source = await subgraph.createSource({ settings, ids, seal, clock, log, guard });
  const audit = createAudit({ schema, subjects: subgraph.subjects ?? {}, agency, accessLog });
  const checkArguments = createArgumentCheck(schema);
  const read = createReader(schema, {
    watch: (document) => audit.watch(document),
    onUnknown: (fields) =>
      log.warn(
        { subgraph: subgraph.name, fields },
        "fields are asked that this version does not know: start the version that the supergraph was made from",
      ),
  });
  const nowMs = () => machine().getTime();
  const refused = createRefusedMandates(subgraph.name, nowMs, log);
  const mandateKeys = acceptedOf(settings.AMA_MANDATE_KEY, settings.AMA_MANDATE_KEY_ALSO_ACCEPTED);
  const verify = createMandateVerifier(mandateKeys, subgraph.name, nowMs, refused.note);
  let observed: { readonly at: number; readonly done: Promise<void> } | undefined;
  const { name, notices } = subgraph;
  const publisher =
    bus && notices && createPublisher({ name, notices, source, bus, settings, log, ...(kept && { kept }) });

  return {
    name: subgraph.name,
    sdl,
    schema,
    noticeSecret: notices?.secret,
    refusedMandates: refused.counts,
    probeAccessLog: () => accessLog.probe(),
    health: () => guard.health(),
    probe: (asking) => source.probe(asking),
    async observe({ mandate, signal }) {
      const now = performance.now();
      if (!observed || now - observed.at > FRESH_MS) {
        // For all who ask meanwhile, so that it does not end with the one who asked first. The health that is read
        // next shows what went wrong.
        const whole = new AbortController().signal;
        observed = { at: now, done: source.probe({ mandate, signal: whole }).catch(() => undefined) };
      }
      await unlessAborted(observed.done, signal).catch(() => undefined);
      return guard.health();
    },
    receive(delivery) {
      if (!publisher || !notices?.receive) return false;
      const pushed = notices.receive(delivery, { settings, ids, nowMs: nowMs() });
      if (pushed) publisher.push(pushed);
      else publisher.wake();
      return true;
    },
    noticesBehindMs: () => publisher?.behindMs(),
    ...(kept && { kept }),
    async stop() {
      await publisher?.stop();
      await source.stop();
      hours.stop();
      kept?.stop();
    },
    hours: (from, to) => hours.read(from, to),

    verify,
    async answerSigned({ body, statement, signal, traceparent }) {
      let span: Span | undefined;
      try {
        const signed = verify(statement, body);
        // From here on each person has one id, whichever key the one who asks seals with.
        const mandate = otherParticipantKey ? (JSON.parse(ids.renew(JSON.stringify(signed))) as Mandate) : signed;
        span = tracing?.begin("subgraph.answer", traceparent, {
          "ama.subgraph": name,
          "ama.request_id": mandate.requestId,
        });
        const { query, variables } = readQuestion(ids.renew(body));
        const answered = await answer({ query, ...(variables && { variables }), mandate, signal, span });
        span?.end(answered.errors?.length ? codeOf(answered.errors[0]!.extensions) : undefined);
        return answered;
      } catch (error) {
        span?.end(codeOf(error));
        if (!(error instanceof Refusal)) throw error;
        return { errors: [{ message: error.message, extensions: { code: error.code } }] };
      }
    },

    answer,
  };

  async function answer(request: SubgraphRequest): Promise<SubgraphAnswer> {
    const { query, document, variables, mandate, signal, span } = request;
    const asking: Asking = { mandate, signal, ...(span && { span }) };
    const moment = clock();
    const keptReads = kept && createKeptReads(kept, mandate);
    const staleFields: StaleField[] = [];
    const contextValue: SubgraphContext<Load> = {
      asking,
      load: subgraph.createLoaders(source, asking, keptReads?.current ?? createReads()),
      ...(keptReads && {
        loadKept: (times, tell) => subgraph.createLoaders(source, asking, keptReads.forField(times, tell)),
        staleFields,
      }),
      ids,
      seal,
      fewPersons: settings.AMA_SMALL_CELL_LIMIT - 1,
      smallCellLimit: settings.AMA_SMALL_CELL_LIMIT,
      today: dayOf(moment),
      now: moment.toISOString(),
    };
    const tell = (error: GraphQLError) => {
      if (error.originalError instanceof Fault) hours.tell(error.originalError);
      return tellError(error, mandate.requestId, log);
    };
    const known = read(query, document);
    if (!("document" in known)) return { errors: known.map(tell) };
    // The gateway refuses the same before anybody is asked: whoever comes around it finds it here.
    const faults = checkArguments(known.document, variables ?? {});
    if (faults.length > 0) return { errors: faults.map(tell) };
    const result = await execute({ schema, document: known.document, variableValues: variables, contextValue });
    // What the audit asks for besides fails where the document's own selection does, or was not asked for at all.
    const errors = (result.errors ?? []).filter(({ path }) => !isOurs(path)).map(tell);
    for (const field of staleFields) {
      hours.tell(field.fault);
      errors.push(tellStale(field, mandate.requestId, log));
    }
    const answer = { data: result.data, ...(errors.length && { errors }) };
    return audit.account(answer, known, { mandate, variables: variables ?? {}, signal, span });
  }
}

/** @throws Refusal BAD_REQUEST for anything but an object with a query and, maybe, variables */
function readQuestion(body: string): { query: string; variables?: Record<string, unknown> | null } {
  let question: unknown;
  try {
    question = JSON.parse(body);
  } catch {
    throw new Refusal("BAD_REQUEST");
  }
  const { query, variables } = (question ?? {}) as { query?: unknown; variables?: unknown };
  if (
    typeof query !== "string" ||
    (variables !== undefined && (typeof variables !== "object" || Array.isArray(variables)))
  )
    throw new Refusal("BAD_REQUEST");
  return { query, variables: variables as Record<string, unknown> | null };
}

/**
 * Parses, validates and watches each document once. What this version does not know of it is left out: the gateway tells at
 * each such field that nobody gave it.
 */
function createReader(
  schema: GraphQLSchema,
  {
    watch,
    onUnknown,
  }: { watch: (document: DocumentNode) => WatchedDocument; onUnknown: (fields: readonly string[]) => void },
) {
  const known = new LRUCache<string, WatchedDocument>({ max: 1_000 });
  return (query: string, parsed?: DocumentNode): WatchedDocument | readonly GraphQLError[] => {
    const before = known.get(query);
    if (before) return before;
    try {
      let document = parsed ?? parse(query);
      let mistakes = validate(schema, document);
      if (mistakes.length > 0) {
        const kept = keepKnownSelections(schema, document);
        if (kept.unknown.length === 0) return mistakes;
        ({ document } = kept);
        mistakes = validate(schema, document);
        if (mistakes.length > 0) return mistakes;
        onUnknown(kept.unknown);
      }
      const watched = watch(document);
      known.set(query, watched);
      return watched;
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError("The query cannot be read.")];
    }
  };
}
