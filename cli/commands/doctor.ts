import { Command, Option } from "commander";
import { AGENCIES, type SubgraphName } from "../../schema/agencies.js";
import { askedSubgraphs, readSupergraph } from "../../gateway/config.js";
import { createClock } from "../../platform/clock.js";
import { environmentWith, readSettings, SettingsInvalid, type Settings } from "../../platform/settings.js";
import { exitCodeOf, wrong, type Finding } from "../finding.js";
import { PROGRAM_SECRETS } from "../program-secrets.js";
import { command, say } from "../run-command.js";
import { SCHEMA_FOLDER } from "../schema-folder.js";

interface Options {
  supergraph?: string;
  config?: string;
  open?: boolean;
  program?: keyof typeof PROGRAM_SECRETS;
  json?: boolean;
}

const SUBGRAPHS = AGENCIES.map(({ subgraph }) => subgraph);

export const doctorCommand = new Command("doctor")
  .description("Look at the configuration and at everything the graph stands on: what is wrong, and what to do.")
  .addOption(
    new Option("--program <name>", "what this program alone needs, under its own environment (all programs)").choices(
      Object.keys(PROGRAM_SECRETS),
    ),
  )
  .option("--config <file>", "the configuration file of `ama gateway`: its faults, and what it says of each subgraph")
  .option("--supergraph <file>", "SDL of another supergraph: its subgraphs, instead of ours and their agencies")
  .option("--open", "as `ama gateway --open`, which needs no issuer")
  .option("--json", "findings as JSON: level, code, subject and words of each")
  .addHelpText(
    "after",
    `
One line each for the configuration, the issuer, each subgraph, the four agencies, the drop folder, Redis, the access log, disks and
certificates. No secret is printed, nor the value of any header.

Ends with 0 where all is well, with 1 where something needed is wrong, with 2 where there are warnings alone.

Examples:
  $ ama doctor
  $ ama doctor --program gateway --json
  $ DATABASE_URL=postgres://ledger@10.0.0.9/ledger ama doctor
  $ ama doctor --open --supergraph ./supergraph.graphql --config ./gateway.yaml`,
  )
  .action(command(doctor));

async function doctor(options: Options): Promise<void> {
  const findings = await findAll(options);
  if (options.json) say(JSON.stringify({ findings }, undefined, 2));
  else tell(findings);
  process.exitCode = exitCodeOf(findings);
}

async function findAll({ supergraph, config, open = false, program, json }: Options): Promise<Finding[]> {
  const uses = program ? PROGRAM_SECRETS[program] : undefined;
  const environment = environmentWith({});
  try {
    const settings = readSettings(environment, uses);
    return await examineAll(settings, { supergraph, config, open, program });
  } catch (error) {
    if (!json || !(error instanceof SettingsInvalid)) throw error;
    return error.faults.map((fault) => wrong("configuration", "VARIABLE_MALFORMED", fault));
  }
}

async function examineAll(
  settings: Settings,
  { supergraph: file, config, open, program }: Pick<Options, "supergraph" | "config" | "program"> & { open: boolean },
): Promise<Finding[]> {
  const [ours, files, issuers, greetings, redis, disks, certificates, variables] = await Promise.all([
    import("../examine.js"),
    import("../examine-file.js"),
    import("../examine-issuer.js"),
    import("../examine-subgraphs.js"),
    import("../examine-redis.js"),
    import("../examine-disk.js"),
    import("../examine-certificates.js"),
    import("../examine-settings.js"),
  ]);
  const environment = environmentWith({});
  const uses = program ? PROGRAM_SECRETS[program] : Object.values(PROGRAM_SECRETS).flat();
  const isOurs = !file && !open;
  const isGateway = program === undefined || program === "gateway";
  const subgraphs = isGateway
    ? askedSubgraphs(readSupergraph(file ?? new URL("supergraph.graphql", SCHEMA_FOLDER)))
    : [];
  const { configuration, findings } = files.examineFile(config, { open, subgraphs, environment, settings });
  const fronted: readonly SubgraphName[] = program === undefined ? SUBGRAPHS : SUBGRAPHS.filter((it) => it === program);
  const addresses = greetings.placesOf(subgraphs, configuration, settings);
  return [
    ...variables.examineSettings(settings, environment, { open: !isOurs }),
    ...findings,
    ...variables.examineTimeouts(subgraphs, configuration, settings),
    // One after the other: each has its own time to answer, whatever the others take.
    ...(isGateway && !open ? await issuers.examineIssuer(settings) : []),
    ...(await greetings.examineSubgraphs(subgraphs, { configuration, settings, uses, open })),
    ...(isOurs ? await ours.examine(settings, fronted) : await redis.examineRedis(settings)),
    ...(await disks.examineDisks(settings)),
    ...(await certificates.examineCertificates(settings, environment, addresses, createClock()())),
  ];
}

function tell(findings: readonly Finding[]): void {
  const width = Math.max(15, ...findings.map(({ subject }) => subject.length));
  for (const { level, subject, words } of findings) say(`${WORDS[level]}  ${subject.padEnd(width)} ${words}`);
}

const WORDS: Readonly<Record<Finding["level"], string>> = { well: "well ", warning: "WARN ", wrong: "WRONG" };
