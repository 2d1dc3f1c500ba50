import type { Facts } from "../support/one-truth.js";
import { nativeOnly, needs, thing, type Reported } from "./reported.js";

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const units = times(70, (n) =>
  thing(`Unit${n}`, {
    id: `u${n}`,
    name: `n${n}`,
    unitState: thing("UnitState", { id: `s${n}`, level: n }),
    note: `o${n}`,
  }),
);

/** Products whose metadata lead over interfaces of shareable fields, level below level. */
const metadata = (depth: number): Facts => ({
  __typename: depth % 2 === 0 ? "TextMeta" : "DateMeta",
  key: `k${depth}`,
  label: `l${depth}`,
  ...(depth === 0 ? { below: null } : { below: metadata(depth - 1) }),
  text: `t${depth}`,
  date: `d${depth}`,
});
const computers = ["Computer", "Monitor", "Mouse"].map((type, index) =>
  thing(type, { id: `${index}`, description: type, cpu: "c", size: 24, dpi: 800, meta: metadata(4), stock: index }),
);
const metaTypes = `interface Meta { key: String label: String below: Meta }
  type TextMeta implements Meta @shareable { key: String label: String below: Meta text: String }
  type DateMeta implements Meta @shareable { key: String label: String below: Meta date: String }`;
const productTypes = (own: string) =>
  ["Computer", "Monitor", "Mouse"]
    .map(
      (type) =>
        `type ${type} implements Product @key(fields: "id") { id: ID! meta: Meta @shareable ${own.replace("TYPE", type.toLowerCase())} }`,
    )
    .join(" ");
const metaBelow = (depth: number): string =>
  depth === 0
    ? "key"
    : `below { ... on TextMeta { text key ${metaBelow(depth - 1)} } ... on DateMeta { date ${metaBelow(depth - 1)} } label }`;

const media = [
  thing("Book", {
    id: "1",
    title: "Uit",
    pages: 12,
    author: thing("Person", { id: "a", name: "Ann" }),
    kind: "PAPER",
    price: 5,
  }),
  thing("Film", {
    id: "2",
    title: "In",
    minutes: 90,
    author: thing("Firm", { id: "b", name: "Bolt", vat: "BE" }),
    kind: "LIGHT",
    price: 7,
  }),
];

export const ABSTRACT_TYPES: readonly Reported[] = [
  {
    // https://github.com/apollographql/federation/issues/384
    name: "fragments on an interface and on its implementations, one within another",
    subgraphs: {
      products: `type Query { topProducts: [Product] } type Product @key(fields: "upc") { upc: ID! prop: Prop } type Child { value: String other: String }
        interface Prop { child: Child } type One implements Prop { child: Child isOne: Boolean } type Two implements Prop { child: Child isTwo: Boolean }`,
      stock: `type Product @key(fields: "upc") { upc: ID! count: Int }`,
    },
    ...(() => {
      const child = { __typename: "Child", value: "v", other: "o" };
      const products = ["One", "Two"].map((type, n) =>
        thing("Product", { upc: `${n}`, count: n, prop: { __typename: type, child, isOne: true, isTwo: false } }),
      );
      return { things: products, query: { topProducts: products } };
    })(),
    asks: [
      `{ topProducts { prop { ...OneProp ...AnyProp } count } } fragment AnyProp on Prop { ...Inner } fragment OneProp on One { isOne ...Inner }
       fragment Inner on Prop { ... on Two { child { value } } ... on One { child { other } } }`,
      `{ topProducts { prop { ... on One { ...Child } ... on Two { ...Child isTwo } } } } fragment Child on Prop { child { value } __typename }`,
      `{ topProducts { prop { ... on Prop { ... on One { ... on Prop { child { value } } } } child { other } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/396
    name: "one interface fragment spread in several implementations",
    subgraphs: {
      products: `type Query { top: [Product] } interface Product { upc: ID! price: Int } type Book implements Product @key(fields: "upc") { upc: ID! price: Int }
        type Chair implements Product @key(fields: "upc") { upc: ID! price: Int legs: Int }`,
      reviews: `interface Product { upc: ID! stars: Int } type Book implements Product @key(fields: "upc") { upc: ID! stars: Int } type Chair implements Product @key(fields: "upc") { upc: ID! stars: Int }`,
    },
    ...(() => {
      const top = ["Book", "Chair"].map((type, n) => thing(type, { upc: `${n}`, price: n + 1, stars: n + 3, legs: 4 }));
      return { things: top, query: { top } };
    })(),
    asks: [
      `{ top { __typename ... on Book { ...Price } ... on Chair { ...Price } } } fragment Price on Product { price }`,
      `{ top { ... on Book { ...Price } ... on Chair { ...Price legs } ...Price } } fragment Price on Product { price stars }`,
      `{ top { ... on Chair { ... on Product { stars } } upc } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/1903
    name: "one fragment over two roots, whose subgraphs know different implementations",
    subgraphs: {
      a: `type Query { a: [URI] } interface URI { value: String! } type One implements URI { value: String! }`,
      b: `type Query { b: [URI] } interface URI { value: String! } type Two implements URI { value: String! extra: Int }`,
    },
    query: { a: [thing("One", { value: "1" })], b: [thing("Two", { value: "2", extra: 3 })] },
    asks: [
      `{ a { ...Uri } b { ...Uri } } fragment Uri on URI { ... on One { __typename value } ... on Two { __typename value extra } }`,
      `{ a { ... on Two { value } value } b { ... on One { value } kind: __typename } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/1917
    name: "one shared root over an interface, whose subgraphs know different implementations",
    subgraphs: {
      a: `type Query { books: [Node] } interface Node { id: ID! } type Book implements Node @key(fields: "id") { id: ID! title: String films: [Film] } type Film @key(fields: "id") { id: ID! }`,
      b: `type Query { films: [Node] } interface Node { id: ID! } type Film implements Node @key(fields: "id") { id: ID! minutes: Int books: [Book] } type Book @key(fields: "id") { id: ID! }`,
    },
    ...(() => {
      const book = thing("Book", { id: "1", title: "Uit" });
      const film = thing("Film", { id: "2", minutes: 9, books: [book] });
      Object.assign(book, { films: [film] });
      return { things: [book, film], query: { books: [book], films: [film] } };
    })(),
    asks: [
      `{ books { id ... on Book { title films { minutes books { title } } } } films { ... on Node { id } ... on Film { books { films { id } } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/router/issues/1098
    name: "a union in a shared type that has fewer members in one subgraph",
    subgraphs: {
      primary: `type Query { getResponse: Response } type Response @shareable { actions: [Action!]! } union Action = Alpha | Beta | Gamma
        type Alpha @shareable { id: ID! value: String } type Beta { id: ID! name: String details: String } type Gamma { id: ID! label: String }`,
      secondary: `type Query { other: Response } type Response @shareable { actions: [Action!]! } union Action = Alpha type Alpha @shareable { id: ID! value: String }`,
    },
    query: {
      getResponse: {
        __typename: "Response",
        actions: [
          thing("Alpha", { id: "1", value: "v" }),
          thing("Beta", { id: "2", name: "n", details: "d" }),
          thing("Gamma", { id: "3", label: "l" }),
        ],
      },
      other: { __typename: "Response", actions: [thing("Alpha", { id: "4", value: "w" })] },
    },
    asks: [
      `{ getResponse { actions { __typename ... on Alpha { value } ... on Beta { name details } ... on Gamma { label } } } }`,
      `{ other { actions { ... on Alpha { id } ... on Beta { name } } } getResponse { actions { ... on Gamma { id label } } } }`,
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/issues/679
    name: "members of a union with one field of which each is asked something else",
    subgraphs: {
      unions: `type Query { unions: [Holder] } type Holder { ab: AB } union AB = A | B type A { common: Common } type B { common: Common extra: Other } type Common { test: Int broken: Int id: ID } type Other @key(fields: "id") { id: ID! }`,
      others: `type Other @key(fields: "id") { id: ID! name: String }`,
    },
    ...(() => {
      const other = thing("Other", { id: "o", name: "N" });
      const common = { __typename: "Common", test: 1, broken: 2, id: "c" };
      const unions = ["A", "B", "A"].map((type) => ({ ab: thing(type, { common, extra: other }) }));
      return { things: [other], query: { unions: [...unions, { ab: null }] } };
    })(),
    asks: [
      `{ unions { ab { __typename ... on A { ...AF } ... on B { ...BF } } } } fragment AF on A { __typename common { test } } fragment BF on B { __typename common { broken } }`,
      `{ unions { ab { ... on A { common { id } } ... on B { common { id test } extra { name } } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/2728
    name: "one fragment both nested and not",
    subgraphs: {
      one: `type Query { a: [Anything] } union Anything = A | B type A @key(fields: "id") { id: ID! a: String } type B { b: String child: A }`,
      two: `type A @key(fields: "id") { id: ID! late: String }`,
    },
    ...(() => {
      const a = thing("A", { id: "1", a: "A", late: "L" });
      return { things: [a], query: { a: [a, thing("B", { b: "B", child: a })] } };
    })(),
    asks: [
      `{ a { ... on A { ...ASelect } ... on B { b child { ...ASelect } } } } fragment ASelect on A { __typename a late }`,
      `{ a { ...ASelect ... on B { child { ...ASelect id } } } } fragment ASelect on A { a }`,
    ],
  },
  {
    // https://github.com/apollographql/router/issues/3106
    name: "a fragment on an interface over a field with a narrower type",
    subgraphs: {
      cards: `type Query { nbaCard: NBACard! card: CardInterface } interface PlayerInterface { id: Int! slug: String! } interface CardInterface { id: Int! player: PlayerInterface! }
        type NBAPlayer implements PlayerInterface @key(fields: "id") { id: Int! slug: String! } type NBACard implements CardInterface { id: Int! player: NBAPlayer! }`,
      stats: `type NBAPlayer @key(fields: "id") { id: Int! points: Int }`,
    },
    ...(() => {
      const player = thing("NBAPlayer", { id: 7, slug: "s", points: 30 });
      const card = thing("NBACard", { id: 1, player });
      return { things: [player], query: { nbaCard: card, card } };
    })(),
    asks: [
      `{ nbaCard { ...F1 ...F2 } } fragment F1 on NBACard { player { id } } fragment F2 on CardInterface { ...F2b } fragment F2b on CardInterface { player { slug id } }`,
      `{ card { ...F1 ... on CardInterface { player { slug ... on NBAPlayer { points } } } } } fragment F1 on NBACard { player { points } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (child-type-mismatch)
    name: "one field that is an ID in one member of a union and may be null in another",
    subgraphs: {
      a: `type Query { users: [User!]! accounts: [Account!]! } union Account = User | Admin type User @key(fields: "id") { id: ID similar: [Account!] } type Admin { id: ID name: String similar: [Account!] }`,
      b: `type User @key(fields: "id") { id: ID name: String! }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", name: "user" });
      const admin = thing("Admin", { id: "ad", name: null, similar: [user] });
      Object.assign(user, { similar: [admin, user] });
      return { things: [user], query: { users: [user], accounts: [admin, user] } };
    })(),
    asks: [
      `{ users { id name } }`,
      `{ accounts { ... on User { id name similar { ... on User { id name } ... on Admin { id admin: name } } } ... on Admin { id admin: name } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (union-intersection)
    name: "a shared field over a union whose members differ by subgraph",
    subgraphs: {
      a: `type Query { media: Media book: Media film: Media } union Media = Book | Film type Book { title: String @shareable } type Film { title: String @shareable }
        union ViewerMedia = Book type Viewer @key(fields: "id") { id: ID! media: ViewerMedia book: ViewerMedia @shareable }`,
      b: `type Query { viewer: Viewer } type Viewer @key(fields: "id") { id: ID! book: ViewerMedia @shareable song: Book } union ViewerMedia = Book | Song type Book { title: String @shareable } type Song { title: String }`,
    },
    ...(() => {
      const book = thing("Book", { title: "Uit" });
      const viewer = thing("Viewer", { id: "v", book, song: book, media: book });
      return { things: [viewer], query: { media: book, book, film: thing("Film", { title: "In" }), viewer } };
    })(),
    asks: [
      `{ media { __typename ... on Book { title } ... on Film { title } } film { ... on Film { title } } }`,
      `{ viewer { book { __typename ... on Book { title } ... on Song { title } } song { title } } }`,
      `{ viewer { media { ... on Song { title } ... on Book { title } } book { ... on Song { title } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (union-interface-distributed)
    name: "fragments on an interface over a union, whose members implement it in one subgraph alone",
    subgraphs: {
      a: `type Query { products: [Product] node(id: ID!): Node nodes: [Node] toasters: [Toaster] } union Product = Oven | Toaster interface Node { id: ID! }
        type Oven @key(fields: "id") { id: ID! } type Toaster implements Node @key(fields: "id") { id: ID! warranty: Int }`,
      b: `interface Node { id: ID! } type Oven implements Node @key(fields: "id") { id: ID! warranty: Int } type Toaster @key(fields: "id") { id: ID! slots: Int }`,
    },
    ...(() => {
      const oven = thing("Oven", { id: "o", warranty: 1 });
      const toaster = thing("Toaster", { id: "t", warranty: 2, slots: 4 });
      return {
        things: [oven, toaster],
        query: { products: [oven, toaster], node: toaster, nodes: [toaster], toasters: [toaster] },
      };
    })(),
    asks: [
      `{ products { ... on Oven { id } ... on Node { id } } }`,
      `{ products { ... on Node { id ... on Oven { warranty } ... on Toaster { warranty slots } } } }`,
      `{ node(id: "t") { ... on Toaster { warranty slots } ... on Oven { warranty } } toasters { ... on Node { id } } }`,
      `{ nodes { id ... on Toaster { slots } ... on Node { ... on Oven { warranty } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/2935
    name: "an interface with seventy implementations",
    subgraphs: {
      a: `interface Identity { id: ID! } interface FactoryUnit { id: ID! name: String unitState: UnitState } type UnitState @key(fields: "id") { id: ID! }
        type Query { identity(id: ID!): Identity units: [FactoryUnit] } ${units.map(({ __typename }) => `type ${__typename} implements Identity & FactoryUnit @key(fields: "id") { id: ID! name: String unitState: UnitState }`).join(" ")}`,
      b: `type UnitState @key(fields: "id") { id: ID! level: Int } interface FactoryUnit { id: ID! note: String }
        ${units.map(({ __typename }) => `type ${__typename} implements FactoryUnit @key(fields: "id") { id: ID! note: String }`).join(" ")}`,
    },
    things: [...units, ...units.map((it) => it.unitState as (typeof units)[0])],
    query: { identity: ({ id }: Facts) => units.find((it) => it.id === id) ?? null, units: units.slice(0, 5) },
    asks: [
      `{ identity(id: "u4") { id ... on FactoryUnit { unitState { id level } } } }`,
      `{ units { name unitState { level } ... on Unit3 { id } } }`,
      `{ units { note unitState { level } } identity(id: "u69") { ... on FactoryUnit { note } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/3116
    name: "an interface of shareable fields, three and four levels deep",
    subgraphs: {
      legacy: `type Query { products: [Product] } interface Product { id: ID! description: String meta: Meta } ${metaTypes}
        ${["Computer cpu: String", "Monitor size: Int", "Mouse dpi: Int"]
          .map((it) =>
            it.replace(
              /^(\w+) (.*)/,
              `type $1 implements Product @key(fields: "id") { id: ID! description: String meta: Meta @shareable $2 }`,
            ),
          )
          .join(" ")}`,
      fresh: `interface Product { id: ID! stock: Int meta: Meta } ${metaTypes} ${productTypes("stock: Int")} type Query { freshest: [Product] }`,
    },
    things: computers,
    query: { products: computers, freshest: computers },
    asks: [
      `{ products { id stock meta { key below { label } } } }`,
      `{ products { meta { ${metaBelow(3)} } } }`,
      `{ freshest { stock description meta { ${metaBelow(3)} } ... on Mouse { dpi } } }`,
      `{ freshest { ... on Computer { meta { ${metaBelow(4)} } cpu } ... on Monitor { meta { ${metaBelow(4)} } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/router/issues/7822
    name: "an interface with shareable fields of entities, deep in a big operation",
    subgraphs: {
      one: `type Query { root: Root } type Root @key(fields: "id") { id: ID! foos: [Foo] next: Root } interface Foo { id: ID! bar: Bar }
        type Foo1 implements Foo @key(fields: "id") { id: ID! bar: Bar @shareable own1: Int } type Foo2 implements Foo @key(fields: "id") { id: ID! bar: Bar @shareable own2: Int } type Bar @key(fields: "id") { id: ID! a: String @shareable }`,
      two: `type Root @key(fields: "id") { id: ID! best: Foo } interface Foo { id: ID! bar: Bar } type Foo1 implements Foo @key(fields: "id") { id: ID! bar: Bar @shareable }
        type Foo2 implements Foo @key(fields: "id") { id: ID! bar: Bar @shareable } type Bar @key(fields: "id") { id: ID! a: String @shareable b: String foo: Foo }`,
    },
    ...(() => {
      const bar = thing("Bar", { id: "b", a: "A", b: "B" });
      const foos = ["Foo1", "Foo2"].map((type, n) => thing(type, { id: `f${n}`, bar, own1: 1, own2: 2 }));
      Object.assign(bar, { foo: foos[1] });
      const root = thing("Root", { id: "r", foos, best: foos[0] });
      Object.assign(root, { next: root });
      return { things: [bar, ...foos, root], query: { root } };
    })(),
    asks: [
      nativeOnly(
        `{ root { ...R next { ...R next { ...R next { ...R } } } } } fragment R on Root { id foos { id bar { a b foo { bar { b } } } ... on Foo1 { own1 } } best { bar { foo { ... on Foo2 { own2 bar { a } } } } } }`,
      ),
      nativeOnly(
        `{ root { best { ... on Foo1 { own1 bar { a } } ... on Foo2 { own2 } } foos { bar { foo { bar { foo { bar { b a } id } } } } } } }`,
      ),
    ],
  },
  {
    // https://github.com/apollographql/router/issues/8381
    name: "posts that lead to posts over three interfaces",
    subgraphs: {
      posts: `type Query { post(id: ID!): Post1 } interface Post1 { id: ID! feed: [Post1] } interface Post2 { id: ID! crosspostRoot: Crosspost gallery: Gallery }
        type Crosspost { post: Post1 } type Gallery @shareable { items: [Item] } type Item @shareable { id: ID! name: String }
        ${times(8, (n) => `type P${n} implements Post1 & Post2 @key(fields: "id") { id: ID! feed: [Post1] crosspostRoot: Crosspost gallery: Gallery @shareable }`).join(" ")} type Rec implements Post1 { id: ID! feed: [Post1] post: Post1 }`,
      galleries: `interface Post2 { id: ID! gallery: Gallery } type Gallery @shareable { items: [Item] } type Item @shareable { id: ID! name: String }
        ${times(8, (n) => `type P${n} implements Post2 @key(fields: "id") { id: ID! gallery: Gallery @shareable likes: Int }`).join(" ")}`,
    },
    ...(() => {
      const gallery = { __typename: "Gallery", items: [{ __typename: "Item", id: "i", name: "n" }] };
      const posts = times(8, (n) => thing(`P${n}`, { id: `p${n}`, gallery, likes: n }));
      const rec = thing("Rec", { id: "r", post: posts[3], feed: posts.slice(0, 2) });
      for (const [n, post] of posts.entries())
        Object.assign(post, {
          feed: [posts[(n + 1) % 8], rec],
          crosspostRoot: { __typename: "Crosspost", post: posts[(n + 2) % 8] },
        });
      return { things: posts, query: { post: posts[0] } };
    })(),
    asks: [
      `query Feed { post(id: "p0") { __typename feed { ...Related ... on Rec { post { ...Related } } } } }
       fragment Cross on Post2 { crosspostRoot { post { ... on Post2 { __typename gallery { items { id name } } } } } } fragment Related on Post1 { __typename ... on Post2 { ...Cross } }`,
      `{ post(id: "p0") { feed { ... on P1 { likes crosspostRoot { post { ... on P3 { likes gallery { items { name } } } } } } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/pull/2246
    name: "a value shared over an interface, of which one field is behind an implementation's key",
    subgraphs: {
      a: `type Query { i: I } interface I { s: S } type E implements I @key(fields: "id") { id: ID! s: S @shareable } type F implements I @key(fields: "id") { id: ID! s: S @shareable } type S @shareable { x: Int }`,
      b: `type E @key(fields: "id") { id: ID! s: S @shareable } type F @key(fields: "id") { id: ID! s: S @shareable } type S { x: Int @shareable y: Int }`,
    },
    ...(() => {
      const e = thing("E", { id: "e", s: { __typename: "S", x: 1, y: 2 } });
      return { things: [e], query: { i: e } };
    })(),
    asks: [`{ i { s { x } } }`, `{ i { s { y } } }`, `{ i { s { x y } ... on E { s { y } id } } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (circular-reference-interface)
    name: "samples of products over an interface, in a circle",
    subgraphs: {
      a: `type Query { product: Product } interface Product { samePriceProduct: Product } type Book implements Product @key(fields: "id") { id: ID! samePriceProduct: Book @provides(fields: "price") price: Float @external }`,
      b: `interface Product { id: ID! } type Book implements Product @key(fields: "id") { id: ID! price: Float @shareable }`,
    },
    ...(() => {
      const book = thing("Book", { id: "1", price: 10.5 });
      const other = thing("Book", { id: "2", price: 10.5, samePriceProduct: book });
      Object.assign(book, { samePriceProduct: other });
      return { things: [book, other], query: { product: book } };
    })(),
    asks: [
      `{ product { samePriceProduct { ... on Book { id price } samePriceProduct { __typename ... on Book { price } } } } }`,
      `{ product { __typename samePriceProduct { __typename } ... on Book { price samePriceProduct { samePriceProduct { id price } } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (enum-intersection, input-object-intersection, simple-inaccessible)
    name: "enums, inputs and hidden parts that differ by subgraph",
    subgraphs: {
      a: `type Query { users(type: UserType): [User] usersB(filter: Filter): [User] } enum UserType { ANONYMOUS REGULAR SECRET @inaccessible } type User @key(fields: "id") { id: ID! type: UserType types: [UserType] hidden: String @inaccessible }
        input Filter { first: Int only: String }`,
      b: `enum UserType { REGULAR ANONYMOUS SECRET @inaccessible } type User @key(fields: "id") { id: ID! rank(of: UserType = REGULAR): String hidden: String @external label: String @requires(fields: "hidden") } input Filter { first: Int }
        type Query { ranked(filter: Filter!): [User] }`,
    },
    ...(() => {
      const users = ["REGULAR", "ANONYMOUS"].map((type, n) =>
        thing("User", {
          id: `${n}`,
          type,
          types: ["REGULAR", type],
          hidden: `h${n}`,
          label: needs("hidden"),
          rank: ({ of }: Facts) => `rank ${String(of)}`,
        }),
      );
      const first = ({ filter }: Facts) => users.slice(0, Number((filter as Facts).first));
      return {
        things: users,
        query: { users: ({ type }: Facts) => users.filter((it) => it.type === type), usersB: first, ranked: first },
      };
    })(),
    asks: [
      `{ users(type: ANONYMOUS) { id type types rank label } }`,
      {
        query: `query ($type: UserType!, $n: Int) { users(type: $type) { label rank(of: $type) } usersB(filter: { first: $n }) { type rank(of: ANONYMOUS) } }`,
        variables: { type: "REGULAR", n: 1 },
      },
      {
        query: `query ($filter: Filter!) { ranked(filter: $filter) { rank label type } }`,
        variables: { filter: { first: 2 } },
      },
    ],
  },
  {
    // https://github.com/graphql-hive/router/issues/1311
    name: "one field with different arguments in different types of a union",
    subgraphs: {
      a: `type Query { posts: [Post] } union Post = Compact | Full type Compact { post: Data } type Full { post: Data more: Data } type Data @key(fields: "id") { id: ID! media(maxWidth: Int): String }`,
      b: `type Data @key(fields: "id") { id: ID! likes(since: Int): String }`,
    },
    ...(() => {
      const data = thing("Data", {
        id: "d",
        media: ({ maxWidth }: Facts) => `m${String(maxWidth)}`,
        likes: ({ since }: Facts) => `l${String(since)}`,
      });
      return {
        things: [data],
        query: { posts: [thing("Compact", { post: data }), thing("Full", { post: data, more: data })] },
      };
    })(),
    asks: [
      `{ posts { ... on Compact { post { media(maxWidth: 216) } } ... on Full { post { media(maxWidth: 640) } } } }`,
      `{ posts { ... on Compact { post { likes(since: 1) media(maxWidth: 1) } } ... on Full { post { likes(since: 2) id } more { likes(since: 3) } } } }`,
      // https://github.com/apollographql/router/issues/6217
      ...[true, false].map((full) => ({
        query: `query ($full: Boolean = true) { posts { ...Small ...Big @include(if: $full) } } fragment Small on Compact { post { media(maxWidth: 216) likes(since: 4) } } fragment Big on Full { post { media(maxWidth: 640) likes(since: 5) } }`,
        variables: { full },
      })),
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (abstract-types)
    name: "entities under interfaces that each subgraph knows in part",
    subgraphs: {
      agency: `union Author = Person | Firm type Person @key(fields: "id") { id: ID! name: String } type Firm @key(fields: "id") { id: ID! name: String vat: String }`,
      books: `type Book @key(fields: "id") { id: ID! title: String kind: Kind } enum Kind { PAPER LIGHT } type Query { books: [Book] }`,
      catalog: `type Query { media: [Media] similar(id: ID!): [Media] } interface Media { id: ID! author: Author } union Author = Person | Firm type Person @key(fields: "id") { id: ID! } type Firm @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! author: Author pages: Int } type Film implements Media @key(fields: "id") { id: ID! author: Author minutes: Int }`,
      films: `type Film @key(fields: "id") { id: ID! title: String kind: Kind } enum Kind { PAPER LIGHT }`,
      shop: `interface Priced { price: Int } interface Media implements Priced { id: ID! price: Int } type Book implements Media & Priced @key(fields: "id") { id: ID! price: Int } type Film implements Media & Priced @key(fields: "id") { id: ID! price: Int }`,
    },
    things: [...media, ...media.map((it) => it.author as (typeof media)[0])],
    query: { media, similar: media, books: media.slice(0, 1) },
    asks: [
      `{ media { id author { ... on Person { name } ... on Firm { name vat } } price } }`,
      `{ media { ... on Book { title kind pages } ... on Film { title kind minutes } ... on Priced { price } } books { author { __typename } price } }`,
      `{ similar(id: "1") { ... on Priced { ... on Book { price title author { ... on Firm { vat } ... on Person { id name } } } ... on Media { id } } } }`,
    ],
  },
];
