import {
  baseType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  possibleRuntimeTypes,
  type Schema,
  type Supergraph,
} from "@apollo/federation-internals";
import type { OperationTypeNode } from "graphql";

/** Which object types an answer can hold where; those that the API hides are left out. */
export interface RuntimeTypes {
  /** Of objects of this type in the whole graph, or as one subgraph knows it. */
  of(type: string, subgraph?: string): ReadonlySet<string>;
  /** Of the objects in a field as this subgraph gives it; undefined where the subgraph does not have the field. */
  under(subgraph: string, parent: string, field: string): ReadonlySet<string> | undefined;
  /** Of the objects in a field, whoever gives it. */
  anywhereUnder(parent: string, field: string): ReadonlySet<string>;
  root(kind: `${OperationTypeNode}`): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export function readRuntimeTypes(supergraph: Supergraph): RuntimeTypes {
  const { schema } = supergraph;
  const visible = new Set(
    supergraph
      .apiSchema()
      .types()
      .map(({ name }) => name),
  );
  const subgraphs = supergraph.subgraphs();
  const ofType = new Map<string, ReadonlySet<string>>();
  const ofField = new Map<string, ReadonlySet<string> | undefined>();

  function of(name: string, subgraph?: string): ReadonlySet<string> {
    const key = `${subgraph ?? ""}:${name}`;
    const found = ofType.get(key) ?? readTypes(subgraph === undefined ? schema : subgraphs.get(subgraph)?.schema, name);
    ofType.set(key, found);
    return found;
  }

  function readTypes(where: Schema | undefined, name: string): ReadonlySet<string> {
    const type = where?.type(name);
    if (!type || !isCompositeType(type)) return where === schema ? NONE : of(name);
    const names = possibleRuntimeTypes(type).flatMap((it) =>
      isInterfaceObject(it.name) ? [...of(it.name)] : [it.name],
    );
    return new Set(names.filter((it) => visible.has(it)));
  }

  /** Whether what is an object in some subgraph is an interface of the graph. */
  function isInterfaceObject(name: string): boolean {
    const type = schema.type(name);
    return type !== undefined && isInterfaceType(type);
  }

  function readField(where: Schema, parent: string, name: string): string | undefined {
    const type = where.type(parent);
    const own = type && (isObjectType(type) || isInterfaceType(type)) ? type.field(name)?.type : undefined;
    return own && baseType(own).name;
  }

  return {
    of,
    under(subgraph, parent, field) {
      const key = JSON.stringify([subgraph, parent, field]);
      if (!ofField.has(key)) {
        const where = subgraphs.get(subgraph)?.schema;
        const known = where && [
          parent,
          ...where
            .objectTypes()
            .map((it) => it.name)
            .filter((it) => isInterfaceObject(it) && of(it).has(parent)),
        ];
        const type = known?.map((it) => readField(where as Schema, it, field)).find((it) => it !== undefined);
        ofField.set(key, type === undefined ? undefined : of(type, subgraph));
      }
      return ofField.get(key);
    },
    anywhereUnder(parent, field) {
      const type = readField(schema, parent, field);
      return type === undefined ? NONE : of(type);
    },
    root(kind) {
      const name = schema.schemaDefinition.rootType(kind)?.name;
      return name === undefined ? NONE : of(name);
    },
  };
}
