import { Kind, visit, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";

/** Names of the variables that decide over `@skip` and `@include` anywhere in the operation. */
export function conditionVariables(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive({ name, arguments: args }) {
        if (name.value !== "skip" && name.value !== "include") return;
        const value = args?.find((it) => it.name.value === "if")?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
