import type { Log } from "../../platform/log.js";
import { StartRefused } from "../../platform/start-refused.js";
import type { Executor } from "../executor.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import type { LoadedSupergraph } from "../supergraph.js";
import { createExecuteStage } from "./execute.js";
import { placeErrors } from "./place-errors.js";
import { createPlanStage } from "./plan.js";

/** Plans and runs with what @apollo/gateway does it with: what our own engine is compared to. It serves one supergraph. */
export function createApolloExecutor(
  supergraph: LoadedSupergraph,
  { links, log }: { links: readonly SubgraphLink[]; log: Log },
): Executor {
  const plan = createPlanStage(supergraph);
  const execute = createExecuteStage(supergraph, links, log);
  const refuse = () =>
    Promise.reject(new StartRefused(["the engine of @apollo/gateway takes another supergraph at a start only"]));
  return {
    apiSchema: supergraph.apiSchema,
    supergraphSdl: supergraph.sdl,
    execute: async (operation, context) => placeErrors(await execute(plan(operation, context.mandate), context)),
    onReload: () => () => undefined,
    reload: refuse,
    tryOut: (sdl) => (sdl === undefined ? Promise.resolve() : refuse()),
    isPlannerUp: () => true,
    reloadFault: undefined,
    stop: async () => {
      await Promise.all(links.map((link) => link.stop()));
    },
  };
}
