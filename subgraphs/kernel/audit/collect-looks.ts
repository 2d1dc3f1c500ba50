import type { Look } from "../../../platform/access-log/look.js";
import { COUNTED, IS, PAGE, WHO } from "./ask-who.js";
import type { Shape, ShapeField, WatchedDocument } from "./watch-document.js";

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

/** What led to the people that come next: places in `told`. */
type Trail = readonly number[];

/**
 * Looks an answer through for people. Whatever is not null was told; an empty list too, for it says that there is nothing.
 * Of each person also what led there: the field that lists, and by which arguments.
 * @param variables coerced
 */
export function collectLooks(
  data: Data,
  { root, told }: WatchedDocument,
  variables: Readonly<Record<string, unknown>>,
): Collected {
  const words = Math.ceil(told.length / WORD);
  const masks = new Map<string, number[]>();
  const asked: Data[] = [];
  const nobody = new Array<number>(words).fill(0);
  const criteria = new Map<ShapeField, Trail>();
  if (root) visit(data, root, undefined, []);
  return {
    looks: group(masks, told),
    whole: nobody.every((word) => word === 0),
    strip() {
      for (const object of asked) for (const key of [WHO, IS, PAGE, COUNTED]) delete object[key];
    },
  };

  function visit(object: Data, given: Shape, above: number[] | undefined, trail: Trail): void {
    let shape = given;
    if (given.byType) {
      asked.push(object);
      const found = given.byType.get(String(object[IS]));
      if (!found) return;
      shape = found;
    }
    let mask = above;
    let led = trail;
    if (shape.who) {
      if (!given.byType) asked.push(object);
      if (!above || !shape.keeps) {
        mask = maskOf(shape.who(object[WHO]));
        mark(mask, led);
        led = [];
      }
    }
    if (shape.page) {
      asked.push(object);
      for (const item of itemsOf(object)) mark(maskOf(shape.page(item[WHO])), led);
    }
    for (const field of shape.fields) {
      const value = object[field.key];
      if (value === null || value === undefined) continue;
      const by = criteriaOf(field);
      if (mask && field.told !== undefined) mark(mask, [field.told, ...by]);
      if (!field.child) continue;
      const further = field.leads === undefined ? led : [...led, field.leads, ...by];
      visitAll(value, field.child, mask, further);
    }
  }

  function visitAll(value: unknown, shape: Shape, mask: number[] | undefined, trail: Trail): void {
    if (Array.isArray(value)) for (const item of value) visitAll(item, shape, mask, trail);
    else if (value !== null && value !== undefined) visit(value as Data, shape, mask, trail);
  }

  function criteriaOf(field: ShapeField): Trail {
    if (!field.criteria) return [];
    let found = criteria.get(field);
    if (!found) criteria.set(field, (found = field.criteria(variables)));
    return found;
  }

  function maskOf(participant: string | undefined): number[] {
    if (participant === undefined) return nobody;
    let mask = masks.get(participant);
    if (!mask) masks.set(participant, (mask = new Array<number>(words).fill(0)));
    return mask;
  }
}

function mark(mask: number[], places: Trail): void {
  for (const place of places) mask[Math.floor(place / WORD)]! |= 1 << (place % WORD);
}

/** Whoever a page lists or counts, once or more; an item whose record is not right is of nobody. */
function itemsOf(page: Data): Data[] {
  const edges = (page[PAGE] ?? []) as { node: Data | null }[];
  const counted = (page[COUNTED] ?? []) as (Data | null)[];
  return [...edges.map(({ node }) => node), ...counted].filter((item) => item !== null);
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
  return !root || blank(data, root, [], false) ? places : undefined;

  /**
   * Whether the object still stands.
   * @param isListed whether its being there tells of whoever it is of
   */
  function blank(object: Data, given: Shape, path: Path, isListed: boolean): boolean {
    const shape = given.byType ? given.byType.get(String(object[IS])) : given;
    if (!shape) return true;
    if (shape.page || (shape.who && isListed)) return false;
    return shape.fields.every((field) => blankField(object, field, [...path, field.key], isListed));
  }

  function blankField(object: Data, field: ShapeField, path: Path, isListed: boolean): boolean {
    const value = object[field.key];
    if (value === null || value === undefined) return true;
    const { told, child, leads, itemNullable } = field;
    if (told === undefined && child && blankValue(value, child, itemNullable, path, isListed || leads !== undefined))
      return true;
    if (!field.nullable) return false;
    object[field.key] = null;
    places.push(path);
    return true;
  }

  function blankValue(value: unknown, child: Shape, itemNullable: boolean, path: Path, isListed: boolean): boolean {
    if (!Array.isArray(value)) return blank(value as Data, child, path, isListed);
    return value.every((item: unknown, i) => {
      if (item === null || item === undefined || blank(item as Data, child, [...path, i], isListed)) return true;
      if (!itemNullable) return false;
      value[i] = null;
      places.push([...path, i]);
      return true;
    });
  }
}
