import { isInterfaceType, type GraphQLNamedType, type GraphQLSchema, type SelectionNode } from "graphql";
import type { InterfaceObjects } from "../generation.js";
import { onType, TYPENAME } from "../planning/selections.js";
import type { Authorization } from "../subgraph-transport.js";

/**
 * Asks for the name of an object's type. Where some of the objects may be interface objects the planner refuses to ask
 * for all at once; of each type on its own it does ask.
 */
export function typeNamesOf(
  parent: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
  interfaceObjects: InterfaceObjects,
): readonly SelectionNode[] {
  if (!isInterfaceType(parent)) return [TYPENAME];
  const among = schema.getImplementations(parent).interfaces.filter((it) => interfaceObjects.has(it.name));
  if (among.length === 0) return [TYPENAME];
  const others = schema.getPossibleTypes(parent).filter((it) => !among.some((one) => schema.isSubType(one, it)));
  return [...among, ...others].map(({ name }) => onType(name, [TYPENAME]));
}

/** The planner fails over an interface object that it is to see as one of the interfaces that it is of anyhow. */
export function isGiven(
  condition: GraphQLNamedType | undefined,
  parent: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
  interfaceObjects: InterfaceObjects,
): boolean {
  if (condition === parent || !isInterfaceType(condition) || !isInterfaceType(parent)) return false;
  return interfaceObjects.has(parent.name) && schema.isSubType(condition, parent);
}

/** Whether what may be told of an object depends on its type. */
export function deniedToSome(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  field: string,
  authorization: Authorization,
): boolean {
  if (!isInterfaceType(parent)) return false;
  return schema.getPossibleTypes(parent).some((it) => authorization.denies(it.name, field) !== undefined);
}
