import { print, type DirectiveNode, type FieldNode, type OperationTypeNode } from "graphql";

const CONDITIONS = new Set(["skip", "include", "defer"]);

/**
 * Names for fields that depend on what is asked, not on what the client calls it: equal field and arguments, equal
 * name, wherever they stand in the operation. Data under such names can be shared between places of the answer, and
 * no client alias ever reaches a subgraph.
 */
export interface FieldKeys {
  keyOf(field: FieldNode, isMutationRoot: boolean): string;
}

/** `taken` holds the field names of the schema, which a made name has to stay clear of. */
export function createFieldKeys(operation: OperationTypeNode, taken: ReadonlySet<string>): FieldKeys {
  const keys = new Map<string, string>();
  const mutation = (operation as string) === "mutation";
  return {
    keyOf(field, isMutationRoot) {
      const name = field.name.value;
      // Each mutation field runs as often as it is written; two equal ones are two deeds.
      if (mutation && isMutationRoot && !name.startsWith("__")) return `_${field.alias?.value ?? name}`;
      if (!field.arguments?.length && !field.directives?.some(isCustom)) return name;
      const text = [
        ...(field.arguments ?? []).map((it) => print(it)).sort(),
        ...(field.directives ?? []).filter(isCustom).map((it) => print(it)),
      ].join();
      const use = `${name}(${text})`;
      let key = keys.get(use);
      if (key === undefined) {
        for (let number = keys.size; key === undefined || taken.has(key); number++) key = `${name}_${number}`;
        keys.set(use, key);
      }
      return key;
    },
  };
}

function isCustom(directive: DirectiveNode): boolean {
  return !CONDITIONS.has(directive.name.value);
}
