import fc from "fast-check";

const FRAGMENTS = 4;
const name = fc.constantFrom("node", "list", "page", "leaf", "other");
const directives = fc.constantFrom("", "", "", " @include(if: true)", " @a @b");

/** Selections that spread only fragments of a higher number: nested at will, never in a circle. */
function selections(from: number, depth: number): fc.Arbitrary<string> {
  const leaf = fc.tuple(fc.constantFrom("", "", "x: ", "y: "), name, directives).map((parts) => parts.join(""));
  const spread =
    from < FRAGMENTS
      ? fc.tuple(fc.integer({ min: from, max: FRAGMENTS - 1 }), directives).map(([n, d]) => `...F${n}${d}`)
      : leaf;
  if (depth === 0) return fc.array(fc.oneof(leaf, spread), { minLength: 1, maxLength: 3 }).map((all) => all.join(" "));
  const below = fc.tuple(leaf, selections(from, depth - 1)).map(([field, inner]) => `${field} { ${inner} }`);
  const inline = fc.tuple(directives, selections(from, depth - 1)).map(([d, inner]) => `...${d} { ${inner} }`);
  return fc.array(fc.oneof(leaf, spread, below, inline), { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
}

/** Any document over no schema in particular, with fragments that no circle joins, some of which nobody spreads. */
export const randomDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(selections(0, 3), { minLength: 1, maxLength: 2 }),
    ...Array.from({ length: FRAGMENTS }, (_, n) => selections(n + 1, 2)),
  )
  .map(([operations, ...fragments]) =>
    [
      ...operations.map((set, n) => `query Q${n} { ${set} }`),
      ...fragments.map((set, n) => `fragment F${n} on T { ${set} }`),
    ].join("\n"),
  );
