import { doesFragmentTypeApply, type CollectedFields, type ProjectionSource } from "./projection-source.js";
import { Kind, type FieldNode, type GraphQLObjectType, type SelectionSetNode } from "graphql";

/** The fields that the client asked of an object of this type, by response name, in the order of the specification. */
export function collectFields(
  source: ProjectionSource,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();

  function add(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!source.includes(selection)) continue;
      switch (selection.kind) {
        case Kind.FIELD: {
          const name = (selection.alias ?? selection.name).value;
          const nodes = fields.get(name);
          if (nodes) nodes.push(selection);
          else fields.set(name, [selection]);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          if (doesFragmentTypeApply(source.schema, selection.typeCondition, type)) add(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const name = selection.name.value;
          const fragment = source.fragments.get(name);
          if (!fragment || visited.has(name)) break;
          visited.add(name);
          if (doesFragmentTypeApply(source.schema, fragment.typeCondition, type)) add(fragment.selectionSet);
        }
      }
    }
  }

  for (const set of sets) add(set);
  return fields;
}
