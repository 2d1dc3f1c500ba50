import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph, type Schema } from "@apollo/federation-internals";
import type { GraphQLSchema } from "graphql";
import { AGENCIES } from "../schema/agencies.js";
import type { Settings } from "../platform/settings.js";
import { StartRefused } from "../platform/start-refused.js";
import { subgraphsOf } from "./config.js";

export type EngineName = Settings["AMA_ENGINE"];

/** What the engine of @apollo/gateway wants to have of a supergraph. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** As the planner wants it. */
  readonly supergraph: Supergraph;
  /** What clients see: without anything inaccessible. */
  readonly api: Schema;
  readonly apiSchema: GraphQLSchema;
  /** Everything, the inaccessible too. */
  readonly wholeSchema: GraphQLSchema;
  readonly subgraphs: readonly { name: string; url: string }[];
}

const GUARDING = ["authenticated", "requiresScopes", "policy"];
/** Subgraphs that hold their own fields to the directives of their SDL. The gateway's own guards nothing. */
const GUARDED_BY_THEMSELVES: ReadonlySet<string> = new Set(["live", ...AGENCIES.map(({ subgraph }) => subgraph)]);

/**
 * Looks whether something here does what a supergraph says.
 * @param engine which engine will run its plans
 * @param open whether it is served to everybody, so that nobody counts on its authorisation directives
 * @throws StartRefused when it says what nothing here would do
 */
export function checkSupergraph(sdl: string, { open, engine }: { open: boolean; engine: EngineName }): void {
  const uses = (feature: string) => sdl.includes(`https://specs.apollo.dev/${feature}/`);
  const faults: string[] = [];
  const guarding = GUARDING.filter(uses).map((name) => `@${name}`);
  if (guarding.length > 0 && !open && !subgraphsOf(sdl).every(({ name }) => GUARDED_BY_THEMSELVES.has(name)))
    faults.push(
      `the supergraph guards fields with ${guarding.join(", ")}, which only our own subgraphs enforce: only --open serves it`,
    );
  if (uses("context") && engine === "apollo")
    faults.push("the supergraph uses @context and @fromContext, which the engine of @apollo/gateway ignores");
  if (faults.length > 0) throw new StartRefused(faults);
}

/** Reads the SDL of any federation 2 supergraph. @throws StartRefused when it cannot be read */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  try {
    const supergraph = Supergraph.build(sdl, {
      supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
      validateSupergraph: true,
    });
    const api = supergraph.apiSchema();
    return {
      sdl,
      supergraph,
      api,
      apiSchema: api.toGraphQLJSSchema(),
      wholeSchema: supergraph.schema.toGraphQLJSSchema(),
      subgraphs: supergraph.subgraphsMetadata(),
    };
  } catch (error) {
    throw new StartRefused([`the supergraph cannot be read: ${(error as Error).message}`]);
  }
}
