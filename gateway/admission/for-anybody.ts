import {
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { readDemands } from "../../schema/demands.js";
import { LIVE } from "../live/live-subgraph.js";

/**
 * Reads from the SDL of a supergraph what may be asked without any mandate: what the gateway's own subgraph alone
 * answers, and demands nothing of who asks. Whatever an agency tells is for somebody.
 * @returns whether a document selects nothing else; one that does not fit the schema does, so that nobody learns that
 */
export function createForAnybody(supergraphSdl: string, apiSchema: GraphQLSchema): (document: DocumentNode) => boolean {
  const open = readOpenFields(supergraphSdl);
  const judged = new WeakMap<DocumentNode, boolean>();
  return (document) => {
    const known = judged.get(document) ?? selectsOnly(open, document, apiSchema);
    judged.set(document, known);
    return known;
  };
}

function selectsOnly(open: ReadonlySet<string>, document: DocumentNode, schema: GraphQLSchema): boolean {
  let only = true;
  const types = new TypeInfo(schema);
  const Field = ({ name: { value: field } }: { name: { value: string } }) => {
    if (field.startsWith("__")) return false;
    const type = types.getParentType();
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    only &&= possible.length > 0 && possible.every(({ name }) => open.has(`${name}.${field}`));
    return undefined;
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return only;
}

function readOpenFields(supergraphSdl: string): ReadonlySet<string> {
  const open = new Set<string>();
  const own = new RegExp(`(\\w+)\\s+@join__graph\\([^)]*url:\\s*"${LIVE.url}"`).exec(supergraphSdl)?.[1];
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const { directives = [], fields = [] } = type;
    for (const field of fields) {
      const given = field.directives ?? [];
      const ofField = graphsOf(given, "join__field");
      const graphs = ofField.length > 0 ? ofField : graphsOf(directives, "join__type");
      if (graphs.every((graph) => graph === own) && !readDemands([...directives, ...given]))
        open.add(`${type.name.value}.${field.name.value}`);
    }
  }
  return open;
}

function graphsOf(directives: readonly ConstDirectiveNode[], directive: string): string[] {
  return directives
    .filter(({ name }) => name.value === directive)
    .flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ name, value }) => (name.value === "graph" && value.kind === Kind.ENUM ? [value.value] : [])),
    );
}
