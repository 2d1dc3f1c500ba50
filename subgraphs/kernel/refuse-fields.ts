import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { meets, readDemands, type Demands } from "../../schema/demands.js";
import { Refusal } from "../../schema/faults.js";

import type { Mandate } from "../../schema/mandate.js";

/** The part of a context that says in whose name is asked. */
interface Context {
  readonly asking?: { readonly mandate?: Mandate };
}

/**
 * Holds a schema to the directives `@authenticated`, `@requiresScopes` and `@policy` of its own SDL, on fields and on the
 * types that have them or that they give. The gateway has cut what a mandate may not read; whoever comes around it finds
 * the same here: such a field is a Refusal UNAUTHORIZED_FIELD_OR_TYPE, and its resolver is not run.
 */
export function refuseFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const directives = [
        ...directivesOf(type),
        ...(field.astNode?.directives ?? []),
        ...directivesOf(getNamedType(field.type)),
      ];
      const demands = readDemands(directives);
      if (demands) field.resolve = refusing(demands, field.resolve ?? defaultFieldResolver);
    }
  }
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType): ConstDirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

function refusing(demands: Demands, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const mandate = context.asking?.mandate;
    if (!mandate || !meets(demands, mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    return resolve(source, args, context, info);
  };
}
