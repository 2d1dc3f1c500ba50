// The test command: every level in order, then one line with the sums.
//   node test/run.mjs            all levels
//   node test/run.mjs unit       some of them
// Missing programs that some suites need are installed by apt where that is possible; AMA_NO_INSTALL=1 leaves it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { installPrograms } from "./support/install-programs.mjs";

const ROOT = `${resolve("test").replaceAll(/[^\w/]/g, "\\$&")}/`;
/** Which files are of which level: a pattern on their paths. */
const LEVELS = {
  architecture: `${ROOT}architecture/`,
  unit: `${ROOT}(?!architecture/|contract/|journeys/)`,
  contract: `${ROOT}contract/`,
  journeys: `${ROOT}journeys/`,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((level) => !(level in LEVELS));
if (unknown.length > 0) {
  console.error(`No level ${unknown.join(", ")}: one of ${Object.keys(LEVELS).join(", ")}.`);
  process.exit(2);
}
const levels = asked.length > 0 ? asked : Object.keys(LEVELS);

if (levels.includes("contract")) for (const line of installPrograms()) console.log(line);
mkdirSync(".data", { recursive: true });
const sums = { passed: 0, failed: 0, skipped: 0 };
for (const level of levels) {
  console.log(`\n── ${level}`);
  const report = `.data/jest-${level}.json`;
  rmSync(report, { force: true });
  spawnSync(
    process.execPath,
    ["node_modules/jest/bin/jest.js", "--passWithNoTests", "--json", `--outputFile=${report}`, LEVELS[level]],
    {
      stdio: ["inherit", "ignore", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "--experimental-vm-modules --no-warnings" },
    },
  );
  count(report);
}
console.log(`\n${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exitCode = sums.failed > 0 ? 1 : 0;

function count(report) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    // jest itself fell over: nothing of this level was proved.
    sums.failed += 1;
    return;
  }
  sums.passed += result.numPassedTests;
  sums.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sums.skipped += result.numPendingTests + result.numTodoTests;
}
