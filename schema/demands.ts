import { valueFromASTUntyped, type ConstDirectiveNode } from "graphql";
import { hasScope, mayRead, type Asker } from "./groups.js";

/** What a directive demands: one of these sets, whole. */
type Demand = readonly (readonly string[])[];

/** What a field demands of a mandate; all of it must be met. Without any set, that there is a mandate. */
export interface Demands {
  readonly scopes: readonly Demand[];
  readonly policies: readonly Demand[];
}

/** What `@authenticated`, `@requiresScopes` and `@policy` among the directives demand; undefined when none is there. */
export function readDemands(directives: readonly ConstDirectiveNode[]): Demands | undefined {
  const demanding = directives.filter(({ name }) =>
    /^(federation__)?(authenticated|requiresScopes|policy)$/.test(name.value),
  );
  if (demanding.length === 0) return undefined;
  const setsOf = (argument: string) =>
    demanding.flatMap(({ arguments: given = [] }) =>
      given.filter(({ name }) => name.value === argument).map(({ value }) => valueFromASTUntyped(value) as Demand),
    );
  return { scopes: setsOf("scopes"), policies: setsOf("policies") };
}

/** Whether a mandate may have what demands this. */
export function meets({ scopes, policies }: Demands, mandate: Asker): boolean {
  return (
    scopes.every((demand) => demand.some((all) => all.every((scope) => hasScope(scope, mandate)))) &&
    policies.every((demand) => demand.some((all) => all.every((group) => mayRead(group, mandate))))
  );
}
