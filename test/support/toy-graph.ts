import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, type GraphQLSchema } from "graphql";
import type { LocalSubgraph } from "../../gateway/subgraph-links/in-process-link.js";
import { compose } from "../../schema/compose.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11",
  import: ["@key", "@requires", "@external", "@inaccessible", "@shareable", "@authenticated"])\n`;

/** One small subgraph: SDL and resolvers, as @apollo/subgraph takes them. */
export interface ToySubgraph {
  name: string;
  sdl: string;
  resolvers: Record<string, Record<string, unknown>>;
}

/** A supergraph of small subgraphs that run in this process and say nothing of any agency. `NAME` in their address is their name. */
export function toyGraph(toys: readonly ToySubgraph[], url = "http://127.0.0.1:9/graphql") {
  const named = toys.map(({ name, sdl }) => ({ name, url: url.replace("NAME", name), sdl: LINK + sdl }));
  const supergraph = compose(named).get("supergraph.graphql")!;
  return { supergraph, local: toys.map(toySubgraph) };
}

function toySubgraph({ name, sdl, resolvers }: ToySubgraph): LocalSubgraph {
  const schema = buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers: resolvers as never });
  return {
    name,
    answerSigned({ body }) {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      return runToy(schema, query, variables);
    },
    observe: () => Promise.reject(new Error("a toy fronts no agency")),
  };
}

async function runToy(schema: GraphQLSchema, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await execute({ schema, document: parse(query), variableValues: variables });
  return { data: data ?? null, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
}
