import type { ExecutionResult } from "graphql";
import { AGENCIES } from "../schema/agencies.js";
import { Fault } from "../schema/faults.js";
import type { Mandate } from "../schema/mandate.js";
import type { PlanStep, ToldPlan } from "../schema/plan-step.js";
import { mayExplore } from "./admission/explorers.js";
import { hideNumbers } from "./pipeline/hide-numbers.js";
import type { RequestContext } from "./request-context.js";
import type { SubgraphLink } from "./subgraph-links/subgraph-link.js";

/** The header by which somebody asks to be told how an answer came about: `ama-explain: true`. */
export const EXPLAIN_HEADER = "ama-explain";

/** Notes the requests to subgraphs while one question is answered. */
export interface Explanation {
  note<Answer>(subgraph: string, query: string, variables: string, asked: () => Promise<Answer>): Promise<Answer>;
  told(): ToldPlan;
}

/**
 * An explanation, where one is asked for by somebody who may have it: in production those who write their own questions
 * and inspectors, for it tells how the agencies' systems are asked.
 */
export function explanationFor(
  asked: unknown,
  mandate: Mandate | undefined,
  { production }: { production: boolean },
): Explanation | undefined {
  const may = mayExplore(mandate?.capacity, { production }) || mandate?.capacity === "INSPECTOR";
  return asked === "true" && may ? createExplanation() : undefined;
}

function createExplanation(): Explanation {
  const began = performance.now();
  const since = () => Math.round((performance.now() - began) * 10) / 10;
  const steps: PlanStep[] = [];
  return {
    async note(subgraph, query, variables, asked) {
      const agency = AGENCIES.find((one) => one.subgraph === subgraph)?.name;
      const about = { subgraph, ...(agency && { agency }), operation: hideNumbers(query), entities: count(variables) };
      const startedMs = since();
      const took = () => Math.round((since() - startedMs) * 10) / 10;
      try {
        const answer = await asked();
        steps.push({ ...about, startedMs, tookMs: took() });
        return answer;
      } catch (error) {
        steps.push({ ...about, startedMs, tookMs: took(), fault: error instanceof Fault ? error.code : "INTERNAL" });
        throw error;
      }
    },
    told: () => ({ tookMs: since(), steps: steps.sort((a, b) => a.startedMs - b.startedMs) }),
  };
}

/** A link that tells the explanation of a request, where it has one, what it was asked. */
export function explained(link: SubgraphLink): SubgraphLink {
  return {
    ...link,
    ask: (question) => {
      const { query, variables, context } = question;
      const ask = () => Promise.resolve(link.ask(question));
      return context.explanation ? context.explanation.note(link.name, query, variables, ask) : ask();
    },
  };
}

/** An answer with its explanation beside it, as `extensions.plan`. */
export function withPlan(answer: ExecutionResult, { explanation }: RequestContext): ExecutionResult {
  return explanation ? { ...answer, extensions: { ...answer.extensions, plan: explanation.told() } } : answer;
}

/** Representations of entities are the lists of objects with a `__typename`. */
function count(variables: string): number {
  const lists = Object.values(JSON.parse(variables) as Record<string, unknown>).filter(Array.isArray);
  return lists.flat().filter((one) => typeof one === "object" && one !== null && "__typename" in one).length;
}
