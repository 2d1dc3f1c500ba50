import { register } from "node:module";
import { pathToFileURL } from "node:url";
import { jestExpect } from "@jest/expect";
import { createEmptyTestResult } from "@jest/test-result";
import { getState, resetState, run as runCircus } from "jest-circus";
import { formatExecError, formatResultsErrors } from "jest-message-util";
import { register as registerTypeScript } from "tsx/esm/api";

registerTypeScript();
register(new URL("globals-hook.mjs", import.meta.url));

const onUnhandled = (error) => getState().unhandledErrors.push(error);
process.on("uncaughtException", onUnhandled);
process.on("unhandledRejection", onUnhandled);

let isSetUp;

/** Runs one file and answers in Jest's own form. */
export async function run(testPath, config, globalConfig) {
  isSetUp ??= (async () => {
    for (const file of config.setupFiles) await import(pathToFileURL(file).href);
  })();
  await isSetUp;
  const environment = { ...process.env };
  resetState();
  const state = getState();
  state.testTimeout = globalConfig.testTimeout ?? config.testTimeout ?? 5_000;
  if (globalConfig.testNamePattern) state.testNamePattern = new RegExp(globalConfig.testNamePattern, "i");
  jestExpect.setState({ testPath, expand: globalConfig.expand, suppressedErrors: [] });

  const start = Date.now();
  await import(pathToFileURL(testPath).href);
  const loaded = Date.now();
  const { testResults, unhandledErrors, unhandledErrorsDetailed } = await runCircus();
  const end = Date.now();
  restore(environment);

  const results = testResults.map(toAssertionResult);
  const count = (status) => results.filter((result) => result.status === status).length;
  const result = {
    ...createEmptyTestResult(),
    numFailingTests: count("failed"),
    numPassingTests: count("passed"),
    numPendingTests: count("pending"),
    numTodoTests: count("todo"),
    perfStats: {
      start,
      end,
      runtime: end - start,
      loadTestEnvironmentStart: start,
      loadTestEnvironmentEnd: loaded,
      setupFilesStart: start,
      setupFilesEnd: start,
      slow: false,
    },
    testFilePath: testPath,
    testResults: results,
    failureMessage: formatResultsErrors(results, config, globalConfig, testPath),
  };
  if (unhandledErrors.length === 0) return result;
  const told = unhandledErrorsDetailed
    .map((error) => formatExecError(error, config, globalConfig, testPath))
    .join("\n");
  return {
    ...result,
    testExecError: { message: "", stack: unhandledErrors.join("\n") },
    failureMessage: `${result.failureMessage ?? ""}\n\n${told}`,
  };
}

function toAssertionResult({
  testPath,
  errors,
  errorsDetailed,
  status,
  duration,
  startedAt,
  invocations,
  numPassingAsserts,
  location,
}) {
  const [, ...ancestorTitles] = testPath;
  const title = ancestorTitles.pop();
  return {
    ancestorTitles,
    title,
    fullName: [...ancestorTitles, title].join(" "),
    duration,
    startAt: startedAt,
    failureDetails: errorsDetailed,
    failureMessages: errors,
    invocations,
    location,
    numPassingAsserts,
    retryReasons: [],
    status: status === "skip" ? "pending" : status === "todo" ? "todo" : errors.length > 0 ? "failed" : "passed",
  };
}

/** What one file sets in the environment is gone for the next. */
function restore(environment) {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
