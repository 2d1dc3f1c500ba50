import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from "graphql";
import { fragmentsOf } from "./selections.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/** What an operation asks of an object of one type under one response name. */
export interface AskedField {
  readonly type: string;
  readonly name: string;
  readonly responseName: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

export type FieldsAsked = (sets: readonly SelectionSetNode[], type: string) => readonly AskedField[];

export function createFieldsAsked(document: DocumentNode, types: SupergraphTypes): FieldsAsked {
  const fragments = fragmentsOf(document);

  return (sets, type) => {
    const asked = new Map<string, [FieldNode, ...FieldNode[]]>();
    const spread = new Set<string>();
    const applies = (condition: string | undefined) => condition === undefined || types.of(condition).has(type);
    const add = (set: SelectionSetNode): void => {
      for (const it of set.selections) {
        if (it.kind === Kind.FIELD) {
          const name = (it.alias ?? it.name).value;
          const known = asked.get(name);
          if (known) known.push(it);
          else asked.set(name, [it]);
        } else if (it.kind === Kind.INLINE_FRAGMENT) {
          if (applies(it.typeCondition?.name.value)) add(it.selectionSet);
        } else if (!spread.has(it.name.value)) {
          spread.add(it.name.value);
          const fragment = fragments.get(it.name.value);
          if (fragment && applies(fragment.typeCondition.name.value)) add(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) add(set);
    return [...asked].map(([responseName, nodes]) => ({ type, name: nodes[0].name.value, responseName, nodes }));
  };
}
