import { execute, parse, validate, type ExecutionResult } from "graphql";
import type { EngineOptions } from "../../../gateway/engine/engine-options.js";
import { digitsIn } from "./exact-digits.js";
import { findSilentNulls } from "./find-silent-nulls.js";
import { mergeDeferred, type MergedAnswer } from "./merge-deferred.js";
import { createOracle } from "./oracle.js";
import { inventOperation } from "./random-operation.js";
import { inventWorld, resolveTypes } from "./random-world.js";
import { Random } from "./random.js";
import { canonical, spoil } from "./spoil.js";
import { createWorld, type AskResult } from "./world.js";

/** What is wrong with one answer. */
export interface Finding {
  readonly what: string;
  readonly seed: number;
  readonly operation: number;
  readonly details: unknown;
}

export class Tally {
  worlds = 0;
  /** Answers compared, by how they came. */
  honest = 0;
  deferred = 0;
  spoilt = 0;
  /** Of those, the ones whose nulls the rule was checked on. */
  nullsChecked = 0;
  /** Operations that were not planned, by code. */
  readonly refused: Record<string, number> = {};
  readonly findings: Finding[] = [];
}

/**
 * Invents a graph and asks it invented operations, at once and deferred, of honest subgraphs and of lying ones. Adds to the
 * tally what is not right: data that are not what one schema over all the data gives, and nulls without an error.
 */
export async function tryWorld(
  seed: number,
  tally: Tally,
  { operations = 12, ...options }: Partial<EngineOptions> & { readonly operations?: number } = {},
): Promise<void> {
  const random = new Random(seed);
  const invented = inventWorld(seed);
  const lies = { on: false, withNulls: true, areNullsTold: false };
  const lie = async (_: unknown, honest: () => Promise<object>) => {
    const reply = await honest();
    if (!lies.on) return digitsIn(JSON.stringify(reply));
    // A key that was spoilt is of nobody: that null is the data's own.
    if (JSON.stringify(reply).includes(`"_entities":[`) && /[[,]null[,\]]/.test(JSON.stringify(reply)))
      lies.areNullsTold = true;
    if (random.chance(0.05)) throw new Error("cut");
    const text = digitsIn(JSON.stringify(spoil(reply, random, random.pick([0, 0.01, 0.1]), lies.withNulls)));
    return random.chance(0.03) ? text.slice(0, random.int(text.length)) : text;
  };
  const world = await createWorld(invented.sources, lie, options);
  const schema = world.engine.apiSchema;
  resolveTypes(schema);
  for (let operation = 0; operation < operations; operation++) {
    const { query, variables } = inventOperation(schema, random, random.chance(0.5));
    const document = parse(query);
    if (validate(schema, document).length > 0) continue;
    const found = (what: string, details: object) =>
      tally.findings.push({ what, seed, operation, details: { query, variables, ...details } });
    const fieldResolver = invented.tellAll(schema);
    const truth = await execute({ schema, document, variableValues: variables, fieldResolver });
    const defer = async () =>
      mergeDeferred(await world.engine.executeDeferring({ document, source: query, variables, context: {} }));

    lies.on = false;
    const given = await world.ask(query, variables);
    if (given.data === undefined) {
      const codes = given.errors.map(({ code }) => String(code));
      for (const code of codes) tally.refused[code] = (tally.refused[code] ?? 0) + 1;
      if (!codes.every((code) => code.startsWith("PLAN_"))) found("refused oddly", given);
      // What takes too long would take the oracle too long as well.
      else if (codes.includes("PLAN_REFUSED")) {
        const oracle = await createOracle(world.supergraphSdl, world.schemas);
        const theirs = await oracle.ask(document, query, variables);
        await oracle.stop();
        if (canonical(theirs) === canonical(JSON.stringify(truth.data)))
          found("refused what the oracle answers", given);
      }
    } else {
      tally.honest++;
      if (given.text !== digitsIn(JSON.stringify(truth.data)))
        found("wrong data", { given, truth, asked: [...world.asked] });
      else judgeErrors(truth, given, (what, details) => found(what, { ...details, asked: [...world.asked] }));
    }
    const later = await defer();
    if (later.data !== undefined) {
      tally.deferred++;
      const isSame = canonical(JSON.stringify(later.data)) === canonical(digitsIn(JSON.stringify(truth.data)));
      // A null that is not allowed takes a deferred part along, instead of what is around it.
      if (!isSame && !truth.errors) found("wrong deferred data", { later, truth });
      else if (isSame) judgeErrors(truth, later, found);
    }

    lies.on = true;
    lies.withNulls = random.chance(0.5);
    for (const way of [() => world.ask(query, variables), defer]) {
      lies.areNullsTold = lies.withNulls;
      const answer = await way();
      tally.spoilt++;
      if (answer.data !== undefined && typeof answer.data !== "object") found("malformed", answer);
      if ((answer.data === null || answer.data === undefined) && answer.errors.length === 0)
        found("silent loss", answer);
      if (answer.errors.some(({ code }) => code === "INTERNAL_SERVER_ERROR")) found("our own mistake", answer);
      if (lies.areNullsTold || answer.data === undefined) continue;
      tally.nullsChecked++;
      const silent = findSilentNulls(truth.data, answer);
      if (silent.length > 0) found("silent null", { silent, answer, truth: truth.data });
    }
  }
  tally.worlds++;
  await world.stop();
}

/** The data are right: each error of the truth has one of ours at its path, and there are no others. */
function judgeErrors(
  truth: ExecutionResult,
  { errors }: AskResult | MergedAnswer,
  found: (what: string, details: object) => void,
) {
  const wanted = new Set((truth.errors ?? []).map(({ path }) => JSON.stringify(path)));
  const given = new Set(errors.map(({ path }) => JSON.stringify(path)));
  const missing = [...wanted].filter((path) => !given.has(path));
  if (missing.length > 0) found("null without an error", { missing, errors });
  if (wanted.size === 0 && given.size > 0) found("errors for nothing", { errors });
}
