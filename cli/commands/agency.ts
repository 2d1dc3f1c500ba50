import { Argument, Command } from "commander";
import { AGENCIES, type SystemName } from "../../schema/agencies.js";
import { checkPorts } from "../../platform/check-ports.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { runUntilStopped } from "../../platform/run-until-stopped.js";
import { readSettings, type Settings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { oneOf } from "../one-of.js";
import { command, say } from "../run-command.js";
import { STAND_IN_PORTS, startStandIn } from "../stand-ins.js";

const ISSUER = "acmidm";
const NAMES = [...AGENCIES.map(({ system }) => system), ISSUER];

export const agencyCommand = new Command("agency")
  .description("Run the stand-in of one existing system, or of the issuer, on its own wire protocol.")
  .addArgument(new Argument("<name>", NAMES.join(", ")).argParser(oneOf(NAMES)))
  .addHelpText(
    "after",
    `
It listens where VDAB_PORT, MAGDA_PORT, LOKET_PORT or DWSE_PORT says (4101–4104). AMA_SEED, AMA_PARTICIPANTS and AMA_NOW
decide whom it knows: the four know the same people only when all three are the same. Every AMA_LIFE_MS milliseconds (1000;
0 for never) something happens there, unless time stands still by AMA_NOW; VDAB and the counter post that something changed
to VDAB_NOTICES_URL and LOKET_NOTICES_URL. \`acmidm\` is the development issuer,
where ACMIDM_PORT says (4105): its tokens name AMA_ISSUER_URL, which has to be how those reach it who log in.

Examples:
  $ ama agency magda
  $ ama agency acmidm
  $ AMA_PARTICIPANTS=100000 ama agency vdab`,
  )
  .action(command(run));

async function run(name: SystemName | typeof ISSUER): Promise<void> {
  const settings = readSettings();
  if (name === ISSUER) return runIssuer(settings);
  const setting = STAND_IN_PORTS[name];
  const place = { host: settings.AMA_HOST, port: settings[setting] };
  const faults = await checkPorts([{ ...place, purpose: `the stand-in of ${name}`, setting }]);
  if (settings.NODE_ENV === "production") faults.push("NODE_ENV is production, and a stand-in invents its people");
  if (faults.length > 0) throw new StartRefused(faults);
  const { AMA_SEED: seed, AMA_PARTICIPANTS: participants } = settings;
  const { createWorld } = await import("../../agencies/population/create-world.js");
  const { createLife } = await import("../../agencies/life/create-life.js");
  const clock = createClock(settings.AMA_NOW);
  const world = createWorld({ seed, participants, now: clock().toISOString() });
  const standIn = await startStandIn[name](world, { ...place, settings, now: createClock() });
  const life = createLife({ world, standIns: [standIn], now: clock });
  const lifeMs = settings.AMA_NOW ? 0 : settings.AMA_LIFE_MS;
  if (lifeMs > 0) life.go(lifeMs);
  say(`The stand-in of ${name} listens at ${standIn.address}`);
  const stop = async () => {
    await life.stop();
    await standIn.stop();
  };
  await runUntilStopped({ stop }, createLog(settings.LOG_LEVEL, undefined, name));
}

async function runIssuer(settings: Settings): Promise<void> {
  const { AMA_HOST: host, ACMIDM_PORT: port, AMA_ISSUER_URL: name, NODE_ENV } = settings;
  const faults = await checkPorts([{ host, port, purpose: "the development issuer", setting: "ACMIDM_PORT" }]);
  if (NODE_ENV === "production") faults.push("NODE_ENV is production, and the development issuer logs anybody in");
  const { ACMIDM_CERTIFICATE: cert, ACMIDM_CERTIFICATE_KEY: key } = settings;
  if ((cert === undefined) !== (key === undefined))
    faults.push("ACMIDM_CERTIFICATE and ACMIDM_CERTIFICATE_KEY belong together: give both, or neither");
  if (faults.length > 0) throw new StartRefused(faults);
  const { createAcmIdm } = await import("../../agencies/acmidm/create-acmidm.js");
  const issuer = await createAcmIdm({
    environment: NODE_ENV,
    host,
    port,
    audience: settings.AMA_AUDIENCE,
    issuer: name,
    ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
  });
  say(`The development issuer listens on port ${port}; its tokens say ${issuer.address}`);
  await runUntilStopped(issuer, createLog(settings.LOG_LEVEL, undefined, "acmidm"));
}
