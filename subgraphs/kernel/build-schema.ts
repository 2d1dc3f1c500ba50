import type { GraphQLSchema } from "graphql";
import { buildFederatedSchema } from "../../platform/federated-schema.js";
import type { Source, Subgraph } from "./subgraph.js";

/** The federation SDL of a subgraph and the schema that answers it. */
export function buildSchema<S extends Source, Load>(
  subgraph: Subgraph<S, Load>,
): { sdl: string; schema: GraphQLSchema } {
  return buildFederatedSchema(subgraph);
}
