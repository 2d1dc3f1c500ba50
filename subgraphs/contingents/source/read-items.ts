import type { z } from "zod";
import { Fault } from "../../../schema/faults.js";

/** What a record says, or the fault of a record that breaks its form. */
export function checked<R, T>(
  form: z.ZodType<R>,
  value: unknown,
  translate: (record: R) => T,
  what: string,
): T | Fault {
  return checkedOr(form, value, translate, () => new Fault("AGENCY_RECORD_INVALID", "LOKET", what));
}

/** The same, with a fault that keeps what can still be read. */
export function checkedOr<R, T, F extends Fault>(
  form: z.ZodType<R>,
  value: unknown,
  translate: (record: R) => T,
  faultOf: (value: unknown) => F,
): T | F {
  const record = form.safeParse(value);
  return record.success ? translate(record.data) : faultOf(value);
}

/** Each record of a list by itself, those that can be read apart from those that cannot. */
export function eachChecked<R, T, F extends Fault>(
  form: z.ZodType<R>,
  values: readonly unknown[],
  translate: (record: R) => T,
  faultOf: (value: unknown) => F,
): { read: T[]; faults: F[] } {
  const read: T[] = [];
  const faults: F[] = [];
  for (const value of values) {
    const record = form.safeParse(value);
    if (record.success) read.push(translate(record.data));
    else faults.push(faultOf(value));
  }
  return { read, faults };
}

/** A field of an item of which nothing is known yet. */
export function fieldOf(item: unknown, field: string): unknown {
  return typeof item === "object" && item !== null ? (item as Record<string, unknown>)[field] : undefined;
}

/** The end of an unreadable record as it is written; null where it has none, also as the counter writes that. */
export function endOf(item: unknown, field: string): unknown {
  const end = fieldOf(item, field);
  return typeof end === "string" && !end.trim().startsWith("9999") ? end : null;
}

/** Items under the keys they name themselves; those that name none lie together under the empty one. */
export function byKey<T>(items: readonly unknown[], field: string, translate: (item: unknown) => T): Map<string, T> {
  return new Map(items.map((item) => [textOf(item, field), translate(item)]));
}

/** A text within an item of which nothing is known yet; empty when there is none. */
export function textOf(item: unknown, field: string): string {
  const value = fieldOf(item, field);
  return typeof value === "string" ? value : "";
}
