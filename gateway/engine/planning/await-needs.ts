import { Kind, type SelectionSetNode } from "graphql";
import { namesIn, type Names } from "./names.js";
import { PlanFault } from "./plan-fault.js";
import type { Fetch, Plan, Required } from "./plan.js";

/**
 * Has each fetch wait for those that bring what it needs, and for no others. Planners let one wait for all that stands before
 * it, and Apollo's forgets now and then whom it needs.
 */
export function awaitNeeds(plan: Plan): Plan {
  const { fetches, primary } = plan;
  const isDeferred = fetches.some(({ part }) => part !== 0);
  const brought = fetches.map(broughtBy);
  const known = primary && broughtBy(primary);
  const depths = fetches.map((it) => placeOf(it).length);
  // The objects that a fetch is about were there before it.
  const isBelow = (other: number, need: Need) => need.length > (depths[other] ?? 0);
  const closure: ReadonlySet<number>[] = [];
  const after = fetches.map((fetch, index) => {
    const all = new Set(fetch.after.flatMap((it) => [it, ...(closure[it] ?? [])]));
    closure[index] = all;
    return fetch.requires ? new Set<number>() : new Set(fetch.after);
  });
  const waitsFor = (index: number, other: number): boolean =>
    index === other || [...(after[index] ?? [])].some((it) => waitsFor(it, other));

  const missing: (() => void)[] = [];
  fetches.forEach((fetch, index) => {
    for (const need of needsOf(fetch)) {
      const bringers = fetches.flatMap((_, other) =>
        other !== index && isBelow(other, need) && brings(brought[other], need) ? [other] : [],
      );
      const before = bringers.filter((it) => closure[index]?.has(it));
      for (const it of before) after[index]?.add(it);
      if (before.length > 0 || need.at(-1) === "__typename" || brings(known, need)) continue;
      if (isDeferred) throw new PlanFault("PLAN_REFUSED", `A deferred plan does not wait for ${need.join(" > ")}`);
      missing.push(() => bringers.filter((it) => !waitsFor(it, index)).forEach((it) => after[index]?.add(it)));
    }
  });
  // What is deferred waits as it is deferred.
  if (isDeferred) return plan;
  for (const add of missing) add();
  return { ...plan, fetches: inOrder(fetches.map((fetch, index) => ({ ...fetch, after: [...(after[index] ?? [])] }))) };
}

/** Response names from the root, and in the end a name that has to come there. */
type Need = readonly string[];

function needsOf(fetch: Fetch): Need[] {
  const place = placeOf(fetch);
  const { requires = [] } = fetch;
  return [place, [...place, "__typename"], ...required(requires).map((it) => [...place, ...it])];
}

export function placeOf({ path }: Fetch): Need {
  return path.flatMap((step) => (step.kind === "field" ? [step.name] : []));
}

function required(selections: readonly Required[]): Need[] {
  return selections.flatMap((it) => {
    if (it.kind === "InlineFragment") return required(it.selections);
    return it.name === "__typename"
      ? []
      : [[it.name], ...required(it.selections ?? []).map((one) => [it.name, ...one])];
  });
}

export function brings(names: Names | undefined, [first, ...rest]: Need): boolean {
  if (first === undefined) return true;
  const inner = names?.get(first);
  return inner !== undefined && brings(inner, rest);
}

export function broughtBy({ path, selectionSet, outputRewrites, requires }: Fetch): Names {
  const named = outputRewrites.reduce(
    (names, it) => (it.kind === "KeyRenamer" ? renamed(names, it.path.filter(isName), it.renameKeyTo) : names),
    namesIn(selectionSet),
  );
  // An entity is asked for its type only where nobody else tells it.
  const own = new Map(named);
  if (requires && tellsType(selectionSet)) own.set("__typename", new Map());
  return path.reduceRight<Names>((names, it) => (it.kind === "field" ? new Map([[it.name, names]]) : names), own);
}

function tellsType({ selections }: SelectionSetNode): boolean {
  return selections.some((it) => {
    if (it.kind === Kind.FIELD) return it.name.value === "__typename";
    return it.kind === Kind.INLINE_FRAGMENT && tellsType(it.selectionSet);
  });
}

function isName(step: string): boolean {
  return step !== "@" && !step.startsWith("... on ");
}

function renamed(names: Names, [first = "", ...rest]: readonly string[], to: string): Names {
  const inner = names.get(first);
  if (!inner) return names;
  if (rest.length > 0) return new Map([...names, [first, renamed(inner, rest, to)]]);
  return new Map([...names, [to, inner]]);
}

/** Puts each fetch behind those it waits for. */
function inOrder(fetches: readonly Fetch[]): Fetch[] {
  const places = new Map<number, number>();
  const ordered: Fetch[] = [];
  const visit = (index: number): number => {
    const fetch = fetches[index];
    const known = places.get(index);
    if (known !== undefined || !fetch) return known ?? 0;
    const after = fetch.after.map(visit);
    places.set(index, ordered.length);
    return ordered.push({ ...fetch, after }) - 1;
  };
  fetches.forEach((_, index) => visit(index));
  return ordered;
}
