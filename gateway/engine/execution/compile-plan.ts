import { restoreNumbers } from "../../../platform/json/exact-number.js";
import type { EntityQuestion, PreparedFetch, PreparedPlan, Rewrite } from "../planning/prepared-plan.js";
import type { SubgraphTransport } from "../subgraph-transport.js";
import { compilePath, type CollectTargets } from "./collect-targets.js";
import type { IsAbstract } from "./merge-data.js";
import type { MatchesType } from "./rewrite-data.js";
import { compileContext, type CollectContexts } from "./collect-contexts.js";
import { compileRepresentation, type WriteRepresentation } from "./write-representation.js";

/** A plan whose every step is a closure. Holds nothing of any request, so it serves all of them. */
export interface CompiledPlan {
  readonly fetches: readonly CompiledFetch[];
  readonly questionCount: number;
  /** For each part of the answer, the fetches it waits for; empty where nothing is deferred. */
  readonly parts: readonly (readonly number[])[];
  /** Whether an entity's fields may depend on where it stands; then no two places may share an object. */
  readonly isContextual: boolean;
  /** Between two deeds an entity may change, so that what was said of it before is no answer after. */
  readonly isMutation: boolean;
  readonly primary: CompiledFetch | undefined;
  readonly isAbstract: IsAbstract;
  readonly matches: MatchesType;
}

export interface CompiledFetch {
  readonly subgraph: string;
  readonly transport: SubgraphTransport;
  readonly kind: "query" | "mutation" | "subscription";
  readonly query: string;
  readonly variables: readonly string[];
  readonly waitsFor: number;
  readonly dependents: readonly number[];
  readonly root: CompiledRoot | undefined;
  readonly questions: readonly CompiledQuestion[];
}

export interface CompiledRoot {
  readonly collect: CollectTargets;
  readonly atTop: boolean;
  readonly keys: ReadonlySet<string>;
  readonly outputRewrites: readonly Rewrite[];
}

export interface CompiledQuestion {
  /** Equal numbers within a plan mean: equal representation, equal answer. */
  readonly number: number;
  readonly responseName: string;
  readonly head: string;
  readonly keys: ReadonlySet<string>;
  readonly alone: EntityQuestion["alone"];
  readonly outputRewrites: readonly Rewrite[];
  readonly askers: readonly CompiledAsker[];
}

export interface CompiledAsker {
  readonly collect: CollectTargets;
  readonly represent: WriteRepresentation;
  readonly context: CollectContexts | undefined;
}

/** What compiling needs to know of the supergraph. */
export interface PlanSurroundings {
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  transport(subgraph: string): SubgraphTransport;
}

export function compilePlan(plan: PreparedPlan, surroundings: PlanSurroundings, partCount = 0): CompiledPlan {
  const { matches, isAbstract } = createTypeChecks(surroundings.possibleTypes);
  const numbers = new Map<string, number>();
  const dependents = plan.fetches.map((_, index) =>
    plan.fetches.flatMap((fetch, other) => (fetch.after.includes(index) ? [other] : [])),
  );

  const compile = (fetch: PreparedFetch, index: number): CompiledFetch => ({
    subgraph: fetch.subgraph,
    transport: surroundings.transport(fetch.subgraph),
    kind: fetch.kind,
    query: restoreNumbers(fetch.query),
    variables: fetch.variables,
    waitsFor: fetch.after.length,
    dependents: dependents[index] ?? [],
    root: fetch.root && {
      collect: compilePath(fetch.root.path, matches),
      atTop: fetch.root.path.length === 0,
      keys: new Set(fetch.root.keys),
      outputRewrites: fetch.root.outputRewrites,
    },
    questions: fetch.questions.map((question) => {
      const identity = JSON.stringify([fetch.subgraph, question.selection]);
      const number = numbers.get(identity) ?? numbers.size;
      numbers.set(identity, number);
      return {
        number,
        responseName: question.responseName,
        head: `${JSON.stringify(question.variable)}:[`,
        keys: new Set(question.keys),
        alone: { ...question.alone, query: restoreNumbers(question.alone.query) },
        outputRewrites: question.outputRewrites,
        askers: question.askers.map((asker) => ({
          collect: compilePath(asker.path, matches),
          represent: compileRepresentation(asker.requires, asker.inputRewrites, matches),
          context: asker.contextRewrites.length > 0 ? compileContext(asker, matches) : undefined,
        })),
      };
    }),
  });

  return {
    fetches: plan.fetches.map(compile),
    questionCount: numbers.size,
    parts: Array.from({ length: partCount }, (_, part) => fetchesFor(part, plan)),
    isContextual: plan.fetches.some((it) =>
      it.questions.some((one) => one.askers.some((a) => a.contextRewrites.length > 0)),
    ),
    isMutation: plan.fetches.some((it) => it.kind === "mutation"),
    primary: plan.primary && compile(plan.primary, -1),
    matches,
    isAbstract,
  };
}

function fetchesFor(part: number, { fetches }: PreparedPlan): number[] {
  const needed = new Set<number>();
  const need = (index: number): void => {
    if (needed.has(index)) return;
    needed.add(index);
    fetches[index]?.after.forEach(need);
  };
  fetches.forEach((fetch, index) => {
    if ((fetch.part ?? 0) === part) need(index);
  });
  return [...needed];
}

export function createTypeChecks(possibleTypes: PlanSurroundings["possibleTypes"]): {
  readonly matches: MatchesType;
  readonly isAbstract: IsAbstract;
} {
  const possible = new Map(Object.entries(possibleTypes).map(([name, types]) => [name, new Set(types)]));
  return {
    matches: (typeName, condition) => {
      if (typeof typeName !== "string" || typeName === "" || typeName === condition) return true;
      const types = possible.get(condition);
      if (types?.has(typeName)) return true;
      // An interface object carries the interface's name.
      const own = possible.get(typeName);
      return own !== undefined && types !== undefined && [...own].every((it) => types.has(it));
    },
    isAbstract: (typeName) => possible.has(typeName),
  };
}
