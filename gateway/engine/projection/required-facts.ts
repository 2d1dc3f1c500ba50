import { Kind, parse, type SelectionSetNode } from "graphql";
import { isData, read, type Data } from "../execution/data.js";
import type { Fault, Faults } from "../execution/faults.js";

/** One field that a field requires of its object, with what it requires within it. */
export interface RequiredFact {
  readonly name: string;
  readonly within: readonly RequiredFact[];
}

/** What each field, as `Type.field`, requires; those that require nothing are left out. */
export type RequiredFacts = ReadonlyMap<string, readonly RequiredFact[]>;

export function readRequiredFacts(sets: Readonly<Record<string, readonly string[]>>): RequiredFacts {
  return new Map(
    Object.entries(sets).map(([field, texts]) => [
      field,
      texts.flatMap((text) => {
        const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
        return definition?.kind === Kind.OPERATION_DEFINITION ? factsIn(definition.selectionSet) : [];
      }),
    ]),
  );
}

function factsIn(set: SelectionSetNode | undefined): RequiredFact[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ name: selection.name.value, within: factsIn(selection.selectionSet) }];
    return selection.kind === Kind.INLINE_FRAGMENT ? factsIn(selection.selectionSet) : [];
  });
}

/**
 * The faults for which a field was answered without some of what it requires. What is missing of an object, or within it,
 * is a part of what the field is made from, whatever the field says. A single value beside the field may only decide
 * whether the field is given: it explains nothing but a null.
 */
export function faultsBehind(facts: readonly RequiredFact[], place: Data, faults: Faults, isNull: boolean): Fault[] {
  const found = new Set<Fault>();
  const look = (at: Data, required: readonly RequiredFact[], isWithin: boolean): void => {
    for (const { name, within } of required) {
      const value = read(at, name);
      if (value === null || value === undefined) {
        if (isNull || isWithin || within.length > 0) for (const fault of faults.at(at, name)) found.add(fault);
      } else if (within.length > 0) {
        for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
          if (isData(item)) look(item, within, true);
      }
    }
  };
  look(place, facts, false);
  return [...found];
}
