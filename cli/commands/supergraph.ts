import { readFile, stat } from "node:fs/promises";
import { Command } from "commander";
import { keptFolderOf } from "../../gateway/delivery/open-supergraph.js";
import {
  ChoiceRefused,
  NEWEST,
  rollBack,
  servingOf,
  tryOut,
  use,
  type ReleaseChoice,
} from "../../gateway/delivery/release-choice.js";
import {
  addVersion,
  readChoice,
  readVersion,
  readVersions,
  writeChoice,
} from "../../gateway/delivery/supergraph-folder.js";
import { versionOf } from "../../gateway/delivery/version-of.js";
import { loadSupergraph } from "../../gateway/supergraph.js";
import { createClock } from "../../platform/clock.js";
import { readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { command, say } from "../run-command.js";

interface InFolder {
  folder?: string;
}

const WHERE = `
The folder is that of --folder; else the one that AMA_SUPERGRAPH names; else the one in which a gateway keeps what it fetched from an
address: AMA_SUPERGRAPH_FOLDER, or supergraphs under AMA_DATA_DIR. Gateways that read it follow within AMA_SUPERGRAPH_POLL_MS.`;

export const supergraphCommand = new Command("supergraph")
  .description("Versions of a supergraph in a folder: which one serves, roll back, try one out.")
  .addHelpText(
    "after",
    `${WHERE}

Examples:
  $ ama supergraph add supergraph.graphql
  $ ama supergraph canary 20261130T175500123Z-1a2b3c4d5e6f --percent 5
  $ ama supergraph use 20261130T175500123Z-1a2b3c4d5e6f
  $ ama supergraph back`,
  )
  .addCommand(
    inFolder(new Command("list"))
      .description("List the versions, oldest first, and say which one serves and which is tried out.")
      .action(command(list)),
  )
  .addCommand(
    inFolder(new Command("add"))
      .argument("<file>", "SDL of a supergraph")
      .description("Add a version. It serves at once where no other was chosen.")
      .action(command(add)),
  )
  .addCommand(
    inFolder(new Command("use"))
      .argument("<version>", "as `ama supergraph list` names it")
      .option("--force", "also where a subgraph is lost by it")
      .description("Serve a version from now on, whatever is added; end what is tried out.")
      .action(command(chooseVersion)),
  )
  .addCommand(
    inFolder(new Command("back"))
      .option("--force", "also where a subgraph is lost by it")
      .description("Roll back: serve the version that served before, and end what is tried out.")
      .action(command(goBack)),
  )
  .addCommand(
    inFolder(new Command("newest"))
      .description("Serve the newest version, and each that is added from now on; end what is tried out.")
      .action(command(followNewest)),
  )
  .addCommand(
    inFolder(new Command("canary"))
      .argument("[version]", "as `ama supergraph list` names it; none ends what is tried out")
      .option("--percent <share>", "share of the requests", "5")
      .option(
        "--by <what>",
        "caller: whoever asks is always answered by the same one; request: each is drawn",
        "caller",
      )
      .description("Answer a share of the requests by another version.")
      .addHelpText(
        "after",
        `
Judge it by ama_supergraph_answer_seconds, by version and outcome. Then \`ama supergraph use VERSION\` has it serve all, and
\`ama supergraph canary\` ends it.`,
      )
      .action(command(canary)),
  );

function inFolder(one: Command): Command {
  return one.option("--folder <folder>", "folder of the versions");
}

async function folderOf({ folder }: InFolder): Promise<string> {
  if (folder !== undefined) return folder;
  const settings = readSettings(undefined, []);
  const { AMA_SUPERGRAPH: place } = settings;
  const found = place === undefined ? undefined : await stat(place).catch(() => undefined);
  if (place !== undefined && found?.isDirectory()) return place;
  if (place === undefined || /^https?:/.test(place)) return keptFolderOf(settings);
  throw new StartRefused([`AMA_SUPERGRAPH names ${place}, which is no folder: name one with --folder`]);
}

async function list(options: InFolder): Promise<void> {
  const folder = await folderOf(options);
  const [versions, choice] = [await readVersions(folder), await readChoice(folder)];
  const serving = servingOf(choice, versions);
  for (const version of versions) {
    const marks = [
      ...(version === serving ? [choice.serve === undefined ? "serves, as the newest" : "serves"] : []),
      ...(version === choice.canary?.version ? [`tried out on ${choice.canary.percent} % by ${choice.canary.by}`] : []),
      ...(version === choice.before ? ["served before"] : []),
    ];
    say(`${version}  ${versionOf(await readVersion(folder, version))}  ${marks.join(", ")}`.trimEnd());
  }
}

async function add(file: string, options: InFolder): Promise<void> {
  const folder = await folderOf(options);
  const supergraph = await readFile(file, "utf8").catch(() => {
    throw new StartRefused([`${file} cannot be read: name the file of a supergraph`]);
  });
  loadSupergraph(supergraph);
  const version = await addVersion(folder, createClock()(), supergraph);
  say(`${version} is in ${folder}.`);
  await tellServing(folder);
}

async function chooseVersion(version: string, { force = false, ...options }: InFolder & { force?: boolean }) {
  await choose(options, (choice, versions) => use(choice, versions, version, force));
}

async function goBack({ force = false, ...options }: InFolder & { force?: boolean }): Promise<void> {
  await choose(options, (choice, versions) => rollBack(choice, versions, force));
}

async function followNewest(options: InFolder): Promise<void> {
  await choose(options, () => NEWEST);
}

async function canary(version: string | undefined, options: InFolder & { percent: string; by: string }): Promise<void> {
  const percent = Number(options.percent);
  const { by } = options;
  if (!(percent >= 0 && percent <= 100) || options.percent.trim() === "")
    throw new ChoiceRefused("--percent: write a number from 0 to 100");
  if (by !== "caller" && by !== "request") throw new ChoiceRefused("--by: write caller or request");
  await choose(options, (choice, versions) => {
    if (version !== undefined) return tryOut(choice, versions, { version, percent, by });
    const { canary: _ended, ...rest } = choice;
    return rest;
  });
}

async function choose(
  options: InFolder,
  change: (choice: ReleaseChoice, versions: readonly string[]) => ReleaseChoice,
): Promise<void> {
  const folder = await folderOf(options);
  const versions = await readVersions(folder);
  const before = await readChoice(folder);
  const chosen = change(before, versions);
  const known = [before.serve ?? versions.at(-1), before.canary?.version];
  for (const version of [servingOf(chosen, versions), chosen.canary?.version])
    if (version !== undefined && !known.includes(version)) await checkVersion(folder, version);
  await writeChoice(folder, chosen);
  await tellServing(folder);
}

/** No gateway would serve one that cannot be read, and whoever chose it would not hear so. */
async function checkVersion(folder: string, version: string): Promise<void> {
  try {
    loadSupergraph(await readVersion(folder, version));
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    throw new ChoiceRefused(`version ${version} is not chosen: ${error.faults.join("; ")}`);
  }
}

async function tellServing(folder: string): Promise<void> {
  const choice = await readChoice(folder);
  say(`${servingOf(choice, await readVersions(folder))} serves.`);
  const { canary: tried } = choice;
  if (tried) say(`${tried.version} is tried out on ${tried.percent} % of the requests, by ${tried.by}.`);
}
