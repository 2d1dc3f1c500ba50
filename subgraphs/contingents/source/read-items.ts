import type { z } from "zod";
import { Fault } from "../../../schema/faults.js";

/** What a record says, or the fault of a record that breaks its form. */
export function checked<R, T>(
  form: z.ZodType<R>,
  value: unknown,
  translate: (record: R) => T,
  what: string,
): T | Fault {
  const record = form.safeParse(value);
  return record.success ? translate(record.data) : new Fault("AGENCY_RECORD_INVALID", "LOKET", what);
}

/** Items under the keys they name themselves; those that name none lie together under the empty one. */
export function byKey<T>(items: readonly unknown[], field: string, translate: (item: unknown) => T): Map<string, T> {
  return new Map(items.map((item) => [textOf(item, field), translate(item)]));
}

/** A text within an item of which nothing is known yet; empty when there is none. */
export function textOf(item: unknown, field: string): string {
  const value = typeof item === "object" && item !== null ? (item as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? value : "";
}
