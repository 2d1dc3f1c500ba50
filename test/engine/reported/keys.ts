import type { Facts } from "../support/one-truth.js";
import { needs, thing, type Reported } from "./reported.js";

/** One entity type in several subgraphs, each with some of its fields and some of the edges that lead to it again. */
function nodes(count: number): Reported["subgraphs"] {
  const names = Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    names.map((own) => {
      const fields = names
        .filter((it) => (it + own) % 3 !== 0)
        .map((it) => `f${it}: Int @shareable n${it}: Node @shareable`);
      return [
        `s${own}`,
        `type Query { node${own}: Node } type Node @key(fields: "id") { id: ID! ${fields.join(" ")} }`,
      ];
    }),
  );
}

function nodeThings(count: number) {
  const things = Array.from({ length: count }, (_, id) => thing("Node", { id: `${id}` }));
  for (const [index, node] of things.entries())
    for (let it = 0; it < count; it++)
      Object.assign(node, { [`f${it}`]: index * 10 + it, [`n${it}`]: things[(index + it + 1) % count] });
  return things;
}

const sevenNodes = nodeThings(7);

const deepNodes = (depth: number): string =>
  depth === 0
    ? "f0 f2 f4 f6"
    : `n1 { ${deepNodes(depth - 1)} } n3 { ${deepNodes(depth - 1)} } n6 { ${deepNodes(depth - 1)} }`;

export const KEYS: readonly Reported[] = [
  {
    // https://github.com/graphql-hive/federation-gateway-audit (simple-entity-call)
    name: "an entity with a key for each subgraph",
    subgraphs: {
      mails: `type Query { user: User } type User @key(fields: "id") { id: ID! email: String! @shareable }`,
      names: `type User @key(fields: "email") { email: String! @shareable nickname: String }`,
      hub: `type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! @shareable age: Int }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", email: "a@b", nickname: "nick", age: 4 });
      return { things: [user], query: { user } };
    })(),
    asks: [`{ user { nickname } }`, `{ user { id nickname age } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (complex-entity-call)
    name: "composite and nested keys with lists, through an intermediate subgraph",
    subgraphs: {
      list: `type Query { top: ProductList } type ProductList @key(fields: "products { id }") @shareable { products: [Product!]! first: Product selected: Product }
        type Product @key(fields: "id pid") { id: String! pid: String }`,
      link: `type Product @key(fields: "id") @key(fields: "id pid") { id: String! @shareable pid: String! @shareable }`,
      price: `type ProductList @key(fields: "products { id pid category { id tag } } selected { id }") { products: [Product!]! @shareable first: Product @shareable selected: Product @shareable total: String }
        type Product @key(fields: "id pid category { id tag }") { id: String! price: Int pid: String @shareable category: Category @shareable }
        type Category @key(fields: "id tag") { id: String! tag: String @shareable }`,
      products: `type Product @key(fields: "id") { id: String! category: Category @shareable } type Category @key(fields: "id") { mainProduct: Product! id: String! tag: String @shareable }
        type Query { topProducts: ProductList } type ProductList @key(fields: "products { id }") @shareable { products: [Product!]! }`,
    },
    ...(() => {
      const category: Facts = { __typename: "Category", id: "c", tag: "t" };
      const products = ["1", "2"].map((id) =>
        thing("Product", { id, pid: `p${id}`, price: Number(id) * 100, category }),
      );
      category.mainProduct = products[0];
      const list = thing("ProductList", { products, first: products[0], selected: products[1], total: () => "all" });
      return { things: [list, ...products, category as typeof list], query: { top: list, topProducts: list } };
    })(),
    asks: [
      `{ topProducts { products { id pid } } }`,
      `{ topProducts { products { id pid price category { mainProduct { id } tag } } selected { id } } }`,
      `{ topProducts { products { price } first { id price } } }`,
      `{ top { products { price category { mainProduct { price } } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (keys-mashup)
    name: "several keys, some of them not resolvable",
    subgraphs: {
      a: `type Query { a: [A] } type A @key(fields: "id") @key(fields: "pid") @key(fields: "compositeId { two three }") @key(fields: "id compositeId { two three }")
        { id: ID! pid: ID! compositeId: CompositeID! name: String! } type CompositeID @shareable { one: ID! two: ID! three: ID! }`,
      b: `type Query { b: B } type B @key(fields: "id") { id: ID! a: [A!]! }
        type A @key(fields: "id compositeId { two three }") @key(fields: "id", resolvable: false) @key(fields: "pid", resolvable: false) @key(fields: "compositeId { one two }", resolvable: false)
        { id: ID! pid: ID! compositeId: CompositeID! name: String! @external nameInB: String! @requires(fields: "name") }
        type CompositeID @shareable { one: ID! two: ID! three: ID! }`,
    },
    ...(() => {
      const a = thing("A", {
        id: "1",
        pid: "p",
        compositeId: { one: "1", two: "2", three: "3" },
        name: "a.1",
        nameInB: needs("name"),
      });
      const b = thing("B", { id: "100", a: [a] });
      return { things: [a, b], query: { a: [a], b } };
    })(),
    asks: [`{ b { id a { id name nameInB } } }`, `{ a { nameInB pid } }`, `{ b { a { nameInB } } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (null-keys)
    name: "a key that one subgraph does not know, so that another way leads on",
    subgraphs: {
      a: `type Query { books: [Container] } type Container { book: Book } type Book @key(fields: "upc") { upc: ID! }`,
      b: `type Book @key(fields: "id") @key(fields: "upc") { id: ID! upc: ID! }`,
      c: `type Book @key(fields: "id") { id: ID! author: Author } type Author @key(fields: "id") { id: ID! name: String }`,
    },
    ...(() => {
      const books = [1, 2, 3].map((n) =>
        thing("Book", { id: `${n}`, upc: `u${n}`, author: thing("Author", { id: `a${n}`, name: `n${n}` }) }),
      );
      return {
        things: [...books, ...books.map((it) => it.author as (typeof books)[0])].filter((it) => it.id !== "2"),
        query: { books: books.map((book) => ({ book })) },
      };
    })(),
    asks: [
      {
        query: `{ books { book { upc author { name } } } }`,
        data: {
          books: [
            { book: { upc: "u1", author: { name: "n1" } } },
            { book: { upc: "u2", author: null } },
            { book: { upc: "u3", author: { name: "n3" } } },
          ],
        },
        errors: ["books.1.book.author"],
      },
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/issues/824
    name: "one type with a key, without one, and with one that is not resolvable",
    subgraphs: {
      store: `type Query { file: FileInfo } type FileInfo @key(fields: "fileKey") { fileKey: String! size: Int }`,
      stub: `type Query { upload: Upload } type Upload { file: FileInfo } type FileInfo @key(fields: "fileKey", resolvable: false) { fileKey: String! }`,
      shared: `type Query { recent: [FileInfo] } type FileInfo @key(fields: "fileKey", resolvable: false) { fileKey: String! a: String! @shareable b: String! @shareable }`,
      plain: `type Query { old: FileInfo } type FileInfo @key(fields: "fileKey") { fileKey: String! a: String! @shareable b: String! @shareable }`,
    },
    ...(() => {
      const file = thing("FileInfo", { fileKey: "k", size: 3, a: "A", b: "B" });
      return { things: [file], query: { file, upload: { file }, recent: [file, file], old: file } };
    })(),
    asks: [
      `{ upload { file { size a b } } }`,
      `{ recent { a size } old { size b } file { a fileKey } }`,
      `{ upload { file { fileKey } } recent { fileKey b } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/752
    name: "entities that their subgraph does not know are null with an error, their neighbours whole",
    subgraphs: {
      pages: `type Query { page: Page pages: [Page!] } type Page { id: ID! assets: [Asset] strict: [Asset!] } type Asset @key(fields: "id") { id: ID! }`,
      assets: `type Asset @key(fields: "id") { id: ID! name: String size: Int! }`,
    },
    ...(() => {
      const [one, gone, two] = ["1", "2", "3"].map((id) => thing("Asset", { id, name: `n${id}`, size: Number(id) }));
      const page = { id: "p", assets: [one, gone, null, two], strict: [one, two] };
      return { things: [one, two].filter((it) => it !== undefined), query: { page, pages: [page] } };
    })(),
    asks: [
      {
        query: `{ page { assets { id name } } }`,
        data: { page: { assets: [{ id: "1", name: "n1" }, { id: "2", name: null }, null, { id: "3", name: "n3" }] } },
        errors: ["page.assets.1.name"],
      },
      {
        query: `{ page { id assets { size } } pages { strict { size } } }`,
        data: {
          page: { id: "p", assets: [{ size: 1 }, null, null, { size: 3 }] },
          pages: [{ strict: [{ size: 1 }, { size: 3 }] }],
        },
        errors: ["page.assets.1.size"],
      },
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (parent-entity-call, parent-entity-call-complex)
    name: "a value below an entity that only another parent of it can give",
    subgraphs: {
      a: `type Query { products: [Product] } type Product @key(fields: "id pid") { id: ID! pid: ID! }`,
      b: `type Product @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable } type Category { details: Details @shareable } type Details { products: Int }`,
      c: `type Product @key(fields: "id") { id: ID! category: Category @shareable } type Category @key(fields: "id") { id: ID! details: Details @shareable name: String } type Details { color: String }`,
      d: `type Category @key(fields: "id") { id: ID! title: String }`,
    },
    ...(() => {
      const category = thing("Category", {
        id: "c",
        name: "N",
        title: "T",
        details: { __typename: "Details", products: 2, color: "red" },
      });
      const products = ["1", "2"].map((id) => thing("Product", { id, pid: `p${id}`, category }));
      return { things: [category, ...products], query: { products } };
    })(),
    asks: [
      `{ products { category { details { products } } } }`,
      `{ products { id category { name details { products color } title } } }`,
      `{ products { category { ... on Category { details { ... on Details { color } } } details { products } } } }`,
    ],
  },
  {
    // https://github.com/grafbase/graphql-federation-benchmarks (many_plans)
    name: "one entity type in seven subgraphs, with edges to itself in most of them",
    subgraphs: nodes(7),
    things: sevenNodes,
    query: Object.fromEntries(sevenNodes.map((node, index) => [`node${index}`, node])),
    asks: [
      `{ node0 { n1 { n2 { f3 f4 } } } node3 { n0 { f0 f6 } n5 { f1 n6 { f2 } } } }`,
      `{ node1 { ${deepNodes(2)} } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (corrupted-supergraph-node-id)
    name: "one interface for all ids that some types have under another name",
    subgraphs: {
      a: `type Query { node(id: ID!): Node account(id: String!): Account } interface Node { id: ID! } type Account implements Node @key(fields: "id") { id: ID! username: String! }
        type Chat implements Node @key(fields: "id") { id: ID! text: String! }`,
      b: `interface Node { id: ID! } type Account implements Node @key(fields: "id") { id: ID! chats: [Chat!]! } type Chat implements Node @key(fields: "id") { id: ID! account: Account! }
        type Query { chat(id: String!): Chat }`,
    },
    ...(() => {
      const account = thing("Account", { id: "a1", username: "ann" });
      const chats = ["c1", "c2"].map((id) => thing("Chat", { id, text: `t ${id}`, account }));
      Object.assign(account, { chats });
      const find = ({ id }: Facts) => [account, ...chats].find((it) => it.id === id) ?? null;
      return { things: [account, ...chats], query: { node: find, account: find, chat: find } };
    })(),
    asks: [
      `{ account(id: "a1") { chats { text account { username } } } chat(id: "c2") { id text account { id } } }`,
      `{ node(id: "a1") { id ... on Account { chats { id text } } ... on Chat { account { username } } } }`,
      `{ a: node(id: "c1") { __typename ... on Chat { account { chats { text } } } } b: node(id: "none") { id } }`,
    ],
  },
  {
    // https://github.com/apollographql/router/issues/6222
    name: "an alias that hides a key",
    subgraphs: {
      animals: `type Query { animal: Animal animals: [Animal] } type Animal @key(fields: "id") { id: ID! name: String }`,
      breeds: `type Animal @key(fields: "id") { id: ID! breed: String kin: [Animal] }`,
    },
    ...(() => {
      const animals = ["1", "2"].map((id) => thing("Animal", { id, name: `n${id}`, breed: `b${id}` }));
      for (const animal of animals) Object.assign(animal, { kin: animals });
      return { things: animals, query: { animal: animals[0], animals } };
    })(),
    asks: [
      `{ animal { id: name breed } }`,
      `{ animals { id: breed name: id key: id kin { id: breed breed: name } } }`,
      `{ animal { breed: id id: breed } }`,
      `{ animals { _id: name id: name __typename kin { name: breed } } }`,
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/issues/1439
    name: "an alias named as a key, of a number, beside an entity",
    subgraphs: {
      repositories: `type Query { repository(owner: String!, name: String!): Repository } type Repository @key(fields: "id") { id: ID! databaseId: Int }`,
      branches: `type Repository @key(fields: "id") { id: ID! defaultBranchRef: Branch } type Branch { id: ID! name: String }`,
    },
    ...(() => {
      const repository = thing("Repository", {
        id: "R_1",
        databaseId: 17,
        defaultBranchRef: thing("Branch", { id: "B", name: "main" }),
      });
      return { things: [repository], query: { repository } };
    })(),
    asks: [`{ repository(owner: "o", name: "n") { defaultBranchRef { id } id: databaseId } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (fed1-external-extends, fed2-external-extension)
    name: "keys declared as external by extensions, in the old style",
    subgraphs: {
      a: `type Query { user: User providedUser: User @provides(fields: "nickname") rnd: Int } extend type User @key(fields: "id") { id: ID! @external rid: ID nickname: String @external }`,
      b: `type Query { all: [User] } type User @key(fields: "id") { id: ID! name: String! nickname: String @shareable }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", rid: "r", name: "Ann", nickname: "A" });
      return { things: [user], query: { user, providedUser: user, all: [user], rnd: 3 } };
    })(),
    asks: [
      `{ user { id rid name } rnd }`,
      `{ providedUser { nickname rid name } user { nickname } }`,
      `{ all { rid nickname } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/2485
    name: "three subgraphs in a row, each with a key that only its neighbour knows",
    subgraphs: {
      search: `type Query { search: [Article] } type Article @key(fields: "slug") { slug: ID! }`,
      assets: `type Article @key(fields: "slug") @key(fields: "sku version { major minor }") { slug: ID! sku: String! version: Version! } type Version @shareable { major: Int! minor: Int! }`,
      events: `type Article @key(fields: "sku version { major minor }") @key(fields: "code") { sku: String! version: Version! code: ID! rate: Float } type Version @shareable { major: Int! minor: Int! }`,
      codes: `type Article @key(fields: "code") { code: ID! title: String }`,
    },
    ...(() => {
      const articles = [1, 2].map((n) =>
        thing("Article", {
          slug: `s${n}`,
          sku: `k${n}`,
          version: { major: n, minor: 0 },
          code: `c${n}`,
          rate: n / 4,
          title: `t${n}`,
        }),
      );
      return { things: articles, query: { search: articles } };
    })(),
    asks: [
      `{ search { title } }`,
      `{ search { rate title version { minor } } }`,
      `{ search { slug title sku: rate } }`,
    ],
  },
];
