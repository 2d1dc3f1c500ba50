import {
  Kind,
  visit,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";

/** One `@defer` that is on. Part 0 of an answer is what is not deferred; the others are numbered as they are written. */
export interface DeferredSelection {
  readonly part: number;
  readonly label: string | undefined;
}

/** Which selections of an operation are deferred, for one outcome of its conditions. */
export interface Deferral {
  readonly partCount: number;
  of(selection: SelectionNode): DeferredSelection | undefined;
}

/** Undefined where nothing is deferred. What a mutation does is told at once, and events come one by one. */
export function readDeferral(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): Deferral | undefined {
  if ((operation.operation as string) !== "query") return undefined;
  const parts = new Map<DirectiveNode, DeferredSelection>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive(node) {
        if (node.name.value !== "defer" || valueOf(node, "if", variables) === false) return;
        const label = valueOf(node, "label", variables);
        parts.set(node, { part: parts.size + 1, label: typeof label === "string" ? label : undefined });
      },
    });
  }
  if (parts.size === 0) return undefined;
  return {
    partCount: parts.size + 1,
    of(selection) {
      if (selection.kind === Kind.FIELD) return undefined;
      for (const directive of selection.directives ?? []) {
        const part = parts.get(directive);
        if (part) return part;
      }
      return undefined;
    },
  };
}

function valueOf(node: DirectiveNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = node.arguments?.find((it) => it.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  return value?.kind === Kind.BOOLEAN || value?.kind === Kind.STRING ? value.value : undefined;
}
