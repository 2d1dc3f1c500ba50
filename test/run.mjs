// The test command: every level in order, then one line with the sums.
//   node test/run.mjs            all levels
//   node test/run.mjs unit       some of them
// Missing programs that some suites need are installed by apt where that is possible; AMA_NO_INSTALL=1 leaves it.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { installPrograms } from "./support/install-programs.mjs";

const ROOT = `${resolve("test").replaceAll(/[^\w/]/g, "\\$&")}/`;
/** The levels in order. `unit` is whatever has no folder of another level's name above it; `bench` is no test. */
const ORDER = ["architecture", "unit", "contract", "journeys", "failure", "security", "browser"];
const OTHERS = [...ORDER.filter((level) => level !== "unit"), "bench"];
/** Which files are of which level: a pattern on their paths. */
const LEVELS = Object.fromEntries(
  ORDER.map((level) => [level, level === "unit" ? `${ROOT}(?!(${OTHERS.join("|")})/)` : `${ROOT}${level}/`]),
);
/** No level takes this long: one that does has a test in it that never ends. */
const LIMIT_MS = 15 * 60_000;

const asked = process.argv.slice(2);
const unknown = asked.filter((level) => !(level in LEVELS));
if (unknown.length > 0) {
  console.error(`No level ${unknown.join(", ")}: one of ${Object.keys(LEVELS).join(", ")}.`);
  process.exit(2);
}
const levels = asked.length > 0 ? asked : ORDER.filter((level) => level === "unit" || existsSync(`test/${level}`));

for (const line of installPrograms(levels)) console.log(line);
mkdirSync(".data", { recursive: true });
const sums = { passed: 0, failed: 0, skipped: 0 };
for (const level of levels) {
  console.log(`\n── ${level}`);
  const report = `.data/jest-${level}-${process.pid}.json`;
  await runJest(["--passWithNoTests", "--json", `--outputFile=${report}`, LEVELS[level]]);
  count(report);
  rmSync(report, { force: true });
}
console.log(`\n${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exitCode = sums.failed > 0 ? 1 : 0;

/** Runs jest in a group of its own, so that all of it ends: when it takes too long, and when we are told to stop. */
async function runJest(words) {
  const jest = spawn(process.execPath, ["node_modules/jest/bin/jest.js", ...words], {
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "--experimental-vm-modules --no-warnings" },
  });
  const end = () => process.kill(-jest.pid, "SIGKILL");
  const stop = (signal) => {
    end();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  const limit = setTimeout(() => {
    console.log(`stopped: ${LIMIT_MS / 60_000} minutes have passed and a test has not ended`);
    end();
  }, LIMIT_MS);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  await new Promise((resolve) => jest.once("close", resolve));
  clearTimeout(limit);
  for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
}

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
