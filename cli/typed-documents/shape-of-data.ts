import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { ALWAYS, conditionsOf, stillOpen, type Conditions } from "./conditions.js";
import { objectText, scalarText, wrapText, type TypeText } from "./type-text.js";

interface Selections {
  readonly set: SelectionSetNode;
  readonly conditions: Conditions;
}

interface Selected {
  readonly field: FieldNode;
  readonly conditions: Conditions;
}

export interface DocumentParts {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Told of each enum that the answer holds. */
  readonly onEnum: (type: GraphQLEnumType) => void;
}

/** Stands for the names of the types that share a shape, until they are known. */
const TYPENAME = "\0";

/** The exact type of what a selection is answered with. */
export function shapeOfData(parts: DocumentParts, type: GraphQLCompositeType, set: SelectionSetNode): TypeText {
  return shapeOf(type, [{ set, conditions: ALWAYS }]);

  /** One shape, or as many as there are different ones among the types that may be answered. */
  function shapeOf(type: GraphQLCompositeType, selections: readonly Selections[]): TypeText {
    const namesByShape = new Map<string, string[]>();
    for (const object of isAbstractType(type) ? parts.schema.getPossibleTypes(type) : [type]) {
      const shape = shapeOfObject(object, selections);
      namesByShape.set(shape, [...(namesByShape.get(shape) ?? []), JSON.stringify(object.name)]);
    }
    const shapes = [...namesByShape].map(([shape, names]) => shape.replaceAll(TYPENAME, names.join(" | ")));
    return { text: shapes.join(" | "), isCompound: shapes.length > 1 };
  }

  function shapeOfObject(object: GraphQLObjectType, selections: readonly Selections[]): string {
    const byKey = new Map<string, Selected[]>();
    for (const { set, conditions } of selections) collect(object, set, conditions, byKey);
    const members = [...byKey].map(([key, selected]) => {
      const isOptional = selected.every(({ conditions }) => conditions.size > 0);
      return `readonly ${key}${isOptional ? "?" : ""}: ${typeOfField(object, selected)};`;
    });
    return objectText(members);
  }

  /** Puts each field that this type is asked for under the name that it is answered by. */
  function collect(
    object: GraphQLObjectType,
    set: SelectionSetNode,
    outer: Conditions,
    byKey: Map<string, Selected[]>,
  ): void {
    for (const selection of set.selections) {
      const conditions = conditionsOf(selection.directives, outer);
      if (!conditions) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        byKey.set(key, [...(byKey.get(key) ?? []), { field: selection, conditions }]);
        continue;
      }
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? parts.fragments.get(selection.name.value)! : selection;
      const on = part.typeCondition?.name.value;
      if (on === undefined || on === object.name || isAmong(object, on))
        collect(object, part.selectionSet, conditions, byKey);
    }
  }

  function isAmong(object: GraphQLObjectType, name: string): boolean {
    const type = parts.schema.getType(name);
    return isAbstractType(type) && parts.schema.isSubType(type, object);
  }

  function typeOfField(object: GraphQLObjectType, selected: readonly Selected[]): string {
    const name = selected[0]!.field.name.value;
    if (name === "__typename") return TYPENAME;
    const open = stillOpen(selected.map(({ conditions }) => conditions));
    const inner = selected.flatMap(({ field: { selectionSet } }, index): Selections[] =>
      selectionSet ? [{ set: selectionSet, conditions: open[index]! }] : [],
    );
    const { type } = object.getFields()[name]!;
    return wrapText(type, () => {
      const innermost = getNamedType(type);
      if (isCompositeType(innermost)) return shapeOf(innermost, inner);
      if (!isEnumType(innermost)) return scalarText(innermost.name);
      parts.onEnum(innermost);
      return { text: innermost.name, isCompound: false };
    }).text;
  }
}
