import {
  isAbstractType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface SubgraphReply {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

type Representation = Record<string, unknown> & { __typename: string };

/**
 * The reply that stands for one that never came: null for everything that was asked and may be null, and an error at
 * each of those places, so that no field of the failed subgraph is null without a reason. Nulls, not gaps, because
 * @apollo/gateway silently skips whatever `@requires` a gap.
 * @param variables of the failed request: `representations` when it asked about entities
 */
export function replyOfFailure(
  query: string,
  variables: Record<string, unknown>,
  error: Omit<GraphQLFormattedError, "path">,
  schema: GraphQLSchema,
): SubgraphReply {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return { data: null, errors: [error] };
  const { representations } = variables;
  const errors: GraphQLFormattedError[] = [];

  function blank(
    type: string,
    selections: SelectionSetNode,
    known: Record<string, unknown>,
    path: (string | number)[],
  ) {
    const fields = schema.getType(type);
    const data: Record<string, unknown> = {};
    for (const field of fieldsOn(type, selections, document, schema)) {
      const name = (field.alias ?? field.name).value;
      if (name in known) data[name] = known[name];
      else if (field.name.value !== "__typename") {
        const declared =
          isObjectType(fields) || isInterfaceType(fields) ? fields.getFields()[field.name.value]?.type : undefined;
        if (!isNonNullType(declared)) data[name] = null;
        errors.push({ ...error, path: [...path, name] });
      }
    }
    return data;
  }

  if (!Array.isArray(representations)) {
    const root = schema.getRootType(operation.operation)?.name ?? "Query";
    return { data: blank(root, operation.selectionSet, {}, []), errors };
  }
  const entities = operation.selectionSet.selections.find((node): node is FieldNode => node.kind === Kind.FIELD);
  const data = (representations as Representation[]).map((representation, i) =>
    blank(representation.__typename, entities!.selectionSet!, representation, ["_entities", i]),
  );
  return { data: { _entities: data }, errors };
}

/** The fields selected on an object of this type, fragments that apply to it included. */
function* fieldsOn(
  type: string,
  { selections }: SelectionSetNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): Generator<FieldNode> {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) yield node;
    else {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentNamed(node.name.value, document);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (condition === undefined || appliesTo(condition, type, schema)))
        yield* fieldsOn(type, fragment.selectionSet, document, schema);
    }
  }
}

function fragmentNamed(name: string, document: DocumentNode): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
}

function appliesTo(condition: string, type: string, schema: GraphQLSchema): boolean {
  if (condition === type) return true;
  const [wide, narrow] = [schema.getType(condition), schema.getType(type)];
  return isAbstractType(wide) && isObjectType(narrow) && schema.isSubType(wide, narrow);
}
