import type { Facts } from "../support/one-truth.js";
import { thing, type Reported } from "./reported.js";

const users = ["1", "2"].map((id) =>
  thing("User", { id, slug: `s${id}`, displayName: `d${id}`, score: Number(id), nick: `n${id}`, late: `l${id}` }),
);
for (const user of users) Object.assign(user, { friends: users });

const yesAndNo = (query: string, names: readonly string[]) =>
  Array.from({ length: 2 ** names.length }, (_, bits) => ({
    query,
    variables: Object.fromEntries(names.map((name, index) => [name, Boolean((bits >> index) & 1)])),
  }));

export const OPERATIONS: readonly Reported[] = [
  {
    // https://github.com/graphql-hive/router/issues/579
    name: "conditions with variables on fields, fragments and whole fetches",
    subgraphs: {
      a: `type Query { user(slug: ID!): User users: [User] } type User @key(fields: "id") { id: ID! slug: ID! displayName: String score: Int friends: [User] }`,
      b: `type User @key(fields: "id") { id: ID! nick: String } type Query { nicks: [User] }`,
      c: `type User @key(fields: "id") { id: ID! nick: String @external late: String @requires(fields: "nick") }`,
    },
    things: users,
    query: { user: ({ slug }: Facts) => users.find((it) => it.slug === slug) ?? null, users, nicks: users },
    asks: [
      ...yesAndNo(
        `query ($i: Boolean!, $s: Boolean!) { user(slug: "s1") { __typename ... on User { slug displayName @include(if: $i) score @skip(if: $s) } } }`,
        ["i", "s"],
      ),
      ...yesAndNo(
        `query ($i: Boolean!, $s: Boolean!) { users { nick @include(if: $i) @skip(if: $s) late @skip(if: $i) friends @include(if: $s) { nick late } } }`,
        ["i", "s"],
      ),
      // https://github.com/graphql-hive/federation-gateway-audit (include-skip)
      ...yesAndNo(
        `query ($i: Boolean!) { users { ...Late @include(if: $i) id } nicks @skip(if: $i) { score } } fragment Late on User { late friends { ... @skip(if: $i) { nick } slug } }`,
        ["i"],
      ),
      // https://github.com/apollographql/router/issues/3503
      ...yesAndNo(
        `query ($s: Boolean!) { ...Skips users { nick } nicks { late } } fragment Skips on Query { users @skip(if: $s) { score late } }`,
        ["s"],
      ),
      // https://github.com/apollographql/router/issues/930
      `{ users @skip(if: false) @include(if: false) { slug nick } users @skip(if: false) { slug score } }`,
      // https://github.com/apollographql/router/issues/8784
      ...yesAndNo(`query ($i: Boolean!) { users @include(if: $i) { nick } __typename }`, ["i"]),
      `{ users @include(if: false) { id } __typename }`,
      ...yesAndNo(
        `query ($a: Boolean!, $b: Boolean!) { users @include(if: $a) { id nick friends @include(if: $b) { nick } } users @include(if: $b) { late } }`,
        ["a", "b"],
      ),
    ],
  },
  {
    // https://github.com/apollographql/router/issues/6217
    name: "conditions on spreads over a union",
    subgraphs: {
      a: `type Query { feed: [Item] } union Item = Post | Ad | Poll type Post @key(fields: "id") { id: ID! title: String } type Ad @key(fields: "id") { id: ID! firm: String } type Poll { question: String post: Post }`,
      b: `type Post @key(fields: "id") { id: ID! likes(of: Int = 1): Int by: Item } union Item = Post | Ad type Ad @key(fields: "id") { id: ID! clicks: Int }`,
    },
    ...(() => {
      const ad = thing("Ad", { id: "a", firm: "F", clicks: 7 });
      const post = thing("Post", { id: "p", title: "T", likes: ({ of }: Facts) => Number(of) * 10, by: ad });
      return { things: [ad, post], query: { feed: [post, ad, thing("Poll", { question: "?", post })] } };
    })(),
    asks: [
      ...yesAndNo(
        `query ($x: Boolean!, $y: Boolean!) { feed { ...P @include(if: $x) ...A @skip(if: $y) ...Q } } fragment P on Post { title likes } fragment A on Ad { firm clicks } fragment Q on Poll { question post { ...P @include(if: $y) } }`,
        ["x", "y"],
      ),
      ...yesAndNo(
        `query ($x: Boolean!) { feed { __typename ... on Post @include(if: $x) { likes(of: 3) } ... on Post @skip(if: $x) { few: likes } ... on Ad { id clicks @include(if: $x) } } }`,
        ["x"],
      ),
      ...yesAndNo(
        `query ($x: Boolean!, $y: Boolean!) { feed { ... on Item @include(if: $x) { ... on Poll { post { title @skip(if: $y) likes } } } ... on Post { by @include(if: $y) { ... on Ad @include(if: $x) { firm clicks } } } } }`,
        ["x", "y"],
      ),
      ...yesAndNo(
        `query ($x: Boolean!) { feed @include(if: $x) { ... on Post { likes } } again: feed { ...Deep @skip(if: $x) ... on Ad { firm } } } fragment Deep on Item { ... on Post { by { __typename ... on Ad { clicks } } } }`,
        ["x"],
      ),
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (mutations)
    name: "mutations of three subgraphs one after the other, each completed by others",
    subgraphs: {
      a: `type Query { list: [Item] } type Mutation { addA(n: Int!): Item! clear: Boolean } type Item @key(fields: "id") { id: ID! }`,
      b: `type Mutation { addB(n: Int!): Item! } type Item @key(fields: "id") { id: ID! at: Int }`,
      c: `type Mutation { addC(n: Int!, by: Int = 2): Item! } type Item @key(fields: "id") { id: ID! at: Int @external label: String @requires(fields: "at") }`,
    },
    ...(() => {
      const items: { __typename: string; id: string; at: number; label: unknown }[] = [];
      const add = ({ n, by = 1 }: Facts) => {
        const item = {
          __typename: "Item",
          id: `${items.length}`,
          at: Number(n) * Number(by) * 10 + items.length,
          label: (() => `x`) as unknown,
        };
        item.label = `at ${item.at}`;
        items.push(item);
        return item;
      };
      const clear = () => {
        items.length = 0;
        return true;
      };
      return {
        things: items,
        query: { list: () => [...items] },
        mutation: { addA: add, addB: add, addC: add, clear },
      };
    })(),
    asks: [
      `mutation { zero: clear one: addA(n: 1) { id at } two: addB(n: 2) { id label } three: addC(n: 3) { at } four: addA(n: 4) { label id } five: addC(n: 5, by: 3) { at label } }`,
      `mutation { clear addC(n: 1) { id } b: addB(n: 1) { ...I } c: addC(n: 1) { ...I } a: addA(n: 1) { ...I } __typename } fragment I on Item { id at label __typename }`,
    ],
  },
  {
    // https://github.com/graphql-hive/router/issues/1164
    name: "the query root in the payload of a mutation",
    subgraphs: {
      a: `type Query { version: Int } type Result { recordId: ID errors: [String!]! query: Query } type Mutation { test: Result! }`,
      b: `type Query { viewer: Viewer } type Viewer @key(fields: "id") { id: ID! name: String }`,
      c: `type Viewer @key(fields: "id") { id: ID! mail: String }`,
    },
    ...(() => {
      const viewer = thing("Viewer", { id: "v", name: "N", mail: "M" });
      return {
        things: [viewer],
        query: { viewer, version: 3 },
        mutation: { test: { __typename: "Result", recordId: "r", errors: [], query: { __typename: "Query" } } },
      };
    })(),
    asks: [
      {
        query: `mutation { test { recordId query { viewer { id name mail } } } }`,
        data: { test: { recordId: "r", query: { viewer: { id: "v", name: "N", mail: "M" } } } },
      },
      {
        query: `mutation { test { errors query { version __typename viewer { mail } } } }`,
        data: { test: { errors: [], query: { version: 3, __typename: "Query", viewer: { mail: "M" } } } },
      },
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/issues/92
    name: "type names under aliases, alone, at the root and among introspection",
    subgraphs: {
      a: `type Query { user: User any: [Any] } type User @key(fields: "id") { id: ID! } union Any = User | Bot type Bot { id: ID! }`,
      b: `type User @key(fields: "id") { id: ID! name: String }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", name: "N" });
      return { things: [user], query: { user, any: [user, thing("Bot", { id: "b" })] } };
    })(),
    asks: [
      `{ alias: __typename }`,
      `{ __typename user { __typename t: __typename } any { kind: __typename ... on User { k2: __typename name } ... on Bot { __typename } } }`,
      `{ user { name } __type(name: "User") { name fields { name } } x: __typename __schema { queryType { name } } }`,
      `{ any { ... on User { __typename } } user { ... { __typename ... on User { typename: __typename name } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (shared-root)
    name: "one root in three subgraphs that each know a part of its value",
    subgraphs: {
      category: `type Query { product: Product @shareable products: [Product!]! @shareable } type Product @shareable { id: ID! category: Category } type Category { id: ID! @shareable name: String! @shareable }`,
      name: `type Query { product: Product @shareable products: [Product!]! @shareable } type Product @shareable { id: ID! name: Name } type Name @shareable { id: ID! brand: String! model: String! }`,
      price: `type Query { product: Product @shareable products: [Product!]! @shareable } type Product @shareable { id: ID! price: Price category: Category } type Price @shareable { id: ID! amount: Int! currency: String! } type Category @shareable { id: ID! name: String! }`,
    },
    ...(() => {
      const product = {
        __typename: "Product",
        id: "1",
        category: { __typename: "Category", id: "c", name: "C" },
        name: { __typename: "Name", id: "n", brand: "B", model: "M" },
        price: { __typename: "Price", id: "p", amount: 9, currency: "EUR" },
      };
      return { query: { product, products: [product, { ...product, id: "2" }] } };
    })(),
    asks: [
      `{ product { id name { brand } price { amount } category { name } } }`,
      `{ products { id name { model id } price { currency } category { id } } }`,
      `{ a: product { price { amount } } b: product { name { brand } category { name } } products { name { id } } }`,
    ],
  },
  {
    // https://github.com/nautilus/gateway/issues/181
    name: "aliases over lists, and one field under several with other arguments",
    subgraphs: {
      a: `type Query { photos(first: Int): [Photo] } type Photo @key(fields: "id") { id: ID! createdBy: User url(size: Int): String } type User @key(fields: "id") { id: ID! firstName: String }`,
      b: `type User @key(fields: "id") { id: ID! address: String photos(first: Int): [Photo] } type Photo @key(fields: "id") { id: ID! likes: Int }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", firstName: "Ann", address: "street" });
      const photos = [1, 2, 3].map((n) =>
        thing("Photo", { id: `${n}`, createdBy: user, url: ({ size }: Facts) => `${n}@${String(size)}`, likes: n }),
      );
      const first = ({ first: count = 3 }: Facts) => photos.slice(0, Number(count));
      Object.assign(user, { photos: first });
      return { things: [user, ...photos], query: { photos: first } };
    })(),
    asks: [
      `{ gallery: photos { ...P } } fragment P on Photo { createdBy { firstName address } }`,
      `{ one: photos(first: 1) { small: url(size: 1) big: url(size: 2) createdBy { a: photos(first: 1) { likes } b: photos(first: 2) { l: likes url(size: 3) } } } two: photos(first: 2) { likes } }`,
      {
        query: `query ($n: Int, $s: Int = 5) { photos(first: $n) { url(size: $s) o: url createdBy { photos(first: $n) { id likes } all: photos { likes } } } }`,
        variables: { n: 1 },
      },
      `{ photos { createdBy { photos: address address: firstName } } }`,
      `{ photos(first: 1) { constructor: id hasOwnProperty: likes createdBy { toString: address } } }`,
    ],
  },
  {
    // No report: arguments from a context, as federation 2.8 has them.
    name: "arguments from the objects around, of two types and in lists",
    subgraphs: {
      shops: `type Query { shops: [Shop!]! markets: [Market!]! } type Shop @key(fields: "id") @context(name: "seller") { id: ID! currency: String! items: [Item!]! }
        type Market @key(fields: "id") @context(name: "seller") { id: ID! currency: String! best: Item }
        type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$seller { currency }"), rate: Int): String! }`,
      names: `type Item @key(fields: "id") { id: ID! name: String }`,
    },
    ...(() => {
      const item = (currency: string) =>
        thing("Item", { id: "i", name: "N", price: (args: Facts) => `${currency} ${String(args.rate)}` });
      const shops = ["EUR", "USD"].map((currency) =>
        thing("Shop", { id: currency, currency, items: [item(currency), item(currency)] }),
      );
      const markets = ["GBP"].map((currency) => thing("Market", { id: currency, currency, best: item(currency) }));
      return { things: [...shops, ...markets, item("?")], query: { shops, markets } };
    })(),
    instead: {
      shops: { Item: { price: (_: unknown, { currency, rate }: Facts) => `${String(currency)} ${String(rate)}` } },
    },
    asks: [
      `{ shops { items { name price } } }`,
      `{ shops { id items { price(rate: 2) } } markets { best { name price(rate: 3) twice: price(rate: 4) } } }`,
    ],
  },
];
