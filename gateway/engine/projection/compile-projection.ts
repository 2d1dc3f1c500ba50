import {
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import type { CopyValue } from "../copying/copy.js";
import {
  compileAbstractCopy,
  compileLeafCopy,
  compileListCopy,
  compileObjectCopy,
  copyNothing,
  type CopiedField,
} from "../copying/compile-copy.js";
import { isData, read, type Data } from "../execution/data.js";
import { writeString } from "../execution/write-json.js";
import type { DeferredSelection } from "../operation/deferral.js";
import { collectFields } from "./collect-fields.js";
import type { ProjectionRun } from "./projection-run.js";
import type { ProjectionSource } from "./projection-source.js";
import type { RequiredFact } from "./required-facts.js";
import { denialOf, isSameForAllTypes, knownType } from "./interface-object.js";
import { compileLeaf } from "./write-leaf.js";

/**
 * JSON text of a value that is not null; undefined where it has to become null, in which case the errors that say why
 * have been told. `depth` is the length of the path to the value.
 */
type Write = (value: unknown, run: ProjectionRun, depth: number) => string | undefined;

/** JSON text of an object, or undefined where a null that is not allowed has taken it along. */
export type WriteObject = (place: Data, run: ProjectionRun, depth: number) => string | undefined;

interface ProjectedField extends CopiedField {
  readonly name: string;
  /** `Type.field` where null is not allowed. */
  readonly required: string | undefined;
  /** What the subgraph that gives the field needs of others. */
  readonly facts: readonly RequiredFact[] | undefined;
  readonly write: Write;
}

/** A projection, and the same as it is copied from a reply that is the whole answer. */
export interface Projection<Written> {
  readonly write: Written;
  readonly copy: CopyValue;
}

/** Compiles what the client asked of its root object. Types further down are compiled when the first of them shows up. */
export function compileProjection(source: ProjectionSource, root: GraphQLObjectType): Projection<WriteObject> {
  return compileObject(source, root, [source.operation.selectionSet], true);
}

function compileObject(
  source: ProjectionSource,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
  isRoot: boolean,
): Projection<WriteObject> {
  let fields: readonly ProjectedField[] | undefined;
  let deferred: readonly (DeferredSelection & { readonly write: WriteObject })[] = [];
  const identity = {};

  function compile(): readonly ProjectedField[] {
    const collected = collectFields(source, type, sets);
    deferred = collected.deferred.map(({ sets: later, ...it }) => ({
      ...it,
      write: compileObject(source, type, later, isRoot).write,
    }));
    return [...collected.fields].map(([name, nodes], index) =>
      compileField(source, type, name, nodes, index === 0, isRoot),
    );
  }

  const write: WriteObject = (place, run, depth) => {
    fields ??= compile();
    const before = run.deferred.length;
    for (const it of deferred) run.deferred.push({ ...it, place, path: run.path.slice(0, depth) });
    let text = "{";
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as ProjectedField;
      if (field.constant !== undefined) {
        text += field.constant;
        continue;
      }
      const value = field.key === DENIED ? DENIED : read(place, field.key);
      let written: string | undefined;
      if (value === null || value === undefined) run.explain(place, field, depth, value === undefined);
      else {
        if (field.facts) run.explainPart(place, field.facts, field.name, depth);
        if (run.faults.hasStale) run.explainStale(place, field, depth);
        run.path[depth] = field.name;
        run.place = place;
        run.key = field.key;
        const known = run.deferred.length;
        written = field.write(value, run, depth + 1);
        if (written === undefined) run.forgetDeferred(known);
      }
      if (written === undefined && field.required !== undefined) {
        run.forgetDeferred(before);
        return undefined;
      }
      text += field.head;
      text += written ?? "null";
    }
    return `${text}}`;
  };

  const writeShared: WriteObject = (place, run, depth) => {
    if (!run.shared.has(place)) return write(place, run, depth);
    const texts = run.texts.get(identity) ?? new Map<Data, string>();
    run.texts.set(identity, texts);
    const known = texts.get(place);
    if (known !== undefined) return known;
    const errors = run.errors.length;
    const later = run.deferred.length;
    const text = write(place, run, depth);
    // Errors name the place they are at, so an object that has any is written for each place anew.
    const isPlain = run.errors.length === errors && run.faults.all.length === 0 && run.deferred.length === later;
    if (text !== undefined && isPlain) texts.set(place, text);
    return text;
  };
  const copy = compileObjectCopy(() => {
    fields ??= compile();
    return deferred.length > 0 ? undefined : fields;
  });
  return { write: writeShared, copy };
}

function compileField(
  source: ProjectionSource,
  parent: GraphQLObjectType | GraphQLInterfaceType,
  name: string,
  nodes: readonly FieldNode[],
  isFirst: boolean,
  isRoot: boolean,
): ProjectedField {
  const head = `${isFirst ? "" : ","}${writeString(name)}:`;
  const [node] = nodes as readonly [FieldNode];
  const fieldName = node.name.value;
  const field = {
    name,
    head,
    key: source.keys.keyOf(node, isRoot),
    required: undefined,
    isRequired: false,
    facts: undefined,
    constant: undefined,
    copy: copyNothing,
  };
  const nothing: Write = () => undefined;
  if (fieldName === "__typename") return { ...field, write: nothing, constant: `${head}"${parent.name}"` };
  if (fieldName === "__schema" || fieldName === "__type") {
    return { ...field, key: INTROSPECTION + name, write: (value) => JSON.stringify(value) };
  }
  const definition = parent.getFields()[fieldName];
  if (!definition) return { ...field, write: nothing, constant: `${head}null` };
  const required = isNonNullType(definition.type) ? `${parent.name}.${fieldName}` : undefined;
  const denial = denialOf(source, parent, fieldName);
  if (denial) {
    const write: Write = (_value, run, depth) => {
      run.tellDenied(denial, depth);
      return undefined;
    };
    return { ...field, key: DENIED, required, isRequired: required !== undefined, write };
  }
  const sets = nodes.flatMap((it) => (it.selectionSet ? [it.selectionSet] : []));
  const facts = source.requiredFacts.get(`${parent.name}.${fieldName}`);
  const isRequired = required !== undefined;
  return {
    ...field,
    required,
    isRequired,
    facts,
    ...compileValue(withinField(source, field.key), definition.type, sets),
  };
}

function withinField(source: ProjectionSource, key: string): ProjectionSource {
  if (!source.unplanned?.length) return source;
  const within = source.unplanned.filter(({ path }) => path[0] === key);
  return { ...source, unplanned: within.map(({ path, type }) => ({ path: path.slice(1), type })) };
}

/** Keys that no field has, for what does not come from subgraphs. */
export const INTROSPECTION = "introspection:";
export const DENIED = "denied:";

function compileValue(
  source: ProjectionSource,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Projection<Write> {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return compileList(source, nullable.ofType, sets);
  if (isLeafType(nullable)) {
    const leaf = compileLeaf(nullable);
    const write: Write = (value, run, depth) => {
      const text = leaf(value);
      // It may be one that the API hides, so it is not named.
      if (text === undefined) tellMisfit(run, nullable.name, depth);
      return text;
    };
    return { write, copy: compileLeafCopy(nullable) };
  }
  return compileComposite(source, nullable as GraphQLCompositeType, sets);
}

function compileList(
  source: ProjectionSource,
  itemType: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Projection<Write> {
  const { write, copy } = compileValue(source, itemType, sets);
  const required = isNonNullType(itemType);
  const writeList: Write = (value, run, depth) => {
    if (!Array.isArray(value)) {
      tellMisfit(run, "a list", depth);
      return undefined;
    }
    const { place, key } = run;
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      let written: string | undefined;
      run.path[depth] = index;
      if (item === null || item === undefined) run.explainItem(place, key, index, depth, required);
      else {
        run.place = place;
        run.key = key;
        written = write(item, run, depth + 1);
      }
      if (written === undefined && required) return undefined;
      if (index > 0) text += ",";
      text += written ?? "null";
    }
    return `${text}]`;
  };
  return { write: writeList, copy: compileListCopy(copy, required) };
}

function compileComposite(
  source: ProjectionSource,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): Projection<Write> {
  if (isObjectType(type)) {
    const { write, copy } = compileObject(source, type, sets, false);
    const writeObject: Write = (value, run, depth) => {
      if (isData(value)) return write(value, run, depth);
      tellMisfit(run, type.name, depth);
      return undefined;
    };
    return { write: writeObject, copy };
  }
  const byType = new Map<unknown, Projection<WriteObject>>();
  /** Undefined where what was asked cannot be told of an object that says to be of this type. */
  const find = (typeName: unknown): Projection<WriteObject> | undefined => {
    const found = byType.get(typeName);
    if (found) return found;
    const known = knownType(typeName, type, source.schema);
    const isPlanned = !source.unplanned?.some((it) => it.path.length === 0 && it.type === known?.name);
    if (!known || !isPlanned || !(isObjectType(known) || isSameForAllTypes(source, known, sets))) return undefined;
    const compiled = compileObject(source, known, sets, false);
    byType.set(typeName, compiled);
    return compiled;
  };
  const write: Write = (value, run, depth) => {
    if (!isData(value)) {
      tellMisfit(run, type.name, depth);
      return undefined;
    }
    const compiled = find(read(value, "__typename"));
    // The type may be one that the API hides, so it is not named.
    if (!compiled) tellMisfit(run, type.name, depth);
    return compiled?.write(value, run, depth);
  };
  return { write, copy: compileAbstractCopy((typeName) => find(typeName)?.copy ?? copyNothing) };
}

function tellMisfit(run: ProjectionRun, expected: string, depth: number): void {
  run.tell(`A subgraph gave a value that is not ${expected}.`, { code: "VALUE_INVALID" }, undefined, depth);
}
