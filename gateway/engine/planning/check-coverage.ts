import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import { fetchedBy, type Fetched, type FetchedField } from "./fetched-by.js";
import { PlanFault } from "./plan-fault.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { RuntimeTypes } from "./runtime-types.js";

/**
 * The planner can leave out a field that it found no way to reach, without saying so. Every field of the operation has
 * to be fetched for every type of object that the subgraphs asked can give there, otherwise the operation is refused:
 * null would be a wrong answer. What is asked of a type that cannot stand in its place is rightly left out.
 */
export function checkCoverage(operation: DocumentNode, planned: readonly PlannedFetch[], types: RuntimeTypes): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of operation.definitions) if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  const checked = new Map<Fetched, Set<string>>();

  function check(set: SelectionSetNode, place: Fetched, standing: ReadonlySet<string>, path: string): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        checkFragment(selection.typeCondition?.name.value, selection.selectionSet, place, standing, path);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        const seen = checked.get(place) ?? new Set();
        checked.set(place, seen);
        const look = [name, ...[...standing].sort()].join();
        if (!fragment || seen.has(look)) continue;
        seen.add(look);
        checkFragment(fragment.typeCondition.name.value, fragment.selectionSet, place, standing, path);
      } else if (!selection.name.value.startsWith("__")) {
        const own = `${path}${selection.name.value}`;
        const field = place.get((selection.alias ?? selection.name).value);
        const without = field && [...standing].find((type) => bringersFor(type, field, types).length === 0);
        if (!field || without !== undefined) {
          throw new PlanFault(
            "PLAN_INCOMPLETE",
            `No subgraph can be asked for ${own}${without ? ` of ${without}` : ""}`,
          );
        }
        if (!selection.selectionSet) continue;
        check(selection.selectionSet, field.inner, typesUnder(selection.name.value, field, standing, types), `${own}.`);
      }
    }
  }

  function checkFragment(
    condition: string | undefined,
    set: SelectionSetNode,
    place: Fetched,
    standing: ReadonlySet<string>,
    path: string,
  ): void {
    if (condition === undefined) return check(set, place, standing, path);
    const allowed = types.of(condition);
    const narrowed = new Set([...standing].filter((it) => allowed.has(it)));
    if (narrowed.size > 0) check(set, place, narrowed, path);
  }

  const fetched = fetchedBy(planned);
  for (const it of operation.definitions) {
    if (it.kind === Kind.OPERATION_DEFINITION) check(it.selectionSet, fetched, types.root(it.operation), "");
  }
}

function bringersFor(type: string, field: FetchedField, types: RuntimeTypes): FetchedField["bringers"] {
  return field.bringers.filter(({ subgraph, conditions }) =>
    conditions.every((names) => names.some((name) => name === type || types.of(name, subgraph).has(type))),
  );
}

/** Subgraphs that give the same field give the same objects, so that each rules out what it cannot give. */
function typesUnder(
  name: string,
  field: FetchedField,
  standing: ReadonlySet<string>,
  types: RuntimeTypes,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const type of standing) {
    const given = bringersFor(type, field, types).flatMap(({ subgraph }) => types.under(subgraph, type, name) ?? []);
    const [first = types.anywhereUnder(type, name), ...others] = given;
    for (const it of first) if (others.every((other) => other.has(it))) found.add(it);
  }
  return found;
}
