import { isInterfaceType, isObjectType, isUnionType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { Random } from "./random.js";
import type { SubgraphSource } from "./world.js";

/** An entity as all subgraphs know it: the truth that each of them tells a part of. */
export interface Thing {
  readonly __typename: string;
  readonly values: Record<string, unknown>;
}

interface FieldModel {
  readonly name: string;
  readonly type: string;
  /** By subgraph, where it is narrower. */
  readonly typeIn?: Readonly<Record<string, string>>;
  /** Names of entity types that the field leads to; empty for leaves. */
  readonly targets: readonly string[];
  readonly owners: readonly string[];
  readonly args: string;
  readonly requires: readonly string[];
  readonly isList: boolean;
  readonly fails: boolean;
}

interface EntityModel {
  readonly name: string;
  readonly homes: readonly string[];
  /** By subgraph: the keys it can be asked by. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly FieldModel[];
}

export interface RandomWorld {
  readonly sources: readonly SubgraphSource[];
  /** Gives the API schema resolvers that tell the whole truth at once. */
  tellAll(schema: GraphQLSchema): GraphQLFieldResolver<unknown, unknown>;
}

const KEYS = ["id", "code", "id region { zip }", "code id"];
const LEAVES = [
  "String",
  "Int",
  "Boolean",
  "Float",
  "ID",
  "Mood",
  "String!",
  "Int!",
  "[Int]",
  "[String!]!",
  "[[Int!]]",
];

/** Invents subgraphs that share entities, and the data behind them. */
export function inventWorld(seed: number): RandomWorld {
  const random = new Random(seed);
  const subgraphs = ["alfa", "bravo", "charlie", "delta"].slice(0, 2 + random.int(3));
  const names = ["Ant", "Bee", "Cat", "Dog"].slice(0, 2 + random.int(3));
  const home = new Map(names.map((name) => [name, random.some(subgraphs, 0.7)]));
  const union = random.chance(0.6) ? random.some(names, 0.6) : [];
  const unionHomes = random.some(subgraphs, 0.5);
  const face = random.chance(0.6) ? random.some(names, 0.7) : [];
  /** By subgraph: which of them the union, and the interface, are there. */
  const unionIn = new Map(
    (union.length > 0 ? unionHomes : []).map((it) => [it, random.chance(0.5) ? union : random.some(union, 0.5)]),
  );
  const faceHome = random.pick(subgraphs);
  const faceIn = new Map([[faceHome, face]]);
  const settle = (known: ReadonlyMap<string, readonly string[]>): void => {
    for (const [subgraph, members] of known)
      for (const name of members) home.set(name, [...new Set([...(home.get(name) ?? []), subgraph])]);
  };
  settle(unionIn);
  settle(faceIn);
  const objectFace =
    face.length > 0 && subgraphs.length > 2 && random.chance(0.5)
      ? subgraphs.find((it) => it !== faceHome && !face.some((name) => home.get(name)?.includes(it)))
      : undefined;
  const otherFaceHome = random.pick(subgraphs);
  if (face.length > 0 && otherFaceHome !== faceHome && otherFaceHome !== objectFace) {
    faceIn.set(otherFaceHome, objectFace ? face : random.some(face, 0.5));
    settle(faceIn);
  }

  const entities = names.map((name): EntityModel => {
    const homes = home.get(name) ?? [];
    const style = random.int(3);
    const keys = Object.fromEntries(
      homes.map((it) => {
        const base =
          style === 0 ? ["id"] : style === 1 ? random.some(KEYS, 0.4) : ["id", ...random.some(KEYS.slice(1), 0.3)];
        const withId = face.includes(name) && it === faceHome && !base.includes("id") ? ["id", ...base] : base;
        return [it, withId];
      }),
    );
    // One subgraph knows the entity by all keys, so that there is a way between those that share none.
    const [hub] = homes;
    if (hub !== undefined) keys[hub] = [...new Set(Object.values(keys).flat())];
    const fields: FieldModel[] = [];
    const count = 3 + random.int(5);
    for (let index = 0; index < count; index++) {
      const fieldName = `${name.toLowerCase()}${index}`;
      const owners = random.chance(0.15) ? random.some(homes, 0.6) : [random.pick(homes)];
      const isLeaf = random.chance(0.55);
      const fails = random.chance(0.04);
      if (isLeaf) {
        const known = fields.filter(
          (it) =>
            it.targets.length === 0 &&
            !it.owners.some((one) => owners.includes(one)) &&
            it.args === "" &&
            !it.isList &&
            !it.fails,
        );
        const requires = owners.length === 1 && random.chance(0.4) ? known.slice(0, 2).map((it) => it.name) : [];
        const type = requires.length > 0 ? "String" : random.pick(LEAVES);
        const args = requires.length === 0 && random.chance(0.25) ? "(n: Int = 1, s: String)" : "";
        fields.push({
          name: fieldName,
          type: args === "" ? type : "String",
          targets: [],
          owners,
          args,
          requires,
          isList: type.startsWith("["),
          fails: fails && !type.endsWith("!"),
        });
        continue;
      }
      const owner = owners[0] ?? subgraphs[0] ?? "";
      const abstract = random.chance(0.35);
      const sharers = homes.filter((it) => unionIn.has(it)).slice(0, 3);
      const shared = union.filter((name) => sharers.every((it) => unionIn.get(it)?.includes(name)));
      if (abstract && sharers.length > 1 && shared.length > 0 && random.chance(0.5)) {
        const isList = random.chance(0.5);
        // Whoever knows the one type there can be may say so.
        const [only] = shared;
        const exact = shared.length === 1 && random.chance(0.5) ? sharers.at(-1) : undefined;
        const wrap = (type: string) => (isList ? `[${type}!]` : type);
        fields.push({
          name: fieldName,
          type: wrap("Any"),
          ...(exact !== undefined && only !== undefined ? { typeIn: { [exact]: wrap(only) } } : {}),
          targets: shared,
          owners: sharers,
          args: "",
          requires: [],
          isList,
          fails: false,
        });
        continue;
      }
      const reachable = names.filter((it) => home.get(it)?.includes(owner));
      const members = abstract ? (unionIn.get(owner) ?? []) : [];
      const faces = abstract && members.length === 0 ? (faceIn.get(owner) ?? []) : [];
      const target = members.length > 0 ? "Any" : faces.length > 0 ? "Face" : random.pick(reachable);
      const targets = members.length > 0 ? members : faces.length > 0 ? faces : [target];
      const isList = random.chance(0.5);
      const type = isList
        ? random.pick([`[${target}]`, `[${target}!]`, `[${target}!]!`, `[[${target}]]`])
        : random.pick([target, target, `${target}!`]);
      fields.push({
        name: fieldName,
        type,
        targets,
        owners: [owner],
        args: random.chance(0.15) ? "(n: Int = 2, s: String)" : "",
        requires: [],
        isList,
        fails: fails && !type.endsWith("!"),
      });
    }
    return { name, homes, keys, fields };
  });

  const things = inventThings(entities, random);
  const roots = names.map((name) => ({ name, owners: random.some(home.get(name) ?? [], 0.4) }));

  const sources = subgraphs.map((subgraph): SubgraphSource => {
    const parts: string[] = [];
    const resolvers: Record<string, Record<string, unknown>> = {};
    const query: string[] = [`ping${subgraph}: String @shareable`];
    const queryResolvers: Record<string, unknown> = { [`ping${subgraph}`]: () => subgraph };
    for (const { name, owners } of roots) {
      if (!owners.includes(subgraph)) continue;
      query.push(`all${name}: [${name}!] @shareable`, `one${name}(n: Int = 0): ${name} @shareable`);
      queryResolvers[`all${name}`] = () => things.get(name);
      queryResolvers[`one${name}`] = (_: unknown, { n }: { n: number }) => things.get(name)?.[n] ?? null;
    }
    const faces = faceIn.get(subgraph) ?? [];
    if (faces.length > 0) {
      query.push(`faces${subgraph}: [Face]`);
      queryResolvers[`faces${subgraph}`] = () => faces.flatMap((name) => things.get(name) ?? []);
      parts.push(`interface Face ${objectFace && subgraph === faceHome ? `@key(fields: "id")` : ""} { id: ID! }`);
      resolvers.Face = { __resolveType: typeOf, __resolveReference: (ref: Data) => find(things, faces, ref) };
    }
    if (objectFace === subgraph) {
      parts.push(`type Face @key(fields: "id") @interfaceObject { id: ID! mask(n: Int = 3): String eyes: Int! }`);
      resolvers.Face = {
        mask: ({ id }: Data, { n }: { n: number }) => maskOf(id, n),
        eyes: ({ id }: Data) => eyesOf(id),
      };
    }
    const members = unionIn.get(subgraph) ?? [];
    if (members.length > 0) {
      parts.push(`union Any = ${members.join(" | ")}`);
      resolvers.Any = { __resolveType: typeOf };
    }
    for (const entity of entities) {
      if (!entity.homes.includes(subgraph)) continue;
      const own = entity.fields.filter((it) => it.owners.includes(subgraph));
      const required = new Set(own.flatMap((it) => it.requires));
      const keys = entity.keys[subgraph] ?? [];
      const lines = keyFields(keys, faces.includes(entity.name));
      for (const field of own) {
        const directives = [
          field.requires.length > 0 ? `@requires(fields: "${field.requires.join(" ")}")` : "",
          field.owners.length > 1 ? "@shareable" : "",
        ].join(" ");
        lines.push(`${field.name}${field.args}: ${field.typeIn?.[subgraph] ?? field.type} ${directives}`);
      }
      for (const name of required) {
        const field = entity.fields.find((it) => it.name === name);
        if (field) lines.push(`${field.name}: ${field.type} @external`);
      }
      const implementing = faces.includes(entity.name) ? "implements Face" : "";
      parts.push(
        `type ${entity.name} ${implementing} ${keys.map((key) => `@key(fields: "${key}")`).join(" ")} { ${lines.join("\n")} }`,
      );
      resolvers[entity.name] = {
        __resolveReference: (ref: Data) => {
          const thing = find(things, [entity.name], ref);
          return thing && { ...thing, given: ref };
        },
        ...Object.fromEntries(["id", "code", "region"].map((key) => [key, (thing: Thing) => thing.values[key]])),
        ...Object.fromEntries([
          ...own.map((field) => [field.name, resolverOf(field, entity.fields, true)] as const),
          ...[...required].map((name) => [name, () => null] as const),
        ]),
      };
    }
    parts.push(`type Region @shareable { zip: Int! }`, `enum Mood { GLAD SAD }`, `type Query { ${query.join("\n")} }`);
    resolvers.Query = queryResolvers;
    return { name: subgraph, typeDefs: parts.join("\n"), resolvers };
  });

  return {
    sources,
    tellAll:
      () =>
      (parent, args, _context, { fieldName, parentType }) => {
        if (parentType.name === "Query") {
          if (fieldName.startsWith("ping")) return fieldName.slice(4);
          if (fieldName.startsWith("faces")) {
            return (faceIn.get(fieldName.slice(5)) ?? []).flatMap((name) => things.get(name) ?? []);
          }
          if (fieldName.startsWith("all")) return things.get(fieldName.slice(3));
          return things.get(fieldName.slice(3))?.[(args as { n: number }).n] ?? null;
        }
        if (parentType.name === "Region") return (parent as Data)[fieldName];
        const thing = parent as Thing;
        if (fieldName === "mask") return maskOf(thing.values.id, (args as { n: number }).n);
        if (fieldName === "eyes") return eyesOf(thing.values.id);
        const fields = entities.find((it) => it.name === parentType.name)?.fields ?? [];
        const field = fields.find((it) => it.name === fieldName);
        return field ? resolverOf(field, fields, false)(thing, args as Data) : thing.values[fieldName];
      },
  };
}

type Data = Record<string, unknown>;
type Resolved = Thing & { readonly given?: Data };

/** Subgraphs work out what requires other fields from what they are `given`; the truth works those out itself. */
function resolverOf(field: FieldModel, siblings: readonly FieldModel[], fromGiven: boolean) {
  const truthOf = (thing: Resolved, name: string): unknown => {
    const sibling = siblings.find((it) => it.name === name);
    return sibling && resolverOf(sibling, siblings, false)(thing, {});
  };
  return (thing: Resolved, args: Data): unknown => {
    if (field.fails && String(thing.values.id).endsWith("1")) throw new Error(`${field.name} fails`);
    if (field.requires.length > 0) {
      const from = (name: string) => (fromGiven ? thing.given?.[name] : truthOf(thing, name));
      return `needs ${field.requires.map((name) => JSON.stringify(from(name))).join(" ")}`;
    }
    const value = thing.values[field.name];
    if (field.args === "") return value;
    if (field.targets.length === 0) return `${JSON.stringify(value)} ${JSON.stringify(args)}`;
    return Array.isArray(value) && !Array.isArray(value[0]) ? value.slice(0, Math.max(1, Number(args.n))) : value;
  };
}

function inventThings(entities: readonly EntityModel[], random: Random): ReadonlyMap<string, Thing[]> {
  const things = new Map<string, Thing[]>();
  for (const { name } of entities) {
    things.set(
      name,
      Array.from({ length: 1 + random.int(4) }, (_, index): Thing => {
        const id = `${name}-${index}`;
        return { __typename: name, values: { id, code: `c"${id}`, region: { zip: 1000 + index } } };
      }),
    );
  }
  for (const { name, fields } of entities) {
    for (const thing of things.get(name) ?? []) {
      for (const field of fields) thing.values[field.name] = inventValue(field, things, random);
    }
  }
  return things;
}

function inventValue(field: FieldModel, things: ReadonlyMap<string, Thing[]>, random: Random): unknown {
  const leaf = (type: string): unknown => {
    if (type.endsWith("!")) return leaf(type.slice(0, -1)) ?? leaf(type);
    if (random.chance(0.15)) return null;
    if (type.startsWith("[")) return Array.from({ length: random.int(3) }, () => item(type.slice(1, -1)));
    return item(type);
  };
  const item = (type: string): unknown => {
    const name = type.replace(/[[\]!]/g, "");
    if (type.startsWith("[") || type.endsWith("!") || random.chance(0.1)) return leaf(type);
    if (field.targets.length > 0) return random.pick(things.get(random.pick(field.targets)) ?? []);
    if (name === "Int") return random.int(1000) - 500;
    if (name === "Float") return random.int(1000) / 8;
    if (name === "Boolean") return random.chance(0.5);
    if (name === "Mood") return random.pick(["GLAD", "SAD"]);
    return random.pick(["plain", 'with "quotes"', "regel\nnieuw", "é€\u2028", ""]) + random.int(10);
  };
  return leaf(field.type);
}

function find(things: ReadonlyMap<string, Thing[]>, types: readonly string[], ref: Data): Thing | null {
  const known = types.flatMap((type) => things.get(type) ?? []);
  const fits = (thing: Thing) =>
    (ref.id === undefined || thing.values.id === ref.id) &&
    (ref.code === undefined || thing.values.code === ref.code) &&
    (ref.region === undefined || (thing.values.region as Data).zip === (ref.region as Data).zip);
  return known.find(fits) ?? null;
}

function keyFields(keys: readonly string[], withId: boolean): string[] {
  const text = keys.join(" ");
  const shared = (line: string) => `${line} @shareable`;
  return [
    ...(/\bid\b/.test(text) || withId ? [shared("id: ID!")] : []),
    ...(/\bcode\b/.test(text) ? [shared("code: String!")] : []),
    ...(text.includes("region") ? [shared("region: Region!")] : []),
  ];
}

const typeOf = (thing: Thing) => thing.__typename;
const maskOf = (id: unknown, n: number) => `mask ${String(id)} ${n}`;
const eyesOf = (id: unknown) => String(id).length;

/** Whether the API has types whose objects need `resolveType`. */
export function resolveTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (value) => (value as Thing).__typename;
    if (isObjectType(type)) delete type.isTypeOf;
  }
}
