import type { Delivery, DeferringAnswer } from "../../../gateway/engine/execute-deferring.js";

export interface MergedAnswer {
  readonly data: unknown;
  readonly errors: readonly { message: string; path?: readonly (string | number)[] | undefined; code: unknown }[];
  readonly first: unknown;
  readonly deliveries: readonly Delivery[];
}

/** Puts a deferred answer together as a client does. */
export async function mergeDeferred({ first, later }: DeferringAnswer): Promise<MergedAnswer> {
  const data: unknown = first.data === undefined ? undefined : JSON.parse(first.data);
  const errors = [...first.errors];
  const deliveries: Delivery[] = [];
  for await (const delivery of later?.deliveries ?? []) {
    deliveries.push(delivery);
    for (const part of delivery.parts) {
      errors.push(...part.errors);
      const place = part.path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], data);
      const more: unknown = JSON.parse(part.data);
      if (more !== null) mergeInto(place, more);
    }
  }
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions.code })),
    first: first.data === undefined ? undefined : (JSON.parse(first.data) as unknown),
    deliveries,
  };
}

function mergeInto(target: unknown, source: unknown): void {
  if (typeof target !== "object" || target === null || typeof source !== "object" || source === null) return;
  const into = target as Record<string, unknown>;
  for (const [key, value] of Object.entries(source)) {
    if (typeof into[key] === "object" && into[key] !== null) mergeInto(into[key], value);
    else into[key] = value;
  }
}
