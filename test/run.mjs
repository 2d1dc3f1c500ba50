// The test command: every level, then one line with the sums.
//   node test/run.mjs            all levels
//   node test/run.mjs unit       some of them
// Missing programs that some suites need are installed by apt where that is possible; AMA_NO_INSTALL=1 leaves it.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { installPrograms } from "./support/install-programs.mjs";

const ROOT = `${resolve("test").replaceAll(/[^\w/]/g, "\\$&")}/`;
/** `unit` is whatever has no folder of another level's name above it; `bench` is no test. */
const NAMES = ["architecture", "unit", "contract", "journeys", "failure", "security", "browser", "clients"];
const OTHERS = [...NAMES.filter((level) => level !== "unit"), "bench"];
/** Which files are of which level: a pattern on their paths. */
const LEVELS = Object.fromEntries(
  NAMES.map((level) => [level, level === "unit" ? `${ROOT}(?!(${OTHERS.join("|")})/)` : `${ROOT}${level}/`]),
);
/** The whole run never takes this long: one that does has a test in it that never ends. */
const LIMIT_MS = 45 * 60_000;

const asked = process.argv.slice(2);
const unknown = asked.filter((level) => !(level in LEVELS));
if (unknown.length > 0) {
  console.error(`No level ${unknown.join(", ")}: one of ${NAMES.join(", ")}.`);
  process.exit(2);
}
const levels = asked.length > 0 ? asked : NAMES;

for (const line of installPrograms(levels)) console.log(line);
mkdirSync(".data", { recursive: true });
const report = `.data/jest-${process.pid}.json`;
await runJest(["--passWithNoTests", "--json", `--outputFile=${report}`, ...levels.map((level) => LEVELS[level])]);
const { passed, failed, skipped } = readSums();
rmSync(report, { force: true });
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs jest in a group of its own, so that all of it ends: when it takes too long, and when we are told to stop. */
async function runJest(words) {
  const jest = spawn(process.execPath, ["node_modules/jest/bin/jest.js", ...words], {
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
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

function readSums() {
  let result;
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    // jest itself fell over: nothing was proved.
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
