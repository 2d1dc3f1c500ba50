import type { ExecutionResult } from "graphql";
import { AGENCIES } from "../../schema/agencies.js";
import { Fault, FAULTS, Refusal } from "../../schema/faults.js";
import type { Log } from "../../platform/log.js";
import { writtenData } from "../engine/apollo-gateway-interface.js";
import { createEngine } from "../engine/create-engine.js";
import type { SubgraphTransport } from "../engine/subgraph-transport.js";
import { OperationInvalid, type Executor, type PlannedSubscription } from "../executor.js";
import { createFieldGuard } from "../guard-fields.js";
import type { RequestContext } from "../request-context.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import { onePerSelection } from "./respond.js";

/**
 * The stage that plans and runs operations, with our own engine. Fields that the mandate may not see are cut before
 * planning, and are null in the answer with an error each. The data of its answers is text already.
 */
export async function createEngineExecutor(
  supergraphSdl: string,
  { links, log, open = false }: { links: readonly SubgraphLink[]; log: Log; open?: boolean },
): Promise<Executor> {
  const guard = open ? undefined : createFieldGuard(supergraphSdl);
  const byName = new Map(links.map((link) => [link.name, link]));
  const engine = await createEngine({
    supergraphSdl,
    logger: log,
    transports: ({ name }) => transportOf(byName.get(name)!, log),
  });
  return {
    async execute({ document, source, operationName, variables }, context): Promise<ExecutionResult> {
      const { signal } = context.deadline;
      const authorization = guard?.(context.mandate);
      const operation = { document, source, operationName, variables, authorization };
      const { data, errors } = await engine.execute({ ...operation, context, signal });
      return { ...writtenData(data), ...(errors.length > 0 && { errors: onePerSelection(errors) }) };
    },
    async subscribe({ document, source, operationName, variables }, context): Promise<PlannedSubscription> {
      const authorization = guard?.(context.mandate);
      const operation = { document, source, operationName, variables, authorization };
      const planned = await engine.subscribe({ ...operation, context });
      if ("errors" in planned) throw new OperationInvalid(planned.errors);
      const { primary } = planned;
      // All that was asked for was cut.
      if (!primary) {
        planned.release();
        throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
      }
      return {
        ...primary,
        isRetired: () => planned.isRetired(),
        release: () => planned.release(),
        async complete(root, asking) {
          const { data, errors } = await planned.complete({ root, context: asking, signal: asking.deadline.signal });
          return { ...writtenData(data), ...(errors.length > 0 && { errors: onePerSelection(errors) }) };
        },
      };
    },
    stop: () => engine.stop(),
  };
}

/** A link, which its maker stops, as the engine wants it. */
function transportOf(link: SubgraphLink, log: Log): SubgraphTransport {
  const agency = AGENCIES.find(({ subgraph }) => subgraph === link.name)?.name;
  return {
    fetch: async ({ query, variables, context, signal = new AbortController().signal }) => {
      const asked = context as RequestContext;
      try {
        return await link.ask({ query, variables, context: asked, signal });
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault("INTERNAL", undefined, undefined, { cause: error });
        log.warn(
          { requestId: asked.requestId, subgraph: link.name, code: fault.code, detail: fault.detail, err: fault.cause },
          "a subgraph gave no answer",
        );
        const extensions = { ...(agency && { agency }), retryable: FAULTS[fault.code].retry };
        throw Object.assign(new Error(fault.message), { code: fault.code, extensions });
      }
    },
  };
}
