import type { Look } from "../../../platform/access-log/look.js";
import { IS, WHO, type Shape, type ShapeField, type WatchedDocument } from "./watch-document.js";

type Data = Record<string, unknown>;

/** Of whom an answer tells, and what. */
export interface Collected {
  readonly looks: readonly Pick<Look, "byRule" | "participants" | "fields">[];
  /** False when something tells of a participant but not of which: it may not be given out. */
  readonly whole: boolean;
  /** Takes the questions out again that were put into the document; the answer cannot be looked through after that. */
  readonly strip: () => void;
}

/** Bits to a word of a mask: what a small integer holds. */
const WORD = 30;

/** Looks an answer through for people. Whatever is not null was told; an empty list too, for it says that there is nothing. */
export function collectLooks(data: Data, { root, told }: WatchedDocument): Collected {
  const words = Math.ceil(told.length / WORD);
  const masks = new Map<string, number[]>();
  const asked: Data[] = [];
  const nobody = new Array<number>(words).fill(0);
  if (root) visit(data, root, undefined);
  return {
    looks: group(masks, told),
    whole: nobody.every((word) => word === 0),
    strip() {
      for (const object of asked) {
        delete object[WHO];
        delete object[IS];
      }
    },
  };

  function visit(object: Data, given: Shape, above: number[] | undefined): void {
    let shape = given;
    if (given.byType) {
      asked.push(object);
      const found = given.byType.get(String(object[IS]));
      if (!found) return;
      shape = found;
    }
    let mask = above;
    if (shape.who) {
      if (!given.byType) asked.push(object);
      if (!above || !shape.keeps) mask = maskOf(shape.who(object[WHO]));
    }
    for (const field of shape.fields) {
      const value = object[field.key];
      if (value === null || value === undefined) continue;
      if (mask && field.told !== undefined) mask[Math.floor(field.told / WORD)]! |= 1 << (field.told % WORD);
      if (field.child) visitAll(value, field.child, mask);
    }
  }

  function visitAll(value: unknown, shape: Shape, mask: number[] | undefined): void {
    if (Array.isArray(value)) for (const item of value) visitAll(item, shape, mask);
    else if (value !== null && value !== undefined) visit(value as Data, shape, mask);
  }

  function maskOf(participant: string | undefined): number[] {
    if (participant === undefined) return nobody;
    let mask = masks.get(participant);
    if (!mask) masks.set(participant, (mask = new Array<number>(words).fill(0)));
    return mask;
  }
}

/** One look for all of whom the same was told; none for those of whom nothing was. */
function group(masks: ReadonlyMap<string, number[]>, told: WatchedDocument["told"]): Collected["looks"] {
  const groups = new Map<string, { mask: number[]; participants: string[] }>();
  for (const [participant, mask] of masks) {
    const key = mask.length === 1 ? String(mask[0]) : mask.join();
    const same = groups.get(key);
    if (same) same.participants.push(participant);
    else groups.set(key, { mask, participants: [participant] });
  }
  return [...groups.values()].flatMap(({ mask, participants }) =>
    [false, true].flatMap((byRule) => {
      const fields = told.flatMap((field, i) =>
        field.byRule === byRule && mask[Math.floor(i / WORD)]! & (1 << (i % WORD)) ? [field.name] : [],
      );
      return fields.length > 0 ? [{ byRule, participants, fields: fields.sort() }] : [];
    }),
  );
}

/** A place in an answer. */
export type Path = readonly (string | number)[];

/**
 * Takes out of an answer everything that tells of anybody, as if each such field had failed; what is required takes with it
 * whatever holds it, up to the next thing that may be null.
 * @returns the places where something was taken out, or undefined when nothing at all is left
 */
export function withhold(data: Data, { root }: WatchedDocument): Path[] | undefined {
  const places: Path[] = [];
  return !root || blank(data, root, []) ? places : undefined;

  /** Whether the object still stands. */
  function blank(object: Data, given: Shape, path: Path): boolean {
    const shape = given.byType ? given.byType.get(String(object[IS])) : given;
    return shape?.fields.every((field) => blankField(object, field, [...path, field.key])) ?? true;
  }

  function blankField(object: Data, field: ShapeField, path: Path): boolean {
    const value = object[field.key];
    if (value === null || value === undefined) return true;
    if (field.told === undefined && field.child && blankValue(value, field.child, field.itemNullable, path))
      return true;
    if (!field.nullable) return false;
    object[field.key] = null;
    places.push(path);
    return true;
  }

  function blankValue(value: unknown, child: Shape, itemNullable: boolean, path: Path): boolean {
    if (!Array.isArray(value)) return blank(value as Data, child, path);
    return value.every((item: unknown, i) => {
      if (item === null || item === undefined || blank(item as Data, child, [...path, i])) return true;
      if (!itemNullable) return false;
      value[i] = null;
      places.push([...path, i]);
      return true;
    });
  }
}
