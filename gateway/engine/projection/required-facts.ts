import { Kind, parse, type SelectionSetNode } from "graphql";
import { isData, read, type Data } from "../execution/data.js";
import type { Fault, Faults } from "../execution/faults.js";

/** One field that a field requires of its object, with what it requires within it. */
export interface RequiredFact {
  readonly name: string;
  readonly within: readonly RequiredFact[];
  /** What the fact itself requires of the same object, by the object's type. */
  readonly behind: ReadonlyMap<string, readonly RequiredFact[]>;
}

/** What each field, as `Type.field`, requires; those that require nothing are left out. */
export type RequiredFacts = ReadonlyMap<string, readonly RequiredFact[]>;

export function readRequiredFacts(sets: Readonly<Record<string, readonly string[]>>): RequiredFacts {
  const all = new Map<string, readonly RequiredFact[]>();
  // By the name of the field, then by its type; facts refer to it while it is being filled.
  const byName = new Map<string, Map<string, readonly RequiredFact[]>>();
  const typesOf = (name: string) => {
    const types = byName.get(name) ?? new Map<string, readonly RequiredFact[]>();
    byName.set(name, types);
    return types;
  };
  const factsIn = (set: SelectionSetNode | undefined): RequiredFact[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return factsIn(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) return [];
      const name = selection.name.value;
      return [{ name, within: factsIn(selection.selectionSet), behind: typesOf(name) }];
    });
  for (const [field, texts] of Object.entries(sets)) {
    const facts = texts.flatMap((text) => {
      const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
      return definition?.kind === Kind.OPERATION_DEFINITION ? factsIn(definition.selectionSet) : [];
    });
    const [type = "", name = ""] = field.split(".");
    all.set(field, facts);
    typesOf(name).set(type, facts);
  }
  return all;
}

/**
 * The faults for which a field was answered without some of what it requires. What is missing of an object, or within it,
 * is a part of what the field is made from, whatever the field says. A single value beside the field may only decide
 * whether the field is given: it explains nothing but a null. A fact that nobody was asked for, since what it requires
 * itself is missing, is missing for the faults behind that.
 */
export function faultsBehind(facts: readonly RequiredFact[], place: Data, faults: Faults, isNull: boolean): Fault[] {
  const found = new Set<Fault>();
  const looked = new Set<readonly RequiredFact[]>();
  const explain = (at: Data, { name, behind }: RequiredFact): void => {
    const own = faults.at(at, name);
    for (const fault of own) found.add(fault);
    const deeper = own.length > 0 ? undefined : behind.get(String(read(at, "__typename")));
    if (!deeper || looked.has(deeper)) return;
    looked.add(deeper);
    look(at, deeper, true);
    looked.delete(deeper);
  };
  const look = (at: Data, required: readonly RequiredFact[], isWithin: boolean): void => {
    for (const fact of required) {
      const { name, within } = fact;
      const value = read(at, name);
      if (value === null || value === undefined) {
        if (isNull || isWithin || within.length > 0) explain(at, fact);
      } else if (within.length > 0) {
        for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
          if (isData(item)) look(item, within, true);
      }
    }
  };
  look(place, facts, false);
  return [...found];
}
