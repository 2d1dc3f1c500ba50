import { adminPlaceOf, openAdmin, type Admin, type ProgramService } from "../platform/admin.js";
import type { Bus } from "../platform/bus/bus.js";
import type { AccessLog } from "../platform/access-log/access-log.js";
import { closedAccessLog } from "../platform/access-log/closed-access-log.js";
import { watchAccessLog } from "../platform/access-log/watch-access-log.js";
import { deadlineOf } from "../platform/deadline.js";
import { createClock, type Clock } from "../platform/clock.js";
import { countRequests } from "../platform/count-requests.js";
import { createLoadGate } from "../platform/load/load-gate.js";
import type { Log } from "../platform/log.js";
import { connectRedis } from "../platform/redis.js";
import { createRequestIds, createTrust } from "../platform/request-id.js";
import { createHttpServer } from "../platform/serve.js";
import type { Settings } from "../platform/settings.js";
import { stopTimesOf } from "../platform/stop-times.js";
import type { Span, Tracing } from "../platform/tracing/tracing.js";
import type { Mandate } from "../schema/mandate.js";
import { createMandateSigner } from "../schema/mandate-statement.js";
import { createParticipantIds } from "../schema/identifiers.js";
import { createSeals } from "../schema/seal.js";
import type { TrustedDocument } from "../schema/operations.js";
import { createApolloExecutor } from "./apollo/create-apollo-executor.js";
import { admissionLimitsOf } from "./admission/admission-limits.js";
import { createAdmission, type Admit } from "./admission/create-admission.js";
import { unpackBodies } from "./admission/compressed-bodies.js";
import { createCrossOrigin } from "./admission/cross-origin.js";
import { shedEarly } from "./admission/load/shed-early.js";
import { compressAnswers } from "./compress-answers.js";
import { createConfiguration, type GatewayConfiguration } from "./configuration/gateway-configuration.js";
import { EXPLAIN_HEADER, explained, explanationFor, withPlan } from "./explain-plan.js";
import { createIssuerKeys } from "./identity/issuer-keys.js";
import { readStated, type Stated } from "./identity/read-stated.js";
import { createRevokedTokens } from "./identity/revoked-tokens.js";
import { createLiveSubgraph, LIVE } from "./live/live-subgraph.js";
import { serveLive } from "./live/serve-live.js";
import { servePages } from "./pages/serve-pages.js";
import { serveSession, type Personas } from "./pages/session/serve-session.js";
import { createAuthenticateStage } from "./pipeline/authenticate.js";
import { enter } from "./pipeline/enter.js";
import { createEngineExecutor } from "./pipeline/execute.js";
import { createMandateStage } from "./pipeline/mandate.js";
import { findLostSubgraphs, SubgraphsLost } from "./delivery/lost-subgraphs.js";
import { probeSubgraph } from "./delivery/probe-subgraph.js";
import { serveVersions, type SupergraphChanges } from "./delivery/serve-versions.js";
import { versionOf } from "./delivery/version-of.js";
import { createGatewayMetrics, type GatewayMetrics } from "./gateway-metrics.js";
import { createGatewayHealth } from "./health/gateway-health.js";
import { createRequestObserver } from "./observe/request-observer.js";
import { underSpan } from "./observe/under-span.js";
import { watchFetches } from "./observe/watch-fetches.js";
import { watchPlanning } from "./observe/watch-planning.js";
import { secureHeaders, sendSecureHeaders } from "./secure-headers.js";
import { receiveNotices, type NoticeReceiver } from "./receive-notices.js";
import { serveGraphql } from "./serve-graphql.js";
import { createHttpLink } from "./subgraph-links/http-link.js";
import { createInProcessLink, type LocalSubgraph } from "./subgraph-links/in-process-link.js";
import type { SubgraphLink } from "./subgraph-links/subgraph-link.js";
import { checkSupergraph, loadSupergraph, type EngineName } from "./supergraph.js";
import { askedSubgraphs, urlOf } from "./config.js";
import type { GenerationFacts } from "./engine/engine-options.js";

export interface GatewayParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** SDL of the supergraph. */
  readonly supergraph: string;
  /** The documents that may be asked in production. */
  readonly documents?: readonly TrustedDocument[];
  /** Subgraphs in this process; the others are asked over HTTP. */
  readonly local?: readonly (LocalSubgraph & NoticeReceiver)[];
  /** A plain federated gateway: nobody says who asks, and nobody is asked in anyone's name. */
  readonly open?: boolean;
  /** What an operator decides of the way to each subgraph: that of an empty file when left out. */
  readonly configuration?: GatewayConfiguration;
  /** Our own engine, or what @apollo/gateway executes with. */
  readonly engine?: EngineName;
  readonly port?: number;
  /** Where it is read who looked at whom; nobody is told when left out. Whoever opened it also stops it. */
  readonly accessLog?: AccessLog;
  /** Where changes are told; nobody is told of any when left out. Whoever opened it also stops it. */
  readonly bus?: Bus;
  /** Where the pages were built to; none are served when left out, or where the gateway is open. */
  readonly pages?: string;
  /** Who one may be on the pages by one click. */
  readonly personas?: Personas;
  /** Where it counts; of its own when left out. */
  readonly metrics?: GatewayMetrics;
  /** Where its traces go; nowhere when left out. Whoever opened it also stops it. */
  readonly tracing?: Tracing | undefined;
}

export interface Gateway extends ProgramService, SupergraphChanges {
  readonly metrics: GatewayMetrics;
}

/** Makes a gateway and starts it. @throws StartRefused when it must not or cannot serve the supergraph */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, port = settings.AMA_PORT } = parts;
  const { metrics = createGatewayMetrics() } = parts;
  const admin = await openAdmin(adminPlaceOf(settings, port), metrics);
  return serveGateway(parts, metrics, admin).catch(async (error: unknown) => {
    await admin.stop();
    throw error;
  });
}

async function serveGateway(parts: GatewayParts, metrics: GatewayMetrics, admin: Admin): Promise<Gateway> {
  const { settings, clock, log, documents = [], local = [], open = false, port = settings.AMA_PORT } = parts;
  const { engine = settings.AMA_ENGINE, accessLog: ownLog = closedAccessLog, bus } = parts;
  const { configuration = createConfiguration({}, open) } = parts;
  const { headers: headerRules, passesErrors } = configuration;
  const production = settings.NODE_ENV === "production";
  const { tracing } = parts;
  const accessLog = watchAccessLog(ownLog, metrics);
  const isTrusted = createTrust(settings.AMA_TRUSTED_PROXIES);
  const everyLine = settings.AMA_REQUEST_LINES;
  const observer = createRequestObserver({ tracing, metrics, log, everyLine, isTrusted });
  const gate = createLoadGate({ settings, metrics });
  // Tokens and statements live in real time, also where the story stands still.
  const machine = createClock();
  const sign = createMandateSigner(settings.AMA_MANDATE_KEY, () => machine().getTime());
  const { AMA_PARTICIPANT_KEY: participantKey, AMA_PARTICIPANT_KEY_ALSO_ACCEPTED: otherParticipantKey } = settings;
  const ids = createParticipantIds(participantKey, otherParticipantKey);
  const seal = createSeals(participantKey, otherParticipantKey, ids);
  const keys = createIssuerKeys({
    pauseMs: settings.AMA_JWKS_PAUSE_MS,
    issuer: settings.AMA_ISSUER_URL,
    internalUrl: settings.AMA_ISSUER_INTERNAL_URL,
    jwksUrl: settings.AMA_JWKS_URL,
    clock: machine,
    log,
  });
  if (!open)
    await keys.load().catch((error: Error) => log.warn({ reason: error.message }, "the issuer does not answer yet"));
  const redis = settings.REDIS_URL ? connectRedis(settings.REDIS_URL, log) : undefined;

  const revoked = createRevokedTokens({ redis, nowMs: () => machine().getTime(), log });
  const admission = createAdmission({
    ...{ settings, documents, open, redis, log },
    onText: (isKnown) => metrics.documents.inc({ result: isKnown ? "hit" : "miss" }),
  });
  const executor = await createExecutor();
  const versions = serveVersions({ executor, metrics, log });

  /** The stages a request passes, in this order; each starts from what the one before gave. */
  const stages = {
    authenticate: createAuthenticateStage({ settings, keys, revoked, clock: machine, log }),
    mandate: createMandateStage({ clock, legalContexts: settings.AMA_LEGAL_CONTEXTS }),
    admit: (async (body, mandate, address, span) => {
      const { apiSchema: schema, derived } = versions.choose(mandate, address);
      return { ...(await derived.admit(body, mandate, address, span)), schema, version: derived.version };
    }) satisfies Admit,
    execute: executor,
  };

  const app = createHttpServer({ settings, trustedProxies: settings.AMA_TRUSTED_PROXIES });
  const requestIdOf = createRequestIds(isTrusted);
  app.setGenReqId(requestIdOf);
  const everywhere = secureHeaders({ strictTransport: production });
  sendSecureHeaders(app, everywhere);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  observer.watch(app);
  unpackBodies(app);
  await compressAnswers(app);
  const crossOrigin = createCrossOrigin(settings.AMA_CORS_ORIGINS, {
    requestHeaders: settings.AMA_CORS_REQUEST_HEADERS,
    responseHeaders: settings.AMA_CORS_RESPONSE_HEADERS,
  });
  shedEarly(app, { gate, crossOrigin, headers: everywhere, requestIdOf, observer });
  const { bodyBytes } = admissionLimitsOf(settings, { open });
  const { admit } = stages;
  const { executeDeferring } = stages.execute;
  const streams = serveLive({
    ...{ app, settings, clock, log, metrics, gate, crossOrigin, bodyBytes },
    ...{ executor, nameAsker, admit, revoked, accessLog },
    ...{ observer, tracing, headerRules },
    passesErrors,
    bus: open ? undefined : bus,
  });
  await serveGraphql({
    app,
    gate,
    streams,
    served: executor,
    crossOrigin,
    log,
    // An open gateway says nothing of anybody.
    byAddress: open,
    bodyBytes,
    passesErrors,
    mostWorkbookRows: settings.AMA_EXPORT_WORKBOOK_ROWS,
    observer,
    async enter(request, reply) {
      const deadline = deadlineOf(reply.raw, settings.AMA_REQUEST_TIMEOUT_MS);
      const seen = observer.of(request);
      const entry = {
        nameAsker: () => nameAsker(readStated(request.headers), request.id, request.ip),
        admit: (mandate: Mandate | undefined, span?: Span) => stages.admit(request.body, mandate, request.ip, span),
      };
      const { mandate, admitted } = await enter(seen ? seen.entry(entry) : entry, deadline);
      seen?.admitted(admitted);
      const explanation = explanationFor(request.headers[EXPLAIN_HEADER], mandate, { production });
      return {
        requestId: request.id,
        deadline,
        admitted,
        ...(mandate && { mandate }),
        ...(explanation && { explanation }),
        ...(seen && { seen, span: seen.span }),
        clientHeaders: headerRules.take(request.headers),
        replyHeaders: headerRules.collect(),
      };
    },
    answer: (operation, context) =>
      versions.measure(context, async () =>
        withPlan(await underSpan("gateway.execute", context, (it) => stages.execute.execute(operation, it)), context),
      ),
    ...(executeDeferring && {
      answerLater: (operation, context) =>
        versions.measure(context, () => underSpan("gateway.execute", context, (it) => executeDeferring(operation, it))),
    }),
  });
  metrics.watchNotices(local);
  metrics.watchReplicas(() => executor.derived.links);
  metrics.watchKept(local);
  countRequests(app, metrics);
  await receiveNotices(app, local);
  const { pages: folder, personas } = parts;
  const { authenticate } = stages;
  if (!open)
    serveSession(app, { settings, clock: machine, log, keys, revoked, redis, crossOrigin, authenticate, personas });
  if (folder && !open) await servePages(app, folder);
  const health = createGatewayHealth({
    ...{ settings, executor, keys, sign, accessLog, open, metrics, log },
    local: local.map(({ name }) => name),
    subgraphs: () => executor.derived.asked,
    nowMs: () => machine().getTime(),
  });
  app.addHook("onClose", async () => {
    health.stop();
    await executor.stop();
    gate.stop();
    revoked.stop();
    redis?.destroy();
  });
  const place = { host: settings.AMA_HOST, port, ...stopTimesOf(settings) };
  const service = await admin.serve(app, place, () => health.report());
  return {
    ...service,
    reload: (sdl, swap) => versions.reload(sdl, swap),
    tryOut: (canary, swap) => versions.tryOut(canary, swap),
    metrics,
  };

  /** @throws SubgraphsLost */
  async function mayReplace(next: string, now: string): Promise<void> {
    const placed = (sdl: string) => askedSubgraphs(sdl).map((one) => ({ name: one.name, url: placeOf(one) }));
    const isHere = new Set(local.map((subgraph) => placeOf(subgraph)));
    const lost = await findLostSubgraphs(
      placed(now),
      placed(next),
      async (url) => isHere.has(url) || probeSubgraph(url),
    );
    if (lost.length > 0) throw new SubgraphsLost(lost);
  }

  /** Where a subgraph takes queries; one in this process is there under its name. */
  function placeOf({ name, url = "" }: { name: string; url?: string }): string {
    if (local.some((subgraph) => subgraph.name === name)) return `in this process: ${name}`;
    return configuration.trafficOf(name).url ?? urlOf(name, url, settings);
  }

  /**
   * Under whose mandate a question is answered. Nobody's where the gateway is open; nor where nobody says who asks, and
   * then it is admitted only for what anybody may ask.
   */
  async function nameAsker(stated: Stated, requestId: string, address: string): Promise<Mandate | undefined> {
    if (open || stated.authorization === undefined) return undefined;
    return stages.mandate(await stages.authenticate(stated, address), stated, requestId);
  }

  /** What is made anew with every supergraph. @throws StartRefused */
  function derive({ supergraphSdl, apiSchema, subgraphs }: GenerationFacts) {
    checkSupergraph(supergraphSdl, { open, engine });
    const asked = askedOverHttp(subgraphs);
    const agencies = linkAgencies(subgraphs, asked);
    const isOurs = subgraphs.length > agencies.length;
    const live = isOurs ? createLiveSubgraph({ links: agencies, clock, log, accessLog, seal, ids }) : undefined;
    const links = (live ? [...agencies, live] : agencies).map((link) => watchFetches(explained(link), metrics));
    return { admit: admission({ supergraphSdl, apiSchema }), links, live, asked, version: versionOf(supergraphSdl) };
  }

  async function createExecutor() {
    const known = production || settings.AMA_PLANNED_AHEAD === "always" ? documents : [];
    const watch = watchPlanning(metrics);
    const limits = { nativePlanner: settings.AMA_PLANNER === "native" };
    if (engine !== "apollo")
      return createEngineExecutor(parts.supergraph, { derive, log, documents: known, open, limits, watch, mayReplace });
    const supergraph = loadSupergraph(parts.supergraph);
    const derived = derive({ ...supergraph, supergraphSdl: supergraph.sdl });
    const apollo = { ...createApolloExecutor(supergraph, { links: derived.links, log }), derived };
    return { ...apollo, at: () => apollo, canary: undefined };
  }

  /** Where the subgraphs are that are not in this process. */
  function askedOverHttp(subgraphs: GenerationFacts["subgraphs"]) {
    return subgraphs
      .filter(({ name, url }) => url !== LIVE.url && !local.some((one) => one.name === name))
      .map(({ name, url }) => ({ name, url: placeOf({ name, url }) }));
  }

  function linkAgencies(
    subgraphs: GenerationFacts["subgraphs"],
    asked: ReturnType<typeof askedOverHttp>,
  ): SubgraphLink[] {
    const here = new Map(local.map((subgraph) => [subgraph.name, subgraph]));
    return subgraphs
      .filter(({ url }) => url !== LIVE.url)
      .map(({ name }) => {
        const subgraph = here.get(name);
        if (subgraph) return createInProcessLink(subgraph, sign);
        return createHttpLink(name, asked.find((one) => one.name === name)!.url, sign, {
          configuration,
          onBreak: ({ message: reason, cause }, goesOn) => {
            metrics.streamBreaks.inc({ subgraph: name });
            log.warn({ subgraph: name, reason, goesOn, err: cause }, "a stream of a subgraph broke");
          },
          onDelay: (delayMs) => gate.hear(name, delayMs),
          onRepeat: () => metrics.repeats.inc({ subgraph: name }),
          onReplica: (origin, isAway) =>
            log.warn(
              { subgraph: name, origin },
              isAway ? "a replica cannot be reached and is left out" : "a replica is back",
            ),
        });
      });
  }
}
