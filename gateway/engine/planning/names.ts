import { Kind, type SelectionSetNode } from "graphql";

/** Names of fields, each with those below it; of which types they are is not told apart. */
export type Names = ReadonlyMap<string, Names>;

/** Response names of a selection. */
export function namesIn(set: SelectionSetNode | undefined): Names {
  const names = new Map<string, Names>();
  for (const it of set?.selections ?? []) {
    if (it.kind === Kind.FIELD) {
      const name = (it.alias ?? it.name).value;
      names.set(name, merge(names.get(name), namesIn(it.selectionSet)));
    } else if (it.kind === Kind.INLINE_FRAGMENT) {
      for (const [name, inner] of namesIn(it.selectionSet)) names.set(name, merge(names.get(name), inner));
    }
  }
  names.delete("__typename");
  return names;
}

function merge(one: Names | undefined, other: Names): Names {
  if (!one) return other;
  const both = new Map(one);
  for (const [name, inner] of other) both.set(name, merge(both.get(name), inner));
  return both;
}
