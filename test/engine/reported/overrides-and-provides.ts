import type { Facts } from "../support/one-truth.js";
import { needs, thing, type Reported } from "./reported.js";

const old = (...fields: string[]) =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      () => {
        throw new Error("asked where it is overridden");
      },
    ]),
  );

const posts = [1, 2].map((n) =>
  thing("ImagePost", {
    id: `${n}`,
    createdAt: `day ${n}`,
    createdBy: thing("User", { id: `u${n}`, name: `n${n}` }),
    text: needs("createdAt"),
  }),
);
const animals = [
  thing("Dog", { id: "1", name: "Fido", age: 3, race: "R", owner: "o" }),
  thing("Cat", { id: "2", name: "Tom", age: 4, lives: 9 }),
];

export const OVERRIDES_AND_PROVIDES: readonly Reported[] = [
  {
    // https://github.com/graphql-hive/federation-gateway-audit (simple-override, override-type-interface, unavailable-override)
    name: "fields that another subgraph took over, below an interface",
    subgraphs: {
      a: `type Query { feed: [Post] a: [ImagePost] } interface Post { id: ID! createdAt: String! } type ImagePost implements Post @key(fields: "id") { id: ID! createdAt: String! }`,
      b: `type Query { another: [AnotherPost] b: [ImagePost] } interface AnotherPost { id: ID! createdAt: String! }
        type ImagePost implements AnotherPost @key(fields: "id") { id: ID! createdAt: String! @override(from: "a") createdBy: User name: String @override(from: "nobody") } type User @key(fields: "id") { id: ID! }`,
      c: `type User @key(fields: "id") { id: ID! name: String } type ImagePost @key(fields: "id") { id: ID! createdAt: String! @external text: String @requires(fields: "createdAt") }`,
    },
    things: [...posts, ...posts.map((it) => it.createdBy as (typeof posts)[0])],
    query: { feed: posts, another: posts, a: posts, b: posts },
    instead: { a: { ImagePost: old("createdAt") } },
    asks: [
      `{ feed { id createdAt } }`,
      `{ another { createdAt ... on ImagePost { createdBy { name } } } }`,
      `{ feed { ... on ImagePost { text createdBy { id name } } } a { createdAt text } b { createdAt name } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (override-with-requires)
    name: "a field that was taken over together with what it requires",
    subgraphs: {
      a: `type Query { userInA: User } type User @key(fields: "id") { id: ID! name: String! aName: String }`,
      b: `type Query { userInB: User } type User @key(fields: "id") { id: ID! name: String! @override(from: "a") }`,
      c: `type Query { userInC: User } type User @key(fields: "id") { id: ID! name: String! @external cName: String @requires(fields: "name") }`,
    },
    ...(() => {
      const user = thing("User", { id: "u", name: "b", aName: "a", cName: needs("name") });
      return { things: [user], query: { userInA: user, userInB: user, userInC: user } };
    })(),
    instead: { a: { User: old("name") } },
    asks: [
      `{ userInA { id name aName cName } userInB { name aName cName } userInC { id name cName } }`,
      `{ userInA { cName } }`,
      `{ userInC { name } }`,
    ],
  },
  {
    // https://github.com/apollographql/router/issues/7581
    name: "a progressive override, on and off, of shared fields of a type that implements an interface in one subgraph",
    subgraphs: {
      a: `interface IImage { id: ID! uri: String! } type Image implements IImage @key(fields: "id") { id: ID! uri: String! @shareable } type Asset @key(fields: "id") { id: ID! image: Image @shareable }`,
      b: `type Image @key(fields: "id") { id: ID! uri: String! @override(from: "a", label: "percent(25)") } type Asset @key(fields: "id") { id: ID! image: Image @override(from: "a", label: "percent(25)") }`,
      c: `type Query { assets: [Asset] } type Asset @key(fields: "id") { id: ID! title: String }`,
    },
    ...(() => {
      const image = thing("Image", { id: "i", uri: "old" });
      const asset = thing("Asset", { id: "a", title: "t", image });
      return { things: [image, asset], query: { assets: [asset] } };
    })(),
    instead: { b: { Image: { uri: () => "new" } } },
    asks: [
      { query: `{ assets { title image { id uri } } }` },
      {
        query: `{ assets { title image { id uri } } }`,
        overrides: ["percent(25)"],
        data: { assets: [{ title: "t", image: { id: "i", uri: "new" } }] },
      },
      { query: `{ assets { image { ... on IImage { uri } } } }` },
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (provides-on-interface)
    name: "fields provided by a field over an interface",
    subgraphs: {
      a: `type Query { media: Media @shareable all: [Media] @provides(fields: "animals { id ... on Dog { name } ... on Cat { age } }") } interface Media { id: ID! animals: [Animal] }
        interface Animal { id: ID! } type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @external }
        type Dog implements Animal @key(fields: "id") { id: ID! @external name: String @external } type Cat implements Animal @key(fields: "id") { id: ID! @external age: Int @external lives: Int }`,
      b: `type Query { media: Media @shareable } interface Media { id: ID! animals: [Animal] } interface Animal { id: ID! name: String } type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
        type Dog implements Animal @key(fields: "id") { id: ID! @shareable name: String @shareable race: String } type Cat implements Animal @key(fields: "id") { id: ID! @shareable name: String @shareable age: Int @shareable }`,
      c: `type Dog @key(fields: "id") { id: ID! age: Int }`,
    },
    ...(() => {
      const book = thing("Book", { id: "b", animals });
      return { things: [...animals, book], query: { media: book, all: [book] } };
    })(),
    asks: [
      `{ media { id animals { id name } } }`,
      `{ all { id animals { id ... on Dog { name } ... on Cat { age } } } }`,
      `{ all { animals { name ... on Dog { age race } ... on Cat { age lives } } } media { animals { __typename ... on Cat { age name } ... on Dog { race } } } }`,
    ],
  },
  {
    // https://github.com/wundergraph/cosmo/pull/3025
    name: "fields provided by a field over a union, and by a field over a list",
    subgraphs: {
      a: `type Query { media: [Media] @provides(fields: "... on Book { title } ... on Film { minutes }") plain: [Media] lists: [[Book]] @provides(fields: "title") } union Media = Book | Film
        type Book @key(fields: "id") { id: ID! title: String @external } type Film @key(fields: "id") { id: ID! minutes: Int @external }`,
      b: `type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int } type Film @key(fields: "id") { id: ID! minutes: Int @shareable title: String }`,
    },
    ...(() => {
      const book = thing("Book", { id: "1", title: "Uit", pages: 3 });
      const film = thing("Film", { id: "2", title: "In", minutes: 90 });
      return {
        things: [book, film],
        query: { media: [book, film], plain: [film, book], lists: [[book], [], [book, null]] },
      };
    })(),
    asks: [
      `{ media { ... on Book { title } ... on Film { minutes } } }`,
      `{ plain { ... on Book { title } ... on Film { minutes title } } media { ... on Film { title } ... on Book { title pages } } }`,
      `{ lists { id title } a: media { __typename ... on Book { name: title } } b: lists { pages title } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/router/issues/1455
    name: "a type name within what is provided, and provided fields at several depths",
    subgraphs: {
      all: `type Query { products: [Product] @provides(fields: "categories { __typename id name }") } type Product @key(fields: "id") { id: ID! categories: [Category] @external }
        type Category @key(fields: "id") { id: ID! @external name: String @external }`,
      category: `type Product @key(fields: "id") { id: ID! categories: [Category] @shareable } type Category @key(fields: "id") { id: ID! @shareable name: String @shareable }`,
      sub: `type Category @key(fields: "id") { id: ID! @shareable sub: [Category] }`,
    },
    ...(() => {
      const below = thing("Category", { id: "c2", name: "C2", sub: [] });
      const category = thing("Category", { id: "c1", name: "C1", sub: [below] });
      const products = ["1", "2"].map((id) => thing("Product", { id, categories: [category, below] }));
      return { things: [below, category, ...products], query: { products } };
    })(),
    asks: [
      `{ products { id categories { id name } } }`,
      `{ products { categories { sub { id name sub { name } } name } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (mysterious-external)
    name: "an external key that its subgraph gives all the same",
    subgraphs: {
      price: `type Product @key(fields: "id") { id: ID! price: Float } type Query { priced: [Product] }`,
      product: `type Query { product: Product } extend type Product @key(fields: "id") { id: ID! @external name: String }`,
    },
    ...(() => {
      const product = thing("Product", { id: "p", price: 1.5, name: "n" });
      return { things: [product], query: { product, priced: [product] } };
    })(),
    asks: [`{ product { id name price } }`, `{ product { price } priced { name } }`],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (provides-only-requested-fields)
    name: "what is provided under one field is not known under its neighbour",
    subgraphs: {
      a: `type Query { first: User @provides(fields: "name address { city }") second: User } type User @key(fields: "id") { id: ID! name: String @external address: Address @external } type Address { city: String @external }`,
      b: `type User @key(fields: "id") { id: ID! name: String @shareable address: Address @shareable } type Address @shareable { city: String street: String }`,
    },
    ...(() => {
      const user: Facts & { __typename: string } = thing("User", {
        id: "u",
        name: "N",
        address: { __typename: "Address", city: "Gent", street: "S" },
      });
      return { things: [user], query: { first: user, second: user } };
    })(),
    asks: [
      `{ first { name address { city } } second { name address { city } } }`,
      `{ first { address { city street } } second { id } }`,
      `{ first { id address { street } name } second { address { street city } } }`,
    ],
  },
];
