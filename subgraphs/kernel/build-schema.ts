import type { GraphQLSchema } from "graphql";
import { buildFederatedSchema } from "../../platform/federated-schema.js";
import { refuseFields } from "./refuse-fields.js";
import type { Source, Subgraph } from "./subgraph.js";

/**
 * The federation SDL of a subgraph and the schema that answers it, held to what the SDL says of who may read.
 * @param keep gives fields what is kept of the agency's answers
 */
export function buildSchema<S extends Source, Load>(
  subgraph: Subgraph<S, Load>,
  keep?: (schema: GraphQLSchema) => void,
): { sdl: string; schema: GraphQLSchema } {
  const built = buildFederatedSchema(subgraph);
  keep?.(built.schema);
  // Around all else: what is refused is looked up nowhere.
  refuseFields(built.schema);
  return built;
}
