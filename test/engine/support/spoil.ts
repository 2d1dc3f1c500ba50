import type { Random } from "./random.js";

const JUNK: readonly unknown[] = [
  7,
  "junk",
  true,
  [],
  {},
  [[{}]],
  { __typename: "Nothing" },
  { __typename: 3 },
  -1e9,
  "\u2028\ud800",
];

/** Changes values anywhere in a reply into something that has no business there. */
export function spoil(value: unknown, random: Random, probability: number, withNulls: boolean): unknown {
  if (random.chance(probability)) return random.pick(withNulls ? [null, [null], ...JUNK] : JUNK);
  if (Array.isArray(value)) return value.map((it: unknown) => spoil(it, random, probability, withNulls));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(() => !random.chance(probability / 2));
  return Object.fromEntries(kept.map(([key, it]) => [key, spoil(it, random, probability, withNulls)]));
}

/** JSON text in which the order of keys says nothing. */
export function canonical(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
