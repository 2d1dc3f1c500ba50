import { Command } from "commander";
import { askedSubgraphs, readSupergraph } from "../../gateway/config.js";
import { environmentWith, readSettings } from "../../platform/settings.js";
import type { Finding } from "../finding.js";
import { command, say } from "../run-command.js";
import { SCHEMA_FOLDER } from "../schema-folder.js";

interface Options {
  supergraph?: string;
  config?: string;
  open?: boolean;
}

export const doctorCommand = new Command("doctor")
  .description("Look at the configuration and at everything the graph stands on: what is wrong, and what to do.")
  .option("--config <file>", "the configuration file of `ama gateway`: its faults, and what it says of each subgraph")
  .option("--supergraph <file>", "SDL of another supergraph: its subgraphs, instead of ours and their agencies")
  .option("--open", "as `ama gateway --open`, which needs no issuer")
  .addHelpText(
    "after",
    `
One line each for the configuration, the issuer, each subgraph, the four agencies, the drop folder, Redis and the access log. Fails when
something needed is wrong. No secret is printed, nor the value of any header.

Examples:
  $ ama doctor
  $ DATABASE_URL=postgres://ledger@10.0.0.9/ledger ama doctor
  $ ama doctor --open --supergraph ./supergraph.graphql --config ./gateway.yaml`,
  )
  .action(command(doctor));

async function doctor({ supergraph: file, config, open = false }: Options): Promise<void> {
  const settings = readSettings();
  const [{ examineFile }, { examineIssuer }, { examineSubgraphs }, { examine: examineOurs }] = await Promise.all([
    import("../examine-file.js"),
    import("../examine-issuer.js"),
    import("../examine-subgraphs.js"),
    import("../examine.js"),
  ]);
  const subgraphs = askedSubgraphs(readSupergraph(file ?? new URL("supergraph.graphql", SCHEMA_FOLDER)));
  const environment = environmentWith({});
  const { configuration, findings } = examineFile(config, { open, subgraphs, environment, settings });
  const all: Finding[] = [
    { well: true, subject: "configuration", words: `every variable is well-formed (NODE_ENV is ${settings.NODE_ENV})` },
    ...findings,
    ...(open ? [] : [await examineIssuer(settings)]),
    ...(await examineSubgraphs(subgraphs, configuration, settings)),
    ...(file || open ? [] : await examineOurs(settings)),
  ];
  const width = Math.max(15, ...all.map(({ subject }) => subject.length));
  for (const { well, subject, words } of all) say(`${well ? "well " : "WRONG"}  ${subject.padEnd(width)} ${words}`);
  if (all.some(({ well }) => !well)) process.exitCode = 1;
}
