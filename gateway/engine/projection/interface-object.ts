import {
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  type SelectionSetNode,
} from "graphql";
import { doesFragmentTypeApply, type ProjectionSource } from "./projection-source.js";

/** What is known of an object's type; of an interface object that may be the interface only. */
export function knownType(
  typeName: unknown,
  expected: GraphQLInterfaceType | GraphQLUnionType,
  schema: GraphQLSchema,
): GraphQLObjectType | GraphQLInterfaceType | undefined {
  if (typeName === undefined || typeName === expected.name) return isInterfaceType(expected) ? expected : undefined;
  const type = typeof typeName === "string" ? schema.getType(typeName) : undefined;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(expected, type) ? type : undefined;
}

/**
 * Whether what was asked of an interface object has one answer whatever its type is, which nobody has told: neither
 * the name of the type nor anything that only some of its types have.
 */
export function isSameForAllTypes(
  source: ProjectionSource,
  type: GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
): boolean {
  if (source.interfaceObjects.get(type.name)?.hasHiddenTypes !== false) return false;
  const { schema, fragments } = source;
  const possible = schema.getPossibleTypes(type);

  const isSame = (set: SelectionSetNode): boolean =>
    set.selections.every((selection) => {
      if (!source.includes(selection)) return true;
      if (selection.kind === Kind.FIELD) return selection.name.value !== "__typename";
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return true;
      if (doesFragmentTypeApply(schema, fragment.typeCondition, type)) return isSame(fragment.selectionSet);
      return !possible.some((it) => doesFragmentTypeApply(schema, fragment.typeCondition, it));
    });

  return sets.every(isSame);
}

/** Why the field is denied; of an object whose type is not known it is denied as soon as it is for some type. */
export function denialOf(
  { schema, authorization }: ProjectionSource,
  parent: GraphQLObjectType | GraphQLInterfaceType,
  field: string,
): Readonly<Record<string, unknown>> | undefined {
  if (!authorization) return undefined;
  const types = isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types.map((it) => authorization.denies(it.name, field)).find((it) => it !== undefined);
}
