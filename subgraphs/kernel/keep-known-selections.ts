import {
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

/** What is left of a document for a version of the schema that does not know all of it. */
export interface KnownSelections {
  readonly document: DocumentNode;
  /** What was left out, as `Type.field`, or `Type` for all that was asked of a type. */
  readonly unknown: readonly string[];
}

/**
 * Leaves out the fields that this version does not know, or knows without one of their arguments, so that the others are
 * answered: while a new version comes, an old one is asked by the new supergraph. A field without an argument that it was
 * given would say something else than was asked.
 */
export function keepKnownSelections(schema: GraphQLSchema, document: DocumentNode): KnownSelections {
  const unknown = new Set<string>();
  const types = new TypeInfo(schema);
  const kept = visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: {
        enter(field) {
          const parent = types.getParentType();
          const definition = types.getFieldDef();
          // Below what is unknown nothing is known.
          if (!parent) return undefined;
          const isKnown =
            definition &&
            (field.arguments ?? []).every(({ name }) => definition.args.some((known) => known.name === name.value));
          if (isKnown) return undefined;
          unknown.add(`${parent.name}.${field.name.value}`);
          return null;
        },
      },
      [Kind.INLINE_FRAGMENT]: {
        enter({ typeCondition }) {
          if (!typeCondition || isCompositeType(schema.getType(typeCondition.name.value))) return undefined;
          unknown.add(typeCondition.name.value);
          return null;
        },
      },
      [Kind.SELECTION_SET]: {
        leave: (set) => (set.selections.length > 0 ? undefined : ONLY_THE_TYPE),
      },
    }),
  );
  return { document: unknown.size === 0 ? document : withoutUnusedVariables(kept), unknown: [...unknown] };
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
const ONLY_THE_TYPE: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [TYPENAME] };

/** What only an unknown field used may be of an unknown type. */
function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    [Kind.VARIABLE_DEFINITION]: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
