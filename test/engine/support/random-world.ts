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

/** What is settled once all entities are invented. Fields are named as `Type.field`. */
interface Settled {
  /** The leaf of its target that an object field provides. */
  readonly provides: ReadonlyMap<string, string>;
  readonly shared: ReadonlySet<string>;
  /** The subgraph that a field was taken over from. */
  readonly overridden: ReadonlyMap<string, string>;
  /** An object field, and a leaf of its target, that a field requires beside others. */
  readonly nested: ReadonlyMap<string, { readonly via: FieldModel; readonly leaf: string }>;
  /** Types of the fields that a subgraph names and does not know, as `subgraph Type`. */
  readonly external: ReadonlyMap<string, ReadonlyMap<string, string>>;
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

const KEYS = ["id", "code", "id region { zip }", "code id", "serial"];
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
  "Long",
  "[Long!]",
];

/** Invents subgraphs that share entities, and the data behind them. */
export function inventWorld(seed: number): RandomWorld {
  const random = new Random(seed);
  const subgraphs = ["alfa", "bravo", "charlie", "delta"].slice(0, 2 + random.int(3));
  const names = ["Ant", "Bee", "Cat", "Dog"].slice(0, 2 + random.int(3));
  const home = new Map(names.map((name) => [name, random.some(subgraphs, 0.7)]));
  const face = random.chance(0.6) ? random.some(names, 0.7) : [];
  const faceHome = random.pick(subgraphs);
  // Subgraphs that know the interface as one type, and none of the types below it: the second takes up what the first says.
  const others = subgraphs.filter((it) => it !== faceHome);
  const [objectFace, echoes] =
    face.length > 0 && others.length > 1 && random.chance(0.5) ? random.some(others, 0.4) : [];
  const isBlind = (subgraph: string) => subgraph === objectFace || subgraph === echoes;
  for (const name of face) home.set(name, home.get(name)?.filter((it) => !isBlind(it)) ?? []);
  const union = random.chance(0.6) ? random.some(names, 0.6) : [];
  const unionHomes = random.some(subgraphs, 0.5).filter((it) => !isBlind(it));
  /** By subgraph: which of them the union, and the interface, are there. */
  const unionIn = new Map(
    (union.length > 0 ? unionHomes : []).map((it) => [it, random.chance(0.5) ? union : random.some(union, 0.5)]),
  );
  const faceIn = new Map([[faceHome, face]]);
  const settle = (known: ReadonlyMap<string, readonly string[]>): void => {
    for (const [subgraph, members] of known)
      for (const name of members) home.set(name, [...new Set([...(home.get(name) ?? []), subgraph])]);
  };
  settle(unionIn);
  settle(faceIn);
  const otherFaceHome = random.pick(subgraphs);
  if (face.length > 0 && otherFaceHome !== faceHome && !isBlind(otherFaceHome)) {
    faceIn.set(otherFaceHome, objectFace === undefined ? random.some(face, 0.5) : face);
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

  const settled = settleFields(entities, random);
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
      const whole = objectFace !== undefined && subgraph === faceHome;
      parts.push(`interface Face ${whole ? `@key(fields: "id")` : ""} { id: ID! ${whole ? "crest: String" : ""} }`);
      resolvers.Face = {
        __resolveType: typeOf,
        __resolveReference: (ref: Data) => given(find(things, faces, ref), ref),
      };
    }
    if (isBlind(subgraph)) {
      query.push(`faces${subgraph}: [Face]`);
      queryResolvers[`faces${subgraph}`] = () => face.flatMap((name) => things.get(name) ?? []).map((it) => it.values);
    }
    if (objectFace === subgraph) {
      parts.push(`type Face @key(fields: "id") @interfaceObject { id: ID! mask(n: Int = 3): String eyes: Int!
        crest: String @external echo: String @requires(fields: "crest") }`);
      resolvers.Face = {
        mask: ({ id }: Data, { n }: { n: number }) => maskOf(id, n),
        eyes: ({ id }: Data) => eyesOf(id),
        echo: ({ crest }: Data) => `echo ${String(crest)}`,
      };
    }
    if (echoes === subgraph) {
      parts.push(
        `type Face @key(fields: "id") @interfaceObject { id: ID! echo: String @external loud: String @requires(fields: "echo") }`,
      );
      resolvers.Face = { loud: ({ echo }: Data) => `loud ${String(echo)}` };
    }
    const members = unionIn.get(subgraph) ?? [];
    if (members.length > 0) {
      parts.push(`union Any = ${members.join(" | ")}`);
      resolvers.Any = { __resolveType: typeOf };
    }
    for (const entity of entities) {
      if (!entity.homes.includes(subgraph)) continue;
      const own = entity.fields.filter((it) => it.owners.includes(subgraph));
      const external = new Map(settled.external.get(`${subgraph} ${entity.name}`));
      for (const name of own.flatMap((it) => it.requires))
        external.set(name, entity.fields.find((it) => it.name === name)?.type ?? "String");
      const keys = entity.keys[subgraph] ?? [];
      const lines = keyFields(keys, faces.includes(entity.name));
      if (objectFace !== undefined && subgraph === faceHome && faces.includes(entity.name)) lines.push("crest: String");
      for (const field of own) {
        const path = `${entity.name}.${field.name}`;
        const nested = settled.nested.get(path);
        const needed = [...field.requires, ...(nested ? [`${nested.via.name} { ${nested.leaf} }`] : [])];
        const overridden = settled.overridden.get(path);
        const provided = settled.provides.get(path);
        const directives = [
          needed.length > 0 ? `@requires(fields: "${needed.join(" ")}")` : "",
          field.owners.length > 1 || settled.shared.has(path) ? "@shareable" : "",
          overridden === undefined ? "" : `@override(from: "${overridden}")`,
          provided === undefined ? "" : `@provides(fields: "${provided}")`,
        ].join(" ");
        lines.push(`${field.name}${field.args}: ${field.typeIn?.[subgraph] ?? field.type} ${directives}`);
      }
      for (const [name, type] of external) lines.push(`${name}: ${type} @external`);
      const lost = entity.fields.filter((it) => settled.overridden.get(`${entity.name}.${it.name}`) === subgraph);
      for (const { name, args, type } of lost) lines.push(`${name}${args}: ${type}`);
      const implementing = faces.includes(entity.name) ? "implements Face" : "";
      parts.push(
        `type ${entity.name} ${implementing} ${keys.map((key) => `@key(fields: "${key}")`).join(" ")} { ${lines.join("\n")} }`,
      );
      resolvers[entity.name] = {
        __resolveReference: (ref: Data) => given(find(things, [entity.name], ref), ref),
        ...Object.fromEntries(
          ["id", "code", "region", "serial"].map((key) => [key, (thing: Thing) => thing.values[key]]),
        ),
        ...Object.fromEntries([
          ...own.map((field) => [field.name, providing(settled, entity, field)] as const),
          ...[...external.keys()].map(
            (name) => [name, (thing: Resolved) => (thing.provided === name ? thing.values[name] : null)] as const,
          ),
          ...lost.map(({ name }) => [name, () => Promise.reject(new Error(`${name} was taken over`))] as const),
          ["crest", ({ values }: Thing) => crestOf(values.id)] as const,
        ]),
      };
    }
    parts.push(
      `type Region @shareable { zip: Int! }`,
      `enum Mood { GLAD SAD }`,
      `scalar Long`,
      `type Query { ${query.join("\n")} }`,
    );
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
            return (faceIn.get(fieldName.slice(5)) ?? face).flatMap((name) => things.get(name) ?? []);
          }
          if (fieldName.startsWith("all")) return things.get(fieldName.slice(3));
          return things.get(fieldName.slice(3))?.[(args as { n: number }).n] ?? null;
        }
        if (parentType.name === "Region") return (parent as Data)[fieldName];
        const thing = parent as Thing;
        if (fieldName === "mask") return maskOf(thing.values.id, (args as { n: number }).n);
        if (fieldName === "eyes") return eyesOf(thing.values.id);
        if (fieldName === "crest") return crestOf(thing.values.id);
        if (fieldName === "echo") return `echo ${crestOf(thing.values.id)}`;
        if (fieldName === "loud") return `loud echo ${crestOf(thing.values.id)}`;
        const fields = entities.find((it) => it.name === parentType.name)?.fields ?? [];
        const field = fields.find((it) => it.name === fieldName);
        if (!field) return thing.values[fieldName];
        const nestedOf = (it: FieldModel) => settled.nested.get(`${parentType.name}.${it.name}`);
        return resolverOf(field, fields, nestedOf, false)(thing, args as Data);
      },
  };
}

type Data = Record<string, unknown>;
type Resolved = Thing & { readonly given?: Data; readonly provided?: string };

/** Settles what needs to know all entities: provided and taken over fields, and what is required of other objects. */
function settleFields(entities: readonly EntityModel[], random: Random): Settled {
  const provides = new Map<string, string>();
  const shared = new Set<string>();
  const overridden = new Map<string, string>();
  const nested = new Map<string, { via: FieldModel; leaf: string }>();
  const external = new Map<string, Map<string, string>>();
  const nameIn = (subgraph: string, type: string, field: FieldModel): void => {
    const known = external.get(`${subgraph} ${type}`) ?? new Map<string, string>();
    external.set(`${subgraph} ${type}`, known.set(field.name, field.type));
  };
  /** Leaves of one type that a subgraph, which knows the type, may be told of. */
  const leavesFor = (subgraph: string, name: string) => {
    const entity = entities.find((it) => it.name === name);
    if (!entity?.homes.includes(subgraph)) return [];
    const plain = (it: FieldModel) =>
      it.targets.length === 0 && it.requires.length === 0 && it.args === "" && !it.fails;
    return entity.fields.filter((it) => plain(it) && !it.owners.includes(subgraph));
  };
  for (const entity of entities) {
    for (const field of entity.fields) {
      const path = `${entity.name}.${field.name}`;
      const [owner = ""] = field.owners;
      const [target] = field.targets;
      if (
        target !== undefined &&
        field.targets.length === 1 &&
        field.type.includes(target) &&
        field.owners.length === 1
      ) {
        const leaves = leavesFor(owner, target);
        if (leaves.length === 0 || !random.chance(0.3)) continue;
        const leaf = random.pick(leaves);
        provides.set(path, leaf.name);
        shared.add(`${target}.${leaf.name}`);
        nameIn(owner, target, leaf);
      }
      if (field.requires.length === 0 || !random.chance(0.5)) continue;
      const ways = entity.fields.flatMap((via) => {
        const [to] = via.targets;
        const isPlain =
          via.targets.length === 1 && to !== undefined && via.type.includes(to) && via.args === "" && !via.fails;
        if (!isPlain || via.owners.includes(owner)) return [];
        return leavesFor(owner, to).map((leaf) => ({ via, leaf, to }));
      });
      if (ways.length === 0) continue;
      const { via, leaf, to } = random.pick(ways);
      nested.set(path, { via, leaf: leaf.name });
      nameIn(owner, entity.name, via);
      nameIn(owner, to, leaf);
    }
  }
  for (const entity of entities) {
    for (const field of entity.fields) {
      const path = `${entity.name}.${field.name}`;
      if (field.targets.length > 0 || field.owners.length > 1 || shared.has(path) || !random.chance(0.1)) continue;
      const named = (it: string) =>
        external.get(`${it} ${entity.name}`)?.has(field.name) === true ||
        entity.fields.some((one) => one.owners.includes(it) && one.requires.includes(field.name));
      const losers = entity.homes.filter((it) => !field.owners.includes(it) && !named(it));
      if (losers.length > 0 && field.requires.length === 0) overridden.set(path, random.pick(losers));
    }
  }
  return { provides, shared, overridden, nested, external };
}

/** How a subgraph gives a field: with what the field provides of the objects it leads to. */
function providing({ provides, nested }: Settled, { name, fields }: EntityModel, field: FieldModel) {
  const resolve = resolverOf(field, fields, (it) => nested.get(`${name}.${it.name}`), true);
  const provided = provides.get(`${name}.${field.name}`);
  if (provided === undefined) return resolve;
  const withIt = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withIt);
    return typeof value === "object" && value !== null ? { ...value, provided } : value;
  };
  return (thing: Resolved, args: Data): unknown => withIt(resolve(thing, args));
}

/** Subgraphs work out what requires other fields from what they are `given`; the truth works those out itself. */
function resolverOf(
  field: FieldModel,
  siblings: readonly FieldModel[],
  nestedOf: (field: FieldModel) => { readonly via: FieldModel; readonly leaf: string } | undefined,
  fromGiven: boolean,
) {
  const nested = nestedOf(field);
  const truthOf = (thing: Resolved, name: string): unknown => {
    const sibling = siblings.find((it) => it.name === name);
    return sibling && resolverOf(sibling, siblings, nestedOf, false)(thing, {});
  };
  /** The leaves behind the object that is required, in the form of its lists. */
  const leavesOf = (value: unknown, leaf: string): unknown => {
    if (Array.isArray(value)) return value.map((it) => leavesOf(it, leaf));
    const facts = fromGiven ? (value as Data | null) : (value as Thing | null)?.values;
    return facts?.[leaf] ?? null;
  };
  return (thing: Resolved, args: Data): unknown => {
    if (field.fails && String(thing.values.id).endsWith("1")) throw new Error(`${field.name} fails`);
    if (field.requires.length > 0) {
      // What a field around provides is known without being given.
      const known = (name: string) => (thing.provided === name ? thing.values[name] : thing.given?.[name]);
      const from = (name: string) => (fromGiven ? known(name) : truthOf(thing, name));
      const behind =
        nested && leavesOf(fromGiven ? thing.given?.[nested.via.name] : thing.values[nested.via.name], nested.leaf);
      return `needs ${field.requires.map((name) => JSON.stringify(from(name))).join(" ")} ${JSON.stringify(behind)}`;
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
        return {
          __typename: name,
          values: { id, code: `c"${id}`, region: { zip: 1000 + index }, serial: longOf(index) },
        };
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
    if (name === "Long") return longOf(random.int(1000));
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
    (ref.serial === undefined || thing.values.serial === ref.serial) &&
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
    ...(text.includes("serial") ? [shared("serial: Long!")] : []),
    ...(text.includes("region") ? [shared("region: Region!")] : []),
  ];
}

const given = (thing: Thing | null, ref: Data): Resolved | null => thing && { ...thing, given: ref };
const typeOf = (thing: Thing) => thing.__typename;
const maskOf = (id: unknown, n: number) => `mask ${String(id)} ${n}`;
const crestOf = (id: unknown) => `crest ${String(id)}`;
/** A number that JavaScript would round, as `digitsIn` and `marked` know it. */
const longOf = (index: number) => `long 900719925474099${3000 + index}`;
const eyesOf = (id: unknown) => String(id).length;

/** Whether the API has types whose objects need `resolveType`. */
export function resolveTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (value) => (value as Thing).__typename;
    if (isObjectType(type)) delete type.isTypeOf;
  }
}
