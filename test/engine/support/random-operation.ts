import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import type { Random } from "./random.js";

export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Invents an operation over a schema: aliases, arguments, fragments, conditions, type conditions; and deferrals. */
export function inventOperation(schema: GraphQLSchema, random: Random, defers = false): RandomOperation {
  const fragments: string[] = [];
  let aliases = 0;
  let budget = 60;

  function selections(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    if (random.chance(0.25)) parts.push(random.chance(0.3) ? `t${aliases++}: __typename` : "__typename");
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields());
      for (const field of random.some(fields, depth > 3 ? 0.3 : 0.5)) {
        const text = selection(field, depth);
        if (text !== undefined) parts.push(text);
      }
    }
    if (isAbstractType(type)) {
      for (const possible of random.some(schema.getPossibleTypes(type), 0.6)) {
        parts.push(`... on ${possible.name}${condition(0.1)}${deferral()} { ${selections(possible, depth + 1)} }`);
      }
    }
    if (random.chance(0.12) && depth < 5) {
      const name = `F${fragments.length}`;
      fragments.push("");
      const index = fragments.length - 1;
      fragments[index] = `fragment ${name} on ${type.name} { ${selections(type, depth + 2)} }`;
      parts.push(`...${name}${condition(0.3)}${deferral()}`);
    }
    if (random.chance(defers ? 0.4 : 0.12))
      parts.push(`...${condition(0.6)}${deferral()} { ${selections(type, depth + 2)} }`);
    return parts.length > 0 ? parts.join(" ") : "__typename";
  }

  function selection(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
    const type = getNamedType(field.type);
    if (isCompositeType(type) && (depth > 6 || budget <= 0)) return undefined;
    budget--;
    const args =
      field.args.length > 0 && random.chance(0.6) ? random.pick(["(n: 1)", "(n: 2)", "(n: $n)", "(n: $m)"]) : "";
    const alias = args !== "" || random.chance(0.15) ? `a${aliases++}: ` : "";
    const head = `${alias}${field.name}${args}${condition(0.08)}`;
    return isCompositeType(type) ? `${head} { ${selections(type, depth + 1)} }` : head;
  }

  function deferral(): string {
    if (!defers || !random.chance(0.6)) return "";
    return random.pick([
      " @defer",
      " @defer",
      ` @defer(label: "l${aliases++}")`,
      " @defer(if: $yes)",
      " @defer(if: $no)",
    ]);
  }

  function condition(probability: number): string {
    if (!random.chance(probability)) return "";
    return random.pick([
      " @include(if: $yes)",
      " @skip(if: $no)",
      " @include(if: $no)",
      " @skip(if: true)",
      " @include(if: true) @skip(if: $no)",
    ]);
  }

  const root = schema.getQueryType();
  const body = root ? selections(root, 0) : "";
  const head = "query Asked($n: Int = 2, $m: Int, $yes: Boolean = true, $no: Boolean! = false)";
  // Every variable has to be used somewhere, or the operation is not valid.
  const uses = "__typename @include(if: $yes) @skip(if: $no)";
  const text = `${head} { ${uses} ${body} }\n${fragments.join("\n")}`;
  const unused = ["n", "m"].filter((name) => !text.slice(head.length).includes(`$${name})`));
  const query = unused.reduce((it, name) => it.replace(name === "n" ? "$n: Int = 2, " : "$m: Int, ", ""), text);
  const variables = random.chance(0.5) ? { m: 1, no: random.chance(0.3), yes: random.chance(0.7) } : {};
  return { query, variables };
}
