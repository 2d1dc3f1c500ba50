import type { Facts } from "../support/one-truth.js";
import { needs, thing, type Reported } from "./reported.js";

const rex = thing("Pet", { id: "p", weight: 30, age: 7, owner: null });
const checkup = thing("Checkup", { id: "k", fee: 40, grade: needs("fee"), note: needs("grade") });

const comments = [1, 2, 3, 4].map((n) => thing("Comment", { id: `c${n}`, authorId: `a${n}`, body: `b${n}` }));
const listComments = ({ limit }: Facts) => comments.slice(0, Number(limit));

const cents = { EUR: 200, USD: 220 };

const person = thing("Person", { id: "1", name: "Ann" });
const firm = thing("Firm", { id: "2", name: "Bolt", vat: "BE2" });

export const REQUIRES: readonly Reported[] = [
  {
    // https://github.com/graphql-hive/router/issues/1310
    name: "a required field inside the output of another, whose needs two subgraphs answer",
    subgraphs: {
      clinic: `type Query { pet: Pet } type Pet @key(fields: "id") { id: ID! weight: Int @external age: Int @external
          checkup: Checkup @requires(fields: "weight age") }
        type Checkup @key(fields: "id") { id: ID! fee: Int @external grade: String @requires(fields: "fee") }`,
      records: `type Pet @key(fields: "id") { id: ID! weight: Int } type Checkup @key(fields: "id") { id: ID! fee: Int }`,
      register: `type Pet @key(fields: "id") { id: ID! age: Int }`,
    },
    things: [thing("Pet", { ...rex, checkup }), checkup],
    query: { pet: thing("Pet", { ...rex, checkup }) },
    asks: [`{ pet { checkup { grade } } }`, `{ pet { age checkup { id fee grade } again: checkup { grade } } }`],
  },
  {
    // https://github.com/graphql-hive/router/issues/1308
    name: "a required field that needs fields through an interface of entities",
    subgraphs: {
      shops: `type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! owner: Owner @external sign: String @requires(fields: "owner { name }") }
        interface Owner { id: ID! name: String } type Person implements Owner @key(fields: "id") { id: ID! name: String @external }
        type Firm implements Owner @key(fields: "id") { id: ID! name: String @external }`,
      deeds: `type Shop @key(fields: "id") { id: ID! owner: Owner } interface Owner { id: ID! name: String }
        type Person implements Owner @key(fields: "id") { id: ID! name: String }
        type Firm implements Owner @key(fields: "id") { id: ID! name: String vat: String }`,
    },
    things: [thing("Shop", { id: "s", owner: firm, sign: needs("owner.name") }), person, firm],
    query: { shop: thing("Shop", { id: "s", owner: firm, sign: needs("owner.name") }) },
    asks: [
      `{ shop { sign } }`,
      `{ shop { owner { __typename name ... on Firm { vat } } sign } }`,
      `{ shop { sign owner { id } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-interface)
    name: "a required field that needs an interface whose fields other subgraphs know",
    subgraphs: {
      users: `type Query { user: User } type User @key(fields: "id") { id: ID! address: Address @external label: String @requires(fields: "address { id }")
          city: String @requires(fields: "address { ... on Home { city } ... on Work { firm } }") }
        interface Address { id: ID! } type Home implements Address @key(fields: "id") { id: ID! city: String @external }
        type Work implements Address @key(fields: "id") { id: ID! firm: String @external }`,
      places: `type User @key(fields: "id") { id: ID! address: Address } interface Address { id: ID! }
        type Home implements Address @key(fields: "id") { id: ID! city: String } type Work implements Address @key(fields: "id") { id: ID! firm: String }`,
    },
    ...(() => {
      const home = thing("Home", { id: "h", city: "Gent" });
      const user = thing("User", { id: "u", address: home, label: needs("address.id"), city: needs("address.city") });
      return { things: [home, user], query: { user } };
    })(),
    asks: [
      `{ user { label } }`,
      `{ user { city } }`,
      `{ user { label city address { __typename ... on Home { city } } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-with-fragments)
    name: "a required field that needs fragments on a union of entities",
    subgraphs: {
      posts: `type Query { post: Post } type Post @key(fields: "id") { id: ID! by: Author @external
          byline: String @requires(fields: "by { ... on Person { name } ... on Firm { vat } }") }
        union Author = Person | Firm type Person @key(fields: "id") { id: ID! name: String @external } type Firm @key(fields: "id") { id: ID! vat: String @external }`,
      authors: `type Post @key(fields: "id") { id: ID! by: Author } union Author = Person | Firm
        type Person @key(fields: "id") { id: ID! name: String @shareable } type Firm @key(fields: "id") { id: ID! vat: String }`,
    },
    things: [thing("Post", { id: "p", by: firm, byline: needs("by.vat") }), person, firm],
    query: { post: thing("Post", { id: "p", by: firm, byline: needs("by.vat") }) },
    asks: [`{ post { byline } }`, `{ post { by { __typename ... on Person { name } } byline } }`],
  },
  {
    // https://github.com/apollographql/federation/issues/3113
    name: "a required field of an entity nested in an entity of the same subgraph",
    subgraphs: {
      orders: `type Query { order: Order } type Order @key(fields: "id") { id: ID! line: Line } type Line @key(fields: "id") { id: ID! product: Product }
        type Product @key(fields: "id") { id: ID! price: Int @external weight: Int @external shipping: String @requires(fields: "price weight") }`,
      products: `type Product @key(fields: "id") { id: ID! price: Int maker: Maker } type Maker @key(fields: "id") { id: ID! best: Product }`,
      scales: `type Product @key(fields: "id") { id: ID! weight: Int }`,
    },
    ...(() => {
      const product: Facts = {
        __typename: "Product",
        id: "x",
        price: 9,
        weight: 2,
        shipping: needs("price", "weight"),
      };
      product.maker = thing("Maker", { id: "m", best: product });
      const line = thing("Line", { id: "l", product });
      const order = thing("Order", { id: "o", line });
      return { things: [product as typeof order, product.maker as typeof order, line, order], query: { order } };
    })(),
    asks: [
      `{ order { line { product { shipping } } } }`,
      `{ order { line { product { maker { best { shipping maker { best { shipping weight } } } } } } } }`,
      `{ order { line { product { price shipping maker { best { shipping } } } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/issues/3317
    name: "a skipped field that requires another leaves its neighbours whole",
    subgraphs: {
      a: `type Query { t: T } type T @key(fields: "id") { id: ID! a: String }`,
      b: `type T @key(fields: "id") { id: ID! b: String a: String @external c: String @requires(fields: "a") }`,
    },
    things: [thing("T", { id: "1", a: "A", b: "B", c: needs("a") })],
    query: { t: thing("T", { id: "1", a: "A", b: "B", c: needs("a") }) },
    asks: [true, false].flatMap((v) => [
      { query: `query q($v: Boolean!) { t { id b c @skip(if: $v) } }`, variables: { v } },
      { query: `query q($v: Boolean!) { t { b c @include(if: $v) } }`, variables: { v } },
      { query: `query q($v: Boolean!) { t { b a @skip(if: $v) c } }`, variables: { v } },
      {
        query: `query q($v: Boolean!) { t { b ... @include(if: $v) { c } ... on T @skip(if: $v) { c a } } }`,
        variables: { v },
      },
    ]),
  },
  {
    // https://github.com/graphql-hive/router/issues/880
    name: "a required object that is null, or that has a null in it",
    subgraphs: {
      organizations: `type Query { branches: [Branch] } type Branch @key(fields: "id") { id: ID! contact: Contact } type Contact @shareable { email: String user: User }
        type User @shareable { name: String }`,
      ads: `type Branch @key(fields: "id") { id: ID! contact: Contact @external ad: String @requires(fields: "contact { email user { name } }") }
        type Contact @shareable { email: String user: User } type User @shareable { name: String }`,
    },
    ...(() => {
      const ad = needs("contact.email", "contact.user.name");
      const branches = [
        null,
        { email: "a@b", user: null },
        { email: null, user: { name: "Ann" } },
        { email: "c@d", user: { name: null } },
      ].map((contact, index) => thing("Branch", { id: `${index}`, contact, ad }));
      return { things: branches, query: { branches } };
    })(),
    asks: [`{ branches { ad } }`, `{ branches { id ad contact { user { name } } } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-with-argument)
    name: "a required field with arguments beside the client's own arguments",
    subgraphs: {
      feed: `type Query { post: Post } type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment] @external
          authors: String @requires(fields: "comments(limit: 3) { authorId }") }
        type Comment @key(fields: "id") { id: ID! authorId: ID @external }`,
      comments: `type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment] } type Comment @key(fields: "id") { id: ID! authorId: ID body: String }`,
    },
    things: [thing("Post", { id: "p", comments: listComments, authors: () => "c1 c2 c3" }), ...comments],
    query: { post: thing("Post", { id: "p", comments: listComments, authors: () => "c1 c2 c3" }) },
    instead: {
      feed: {
        Post: {
          authors: (post: { told?: { comments: { authorId: string }[] } }) =>
            post.told?.comments.map((it) => it.authorId.replace("a", "c")).join(" "),
        },
      },
    },
    asks: [
      `{ post { authors } }`,
      `{ post { authors comments(limit: 1) { id body } } }`,
      `{ post { comments(limit: 4) { authorId } authors } }`,
      `{ post { comments: id authors } }`,
      {
        query: `query ($n: Int!) { post { a: comments(limit: $n) { id } comments(limit: 2) { body } authors } }`,
        variables: { n: 1 },
      },
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-with-argument-conflict)
    name: "two fields that require one field with different arguments",
    subgraphs: {
      prices: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price(currency: String!): Int weight: Int }`,
      shipping: `type Product @key(fields: "id") { id: ID! price(currency: String!): Int @external weight: Int @external
        dollars: String @requires(fields: "price(currency: \\"USD\\") weight") euros: String @requires(fields: "price(currency: \\"EUR\\") weight") }`,
    },
    ...(() => {
      const product = thing("Product", {
        id: "p",
        weight: 2,
        price: ({ currency }: Facts) => cents[currency as "EUR"],
        dollars: () => "220 2",
        euros: () => "200 2",
      });
      return { things: [product], query: { product } };
    })(),
    instead: {
      shipping: Object.fromEntries([
        [
          "Product",
          Object.fromEntries(
            ["dollars", "euros"].map((field) => [
              field,
              ({ told }: { told: Facts }) => `${String(told.price)} ${String(told.weight)}`,
            ]),
          ),
        ],
      ]),
    },
    asks: [
      `{ product { dollars } }`,
      `{ product { dollars euros } }`,
      `{ product { euros price(currency: "USD") dollars } }`,
      `{ product { euros price: weight dollars } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-circular)
    name: "two subgraphs that require each other's fields in turn",
    subgraphs: {
      a: `type Query { feed: [Post] } type Post @key(fields: "id") { id: ID! byNovice: String @external byExpert: String @requires(fields: "byNovice") author: Author }
        type Author @key(fields: "id") { id: ID! years: Int }`,
      b: `type Post @key(fields: "id") { id: ID! author: Author @external byNovice: String @requires(fields: "author { years }") }
        type Author @key(fields: "id") { id: ID! years: Int @external }`,
    },
    ...(() => {
      const feed = [1, 2].map((n) =>
        thing("Post", {
          id: `${n}`,
          author: thing("Author", { id: `a${n}`, years: n }),
          byNovice: needs("author.years"),
          byExpert: needs("byNovice"),
        }),
      );
      return { things: [...feed, ...feed.map((it) => it.author as typeof rex)], query: { feed } };
    })(),
    asks: [`{ feed { byNovice } }`, `{ feed { byExpert } }`, `{ feed { byExpert author { years } byNovice } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (requires-requires)
    name: "a chain of required fields through four subgraphs",
    subgraphs: {
      one: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Float! hasDiscount: Boolean! }`,
      two: `type Product @key(fields: "id") { id: ID! isExpensive: String @requires(fields: "price") price: Float! @external }`,
      three: `type Product @key(fields: "id") { id: ID! isExpensive: String @external canAfford: String @requires(fields: "isExpensive") }`,
      four: `type Product @key(fields: "id") { id: ID! hasDiscount: Boolean! @external isExpensive: String @external canAfford: String @external
        advice: String @requires(fields: "hasDiscount isExpensive canAfford") alsoAdvice: String @requires(fields: "isExpensive") }`,
    },
    ...(() => {
      const product = thing("Product", {
        id: "p",
        price: 12.5,
        hasDiscount: true,
        isExpensive: needs("price"),
        canAfford: needs("isExpensive"),
        advice: needs("hasDiscount", "isExpensive", "canAfford"),
        alsoAdvice: needs("isExpensive"),
      });
      return { things: [product], query: { product } };
    })(),
    asks: [
      `{ product { canAfford } }`,
      `{ product { advice } }`,
      `{ product { alsoAdvice advice isExpensive } }`,
      `{ product { a: advice b: canAfford c: isExpensive d: price price: hasDiscount } }`,
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/issues/2900
    name: "several subgraphs require parts of one, under aliases",
    subgraphs: {
      core: `type Query { user: User } type User @key(fields: "id") { id: ID! first: String last: String mail: String }`,
      greets: `type User @key(fields: "id") { id: ID! first: String @external greeting: String @requires(fields: "first") }`,
      letters: `type User @key(fields: "id") { id: ID! first: String @external last: String @external letter: String @requires(fields: "first last") }`,
    },
    ...(() => {
      const user = thing("User", {
        id: "u",
        first: "An",
        last: "Peeters",
        mail: "m",
        greeting: needs("first"),
        letter: needs("first", "last"),
      });
      return { things: [user], query: { user } };
    })(),
    asks: [
      `{ user { a: greeting b: greeting c: letter first: last } }`,
      `{ user { greeting letter } me: user { letter } }`,
      `{ user { id: mail last: first letter } }`,
    ],
  },
  {
    // https://github.com/apollographql/router/pull/9926
    name: "a required field behind a nested key that another subgraph knows, below a union",
    subgraphs: {
      a: `type Query { found: Found } union Found = Case | Other type Other { note: String } type Case @key(fields: "sub { id }") { sub: Sub }
        type Sub @key(fields: "id") { id: ID! }`,
      b: `type Sub @key(fields: "id") { id: ID! id2: ID! @shareable }`,
      c: `type Case @key(fields: "sub { id2 }") { sub: Sub needed: Int @external out: String @requires(fields: "needed") } type Sub { id2: ID! @shareable }`,
      d: `type Case @key(fields: "sub { id2 }") @key(fields: "sub { id }") { sub: Sub needed: Int } type Sub @key(fields: "id") { id2: ID! @shareable id: ID! }`,
    },
    ...(() => {
      const sub = thing("Sub", { id: "1", id2: "2" });
      const found = thing("Case", { sub, needed: 7, out: needs("needed") });
      return { things: [sub, found], query: { found } };
    })(),
    asks: [`{ found { ... on Case { needed } } }`],
  },
  {
    // https://github.com/wundergraph/graphql-go-tools/pull/1297
    name: "a required fact that failed costs the field that needs it, with an error",
    subgraphs: {
      one: `type Entity @key(fields: "id") { id: ID! info: String }`,
      two: `type Query { entities: [Entity] } type Entity @key(fields: "id") { id: ID! info: String @external full: String @requires(fields: "info") other: Int }`,
    },
    ...(() => {
      const entities = [1, 2].map((n) => thing("Entity", { id: `${n}`, info: `i${n}`, other: n, full: needs("info") }));
      return { things: entities, query: { entities } };
    })(),
    instead: {
      one: {
        Entity: {
          info: ({ thing: it }: { thing: Facts }) => {
            if (it.id === "1") throw new Error("not today");
            return it.info;
          },
        },
      },
    },
    asks: [
      {
        query: `{ entities { id full other } }`,
        data: {
          entities: [
            { id: "1", full: `info=null`, other: 1 },
            { id: "2", full: `info="i2"`, other: 2 },
          ],
        },
        // A single value may only decide on sight of the field: the error has no path.
        errors: [""],
      },
      {
        query: `{ entities { info other } }`,
        data: {
          entities: [
            { info: null, other: 1 },
            { info: "i2", other: 2 },
          ],
        },
        errors: ["entities.0.info"],
      },
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (simple-requires-provides)
    name: "required and provided fields of one product in lists of lists",
    subgraphs: {
      products: `type Query { products: [Product] } type Product @key(fields: "upc") { upc: ID! price: Int weight: Int }`,
      inventory: `type Product @key(fields: "upc") { upc: ID! price: Int @external weight: Int @external inStock: Boolean
        shipping: String @requires(fields: "price weight") tag: String @requires(fields: "price") }`,
      reviews: `type Query { reviews: [Review] } type Review @key(fields: "id") { id: ID! author: User @provides(fields: "name") product: Product }
        type User @key(fields: "id") { id: ID! name: String @external reviews: [Review] } type Product @key(fields: "upc") { upc: ID! reviews: [Review] }`,
      accounts: `type Query { me: User } type User @key(fields: "id") { id: ID! name: String @shareable }`,
    },
    ...(() => {
      const user: Facts = { __typename: "User", id: "u", name: "Ann" };
      const products = [1, 2].map((n) =>
        thing("Product", {
          upc: `p${n}`,
          price: n * 10,
          weight: n,
          inStock: n === 1,
          shipping: needs("price", "weight"),
          tag: needs("price"),
        }),
      );
      const reviews = products.map((product, index) => thing("Review", { id: `r${index}`, author: user, product }));
      user.reviews = reviews;
      for (const product of products)
        Object.assign(product, { reviews: reviews.filter((it) => it.product === product) });
      return { things: [user as (typeof reviews)[0], ...products, ...reviews], query: { products, reviews, me: user } };
    })(),
    asks: [
      `{ products { shipping reviews { author { name reviews { product { shipping tag inStock } } } } } }`,
      `{ reviews { author { name id } product { price shipping } } me { reviews { product { tag } author { name } } } }`,
      `{ me { name reviews { product { reviews { product { weight tag shipping } } } } } }`,
    ],
  },
];
