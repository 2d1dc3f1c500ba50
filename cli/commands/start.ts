import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { AGENCIES } from "../../schema/agencies.js";
import { adminPlaceOf } from "../../platform/admin.js";
import { adminPort, checkPorts } from "../../platform/check-ports.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { runUntilStopped } from "../../platform/run-until-stopped.js";
import { environmentWith, readSettings, type Settings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { warnOfUnknownVariables } from "../../platform/unknown-variables.js";
import { followSupergraph } from "../../gateway/delivery/follow-supergraph.js";
import { openSupergraph } from "../../gateway/delivery/open-supergraph.js";
import { checkKeptFields } from "../check-kept-fields.js";
import type { House } from "../open-house.js";
import { preparePages } from "../prepare-pages.js";
import { command, say } from "../run-command.js";
import { SCHEMA_FOLDER } from "../schema-folder.js";
import { STAND_IN_PORTS } from "../stand-ins.js";

interface Options {
  participants?: string;
  seed?: string;
  now?: string;
  port?: string;
  still?: boolean;
}

export const startCommand = new Command("start")
  .description("Run everything in one process: the stand-ins of the four existing systems, the subgraphs, the gateway.")
  .option("--participants <number>", "how many participants to invent (AMA_PARTICIPANTS; 2000)")
  .option("--seed <number>", "another seed invents others (AMA_SEED; 1)")
  .option("--now <moment>", "let time stand still at this moment, ISO 8601 (AMA_NOW); nothing happens then")
  .option("--still", "nothing happens at the agencies; else something does every AMA_LIFE_MS milliseconds (1000)")
  .option("--port <number>", "port of the gateway (AMA_PORT; 4000)")
  .addHelpText(
    "after",
    `
Examples:
  $ ama start
  $ ama start --participants 100000
  $ ama start --still
  $ ama start --now 2026-11-21T09:00:00Z --port 5000`,
  )
  .action(command(start));

async function start({ participants, seed, now, port, still }: Options): Promise<void> {
  const began = performance.now();
  const given = readSettings(
    environmentWith({ AMA_PARTICIPANTS: participants, AMA_SEED: seed, AMA_NOW: now, AMA_PORT: port }),
  );
  // Here nobody chose a key: what the invented agencies say is kept under one that ends with the process.
  const settings = { ...given, AMA_KEPT_KEY: given.AMA_KEPT_KEY ?? randomBytes(64) };
  checkKeptFields(settings);
  await refuseToStart(settings);
  const log = createLog(settings.LOG_LEVEL, undefined, "start");
  warnOfUnknownVariables(environmentWith({}), log);
  const clock = createClock(settings.AMA_NOW);
  const onProgress = (doing: string) => say(`… ${doing}`);
  const [{ openHouse }, { sampleCommand }, pages] = await Promise.all([
    import("../open-house.js"),
    import("../sample-query.js"),
    preparePages(onProgress),
  ]);
  const source = await openSupergraph({
    place: fileURLToPath(new URL("supergraph.graphql", SCHEMA_FOLDER)),
    settings,
    clock,
    log,
    check: () => undefined,
  });
  const release = await source.read();
  const house = await openHouse({
    settings,
    clock,
    log,
    supergraph: release.supergraph,
    pages,
    onProgress,
    lifeMs: still || settings.AMA_NOW ? 0 : settings.AMA_LIFE_MS,
  });
  welcome(
    house,
    sampleCommand(settings, clock(), { gateway: house.gateway.address, issuer: house.issuer.address }),
    performance.now() - began,
  );
  const endFollowing = followSupergraph(house.gateway, source, release, log);
  await runUntilStopped(house, log);
  endFollowing();
}

/** @throws StartRefused with everything that stands in the way */
async function refuseToStart(settings: Settings): Promise<void> {
  const host = settings.AMA_HOST;
  const faults = await checkPorts([
    { host, port: settings.AMA_PORT, purpose: "the gateway", setting: "--port or AMA_PORT" },
    adminPort(adminPlaceOf(settings, settings.AMA_PORT)),
    ...AGENCIES.map(({ system }) => {
      const setting = STAND_IN_PORTS[system];
      return { host, port: settings[setting], purpose: `the stand-in of ${system}`, setting };
    }),
    { host, port: settings.ACMIDM_PORT, purpose: "the development issuer", setting: "ACMIDM_PORT" },
  ]);
  if (settings.NODE_ENV === "production")
    faults.push("NODE_ENV is production: `ama start` invents its agencies, and its issuer logs anybody in as anybody");
  if (faults.length > 0) throw new StartRefused(faults);
}

function welcome({ standIns, issuer, gateway }: House, sample: string, tookMs: number): void {
  say(`
Ready after ${(tookMs / 1000).toFixed(1)} s.

  pages      ${gateway.address}/
  graph      ${gateway.address}/graphql
  metrics    ${gateway.adminAddress}/metrics
${standIns.map(({ system, address }) => `  ${system.padEnd(10)} ${address}`).join("\n")}
  issuer     ${issuer.address}

Who asks says who it is and what for: \`npx ama token PERSONA\` prints a token (\`npx ama token --help\` lists the personas),
and the header \`ama-purpose\` says the purpose.

One participant and one partnership across all four agencies, asked by the lead of the partnership:

  ${sample}

Stop with Ctrl-C.`);
}
