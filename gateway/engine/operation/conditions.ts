import { Kind, visit, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode } from "graphql";

/** Whether `@skip` and `@include` leave a selection in, for one set of values of the variables they use. */
export type Includes = (selection: SelectionNode) => boolean;

export function createIncludes(variables: Readonly<Record<string, unknown>>): Includes {
  return (selection) => {
    for (const { name, arguments: args } of selection.directives ?? []) {
      if (name.value !== "skip" && name.value !== "include") continue;
      const value = args?.find((it) => it.name.value === "if")?.value;
      const holds = value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : isTrue(value);
      if (holds === (name.value === "skip")) return false;
    }
    return true;
  };
}

function isTrue(value: { readonly kind: string; readonly value?: unknown } | undefined): boolean {
  return value?.kind === Kind.BOOLEAN && value.value === true;
}

const CONDITIONAL = new Set(["skip", "include", "defer"]);

/** Names of the variables that decide over `@skip`, `@include` and `@defer` anywhere in the operation. */
export function conditionVariables(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive({ name, arguments: args }) {
        if (!CONDITIONAL.has(name.value)) return;
        const value = args?.find((it) => it.name.value === "if")?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
