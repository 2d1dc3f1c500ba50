import { Argument, Command } from "commander";
import { AGENCIES, type SubgraphName } from "../../schema/agencies.js";
import { adminPlaceOf } from "../../platform/admin.js";
import { openAccessLog } from "../../platform/access-log/open-access-log.js";
import { openBus } from "../../platform/bus/open-bus.js";
import { adminPort, checkPorts } from "../../platform/check-ports.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { createMetrics } from "../../platform/metrics.js";
import { openTelemetry } from "../../platform/tracing/open-telemetry.js";
import { runUntilStopped } from "../../platform/run-until-stopped.js";
import { environmentWith, readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { warnOfUnknownVariables } from "../../platform/unknown-variables.js";
import { checkKeptFields } from "../check-kept-fields.js";
import { oneOf } from "../one-of.js";
import { PROGRAM_SECRETS } from "../program-secrets.js";
import { command, say } from "../run-command.js";
import { loadSubgraph, SUBGRAPH_PORTS } from "../subgraphs.js";

const NAMES = AGENCIES.map(({ subgraph }) => subgraph);

export const subgraphCommand = new Command("subgraph")
  .description("Run one subgraph by itself, over HTTP.")
  .addArgument(new Argument("<name>", NAMES.join(", ")).argParser(oneOf(NAMES)))
  .option(
    "--open",
    "answer unsigned questions too, as those of another gateway, and tell whoever asks all; not in production",
  )
  .addHelpText(
    "after",
    `
It listens where REFERRALS_PORT, PERMISSIONS_PORT, CONTINGENTS_PORT or LEDGER_PORT says (4001–4004), and answers
\`POST /graphql\` to those who bring a mandate. It writes who looked at whom to the PostgreSQL of ACCESS_LOG_URL; in
production it does not start without. Health and metrics are on AMA_ADMIN_HOST and AMA_ADMIN_PORT: loopback, 900 above.

Examples:
  $ ama subgraph referrals
  $ ama subgraph ledger --open
  $ VDAB_URL=http://10.0.0.7:4101 ACCESS_LOG_URL=postgres://10.0.0.9/access_log ama subgraph referrals`,
  )
  .action(command(run));

async function run(name: SubgraphName, { open = false }: { open?: boolean }): Promise<void> {
  const settings = readSettings(undefined, PROGRAM_SECRETS[name]);
  checkKeptFields(settings);
  const setting = SUBGRAPH_PORTS[name];
  const place = { host: settings.AMA_HOST, port: settings[setting] };
  const faults = await checkPorts([
    { ...place, purpose: `the subgraph ${name}`, setting },
    adminPort(adminPlaceOf(settings, place.port)),
  ]);
  if (open && settings.NODE_ENV === "production") faults.push("--open answers everybody, and NODE_ENV is production");
  if (faults.length > 0) throw new StartRefused(faults);
  const log = createLog(settings.LOG_LEVEL, undefined, name);
  warnOfUnknownVariables(environmentWith({}), log);
  const metrics = createMetrics();
  const telemetry = await openTelemetry({ settings, program: name, registry: metrics.registry, log });
  const clock = createClock(settings.AMA_NOW);
  const { runSubgraph } = await import("../../subgraphs/kernel/run-subgraph.js");
  const { openMandate } = await import("../../subgraphs/kernel/open-mandate.js");
  const { serveSubgraph } = await import("../../subgraphs/kernel/serve-subgraph.js");
  const accessLog = await openAccessLog({ settings, log, writer: name, shared: true, uses: ["write"] });
  const bus = openBus(settings, log);
  if (!settings.REDIS_URL)
    log.warn({ subgraph: name }, "REDIS_URL is not set: no other program hears of the changes that this one reads");
  const { tracing } = telemetry;
  const parts = { settings, clock, log, accessLog, bus, metrics, tracing };
  const starting = runSubgraph(await loadSubgraph[name](), parts);
  const served = { settings, log, metrics };
  const service = await serveSubgraph(starting, served, place, open ? openMandate : undefined);
  say(`The subgraph ${name} answers at ${service.address}/graphql`);
  say(`Health and metrics are at ${service.adminAddress}`);
  await runUntilStopped(service, log);
  await bus.stop();
  await accessLog.stop();
  await telemetry.stop();
}
