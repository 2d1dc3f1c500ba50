import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { askedSubgraphs, isOurs } from "../../gateway/config.js";
import { readConfiguration } from "../../gateway/configuration/read-configuration.js";
import { closedAccessLog } from "../../platform/access-log/closed-access-log.js";
import { adminPlaceOf } from "../../platform/admin.js";
import { openAccessLog } from "../../platform/access-log/open-access-log.js";
import { openBus } from "../../platform/bus/open-bus.js";
import { adminPort, checkPorts } from "../../platform/check-ports.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { openTelemetry } from "../../platform/tracing/open-telemetry.js";
import { createGatewayMetrics } from "../../gateway/gateway-metrics.js";
import { runUntilStopped } from "../../platform/run-until-stopped.js";
import { environmentWith, readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { warnOfUnknownVariables } from "../../platform/unknown-variables.js";
import { readOperations } from "../../schema/operations.js";
import { preparePages } from "../prepare-pages.js";
import { followSupergraph } from "../../gateway/delivery/follow-supergraph.js";
import { openSupergraph } from "../../gateway/delivery/open-supergraph.js";
import { checkSupergraph, loadSupergraph } from "../../gateway/supergraph.js";
import { PROGRAM_SECRETS } from "../program-secrets.js";
import { command, say } from "../run-command.js";
import { OPERATIONS_FOLDER, SCHEMA_FOLDER } from "../schema-folder.js";

interface Options {
  supergraph?: string;
  port?: string;
  engine?: string;
  open?: boolean;
  config?: string;
}

export const gatewayCommand = new Command("gateway")
  .description("Run the gateway alone, for our own supergraph or any other of federation 2.")
  .option("--supergraph <where>", "file, folder of versions, or address of another supergraph (AMA_SUPERGRAPH; ours)")
  .option("--port <number>", "port to listen on (AMA_PORT; 4000)")
  .option("--engine <name>", "what runs plans: ama, our own, or apollo, that of @apollo/gateway (AMA_ENGINE; ama)")
  .option("--config <file>", "YAML: headers, errors, subscriptions and traffic of each subgraph (none)")
  .option("--open", "answer everybody in nobody's name: no mandate, no authentication; refused in production")
  .addHelpText(
    "after",
    `
Our own four subgraphs are where REFERRALS_URL, PERMISSIONS_URL, CONTINGENTS_URL and LEDGER_URL say; others where the
supergraph says. Our own reads who looked at whom from the PostgreSQL of ACCESS_LOG_URL; in production it does not start without.
Health and metrics are on AMA_ADMIN_HOST and AMA_ADMIN_PORT: loopback, 900 above its own port.
Without --config no header of a client goes to a subgraph and none comes back; the errors of subgraphs are masked, unless it is --open.
A supergraph that changes is served as soon as it builds and loses no subgraph, also on SIGHUP; until then the old one is. What an
address gave last is kept in AMA_SUPERGRAPH_FOLDER, for a start while it is away. \`ama supergraph --help\` says how to choose a
version, roll back and try one out.

Examples:
  $ ACCESS_LOG_URL=postgres://10.0.0.9/access_log ama gateway
  $ REFERRALS_URL=http://10.0.0.5:4001 ama gateway --port 4100
  $ ama gateway --open --supergraph ./supergraph.graphql
  $ AMA_SUPERGRAPH_KEY_FILE=/run/secrets/cdn ama gateway --supergraph https://cdn.graphql-hive.com/artifacts/v1/TARGET/supergraph
  $ ama gateway --open --supergraph ./supergraph.graphql --config ./gateway.yaml`,
  )
  .action(command(runGateway));

async function runGateway({ supergraph: where, port, engine, open = false, config }: Options): Promise<void> {
  const settings = readSettings(
    environmentWith({ AMA_PORT: port, AMA_ENGINE: engine, AMA_SUPERGRAPH: where }),
    PROGRAM_SECRETS.gateway,
  );
  const { AMA_HOST: host, AMA_PORT, NODE_ENV } = settings;
  const faults = await checkPorts([
    { host, port: AMA_PORT, purpose: "the gateway", setting: "--port or AMA_PORT" },
    adminPort(adminPlaceOf(settings, AMA_PORT)),
  ]);
  if (NODE_ENV === "production" && open) faults.push("--open answers everybody, and NODE_ENV is production");
  if (faults.length > 0) throw new StartRefused(faults);

  const log = createLog(settings.LOG_LEVEL, undefined, "gateway");
  warnOfUnknownVariables(environmentWith({}), log);
  const clock = createClock(settings.AMA_NOW);
  const source = await openSupergraph({
    place: settings.AMA_SUPERGRAPH ?? fileURLToPath(new URL("supergraph.graphql", SCHEMA_FOLDER)),
    settings,
    clock: createClock(),
    log,
    check(sdl) {
      loadSupergraph(sdl);
      checkSupergraph(sdl, { open, engine: settings.AMA_ENGINE });
    },
  });
  const release = await source.read();
  const { supergraph } = release;
  const configuration =
    config === undefined
      ? undefined
      : readConfiguration(config, {
          open,
          subgraphs: askedSubgraphs(supergraph).map(({ name }) => name),
          environment: environmentWith({}),
        });
  const { startGateway } = await import("../../gateway/gateway.js");
  const metrics = createGatewayMetrics();
  const telemetry = await openTelemetry({ settings, program: "gateway", registry: metrics.registry, log });
  const isOwn = isOurs(supergraph);
  // The documents ask our own graph; another has its own.
  const documents = isOwn ? readOperations(OPERATIONS_FOLDER) : [];
  // Who looked at whom is read at our own graph alone.
  const ours = isOwn && !open;
  const accessLog = ours
    ? await openAccessLog({ settings, log, writer: "gateway", shared: true, uses: ["write", "read"] })
    : closedAccessLog;
  const bus = ours ? openBus(settings, log) : undefined;
  // The pages tell of our own graph.
  const pages = ours ? { pages: await preparePages(say) } : {};
  const gateway = await startGateway({
    settings,
    clock,
    log,
    supergraph,
    documents,
    open,
    accessLog,
    metrics,
    tracing: telemetry.tracing,
    ...(configuration && { configuration }),
    ...(bus && { bus }),
    ...pages,
  });
  say(`The gateway answers at ${gateway.address}/graphql`);
  say(`Health and metrics are at ${gateway.adminAddress}`);
  say(open ? "It is open: it asks in nobody's name." : `Tokens are those of ${settings.AMA_ISSUER_URL}.`);
  const endFollowing = followSupergraph(gateway, source, release, log);
  await runUntilStopped(gateway, log);
  endFollowing();
  await bus?.stop();
  await accessLog.stop();
  await telemetry.stop();
}
