import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { Refusal } from "../../schema/faults.js";
import { hasScope, mayRead } from "../../schema/groups.js";
import type { Mandate } from "../../schema/mandate.js";

/** What a directive demands: one of these sets, whole. */
type Demand = readonly (readonly string[])[];

/** What a field demands of a mandate; all of it must be met. */
interface Guard {
  readonly scopes: readonly Demand[];
  readonly policies: readonly Demand[];
}

/** Whatever in the context says in whose name is asked. */
interface Guarded {
  readonly asking?: { readonly mandate?: Mandate };
}

/**
 * Holds a schema to the directives `@authenticated`, `@requiresScopes` and `@policy` of its own SDL, on fields and on the
 * types that have them or that they give. The gateway has cut what a mandate may not read; whoever comes around it finds
 * the same here: such a field is a Refusal UNAUTHORIZED_FIELD_OR_TYPE, and its resolver is not run.
 */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const directives = [
        ...directivesOf(type),
        ...(field.astNode?.directives ?? []),
        ...directivesOf(getNamedType(field.type)),
      ];
      const guard = readGuard(directives);
      if (guard) field.resolve = guarded(guard, field.resolve ?? defaultFieldResolver);
    }
  }
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLNamedType): ConstDirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

function readGuard(directives: readonly ConstDirectiveNode[]): Guard | undefined {
  const guarding = directives.filter(({ name }) =>
    /^(federation__)?(authenticated|requiresScopes|policy)$/.test(name.value),
  );
  if (guarding.length === 0) return undefined;
  const demands = (argument: string) =>
    guarding.flatMap(({ arguments: given = [] }) =>
      given.filter(({ name }) => name.value === argument).map(({ value }) => valueFromASTUntyped(value) as Demand),
    );
  return { scopes: demands("scopes"), policies: demands("policies") };
}

type Resolver = GraphQLFieldResolver<unknown, Guarded>;

function guarded(guard: Guard, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const mandate = context.asking?.mandate;
    if (!mandate || !isMet(guard, mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    return resolve(source, args, context, info) as unknown;
  };
}

function isMet({ scopes, policies }: Guard, mandate: Mandate): boolean {
  return (
    scopes.every((demand) => demand.some((all) => all.every((scope) => hasScope(scope, mandate)))) &&
    policies.every((demand) => demand.some((all) => all.every((group) => mayRead(group, mandate))))
  );
}
