import { Kind, type DirectiveNode } from "graphql";

/** What must hold for a selection to be answered: `$identify`, `!$short`. None: it always is. */
export type Conditions = ReadonlySet<string>;

export const ALWAYS: Conditions = new Set();

/** The conditions of a selection with these directives inside others; undefined where it never is answered. */
export function conditionsOf(directives: readonly DirectiveNode[] = [], outer: Conditions): Conditions | undefined {
  const conditions = new Set(outer);
  for (const { name, arguments: given } of directives) {
    const wanted = CONDITIONAL[name.value];
    if (wanted === undefined) continue;
    const value = given?.find((argument) => argument.name.value === "if")?.value;
    if (value?.kind === Kind.VARIABLE) conditions.add(`${wanted ? "" : "!"}$${value.name.value}`);
    else if (name.value === "defer") conditions.add("later");
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined;
  }
  return conditions;
}

/** Which value of `if` lets a selection be. What is deferred is not there at first. */
const CONDITIONAL: Readonly<Record<string, boolean | undefined>> = { include: true, skip: false, defer: true };

/** What of the conditions of each is still open once it is known that one of them held. */
export function stillOpen(all: readonly Conditions[]): Conditions[] {
  const held = [...(all[0] ?? [])].filter((condition) => all.every((one) => one.has(condition)));
  return all.map((one) => new Set([...one].filter((condition) => !held.includes(condition))));
}
