import { nativeOnly, needs, thing, type Reported } from "./reported.js";

const car = thing("Car", { id: "c", wheels: 4, doors: 5, owner: "Ann", plate: "1-ABC", tax: needs("plate") });
const bike = thing("Bike", { id: "b", wheels: 2, owner: "Bob", plate: "2-DEF", tax: needs("plate") });
const boat = thing("Boat", { id: "s", sails: 3, owner: "Cas" });

const vehicles = `interface IVehicle @key(fields: "id") { id: ID! }
  interface ILandVehicle implements IVehicle @key(fields: "id") { id: ID! wheels: Int plate: String }
  type Car implements IVehicle & ILandVehicle @key(fields: "id") { id: ID! wheels: Int plate: String doors: Int }
  type Bike implements IVehicle & ILandVehicle @key(fields: "id") { id: ID! wheels: Int plate: String }
  type Boat implements IVehicle @key(fields: "id") { id: ID! sails: Int }
  type Query { vehicles: [IVehicle] land: [ILandVehicle] }`;

const owners = `type IVehicle @key(fields: "id") @interfaceObject { id: ID! owner: String @shareable }
  type ILandVehicle @key(fields: "id") @interfaceObject { id: ID! owner: String @shareable } type Query { owned: [IVehicle] }`;

const book = thing("Book", {
  id: "1",
  title: "Reynaert",
  pages: 90,
  slug: needs("title"),
  url: needs("slug"),
  stars: 5,
});
const film = thing("Film", {
  id: "2",
  title: "Daens",
  minutes: 138,
  slug: needs("title"),
  url: needs("slug"),
  stars: 4,
});
const media = [book, film];

const library = `interface Media @key(fields: "id") { id: ID! title: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
  type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
  type Query { media: [Media] }`;

export const INTERFACE_OBJECTS: readonly Reported[] = [
  {
    // https://github.com/apollographql/federation/pull/2362
    name: "fragments on an interface below an interface object",
    subgraphs: {
      fleet: vehicles,
      owners,
    },
    things: [car, bike, boat],
    query: { vehicles: [car, boat, bike], owned: [boat, car, bike], land: [bike, car] },
    asks: [
      `{ vehicles { id owner ... on ILandVehicle { wheels owner } ... on Car { doors owner } } }`,
      `{ owned { owner ... on ILandVehicle { wheels } ... on Boat { sails } } }`,
      `{ owned { ... on ILandVehicle { owner wheels ... on Car { doors } } } }`,
      `{ owned { ...Land ...Sea __typename } } fragment Land on ILandVehicle { id plate owner } fragment Sea on Boat { owner sails }`,
      `{ land { owner ... on IVehicle { owner id } ... on Bike { __typename owner } } }`,
    ],
  },
  {
    // https://github.com/apollographql/federation/pull/2362
    name: "two interface objects, one interface below the other",
    subgraphs: {
      fleet: vehicles,
      owners,
      taxes: `type ILandVehicle @key(fields: "id") @interfaceObject { id: ID! plate: String @external tax: String @requires(fields: "plate") }
        type Query { taxed: [ILandVehicle] }`,
    },
    things: [car, bike, boat],
    query: { vehicles: [boat, car, bike], owned: [car, boat], taxed: [bike, car], land: [bike, car] },
    asks: [
      `{ vehicles { owner ... on ILandVehicle { tax } } }`,
      `{ taxed { tax wheels owner ... on Car { doors } } }`,
      `{ land { __typename ... on Car { tax } ... on IVehicle { owner } } }`,
      `{ owned { id ... on ILandVehicle { tax owner } ... on Boat { sails } } }`,
    ],
  },
  {
    // https://github.com/the-guild-org/federation-gateway-audit
    name: "an interface object that nobody asks by its key",
    subgraphs: {
      a: `interface Node @key(fields: "id") { id: ID! } type Query { node: Node product: Product! }
        type Product @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      b: `type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
        interface Product @key(fields: "id") { id: ID! } type Bread implements Product @key(fields: "id") { id: ID! name: String }
        type Query { other: Node }`,
    },
    ...(() => {
      const bread = thing("Bread", { id: "p1", name: "rye" });
      return { things: [bread], query: { product: bread } };
    })(),
    asks: [`{ product { ... on Bread { id } } }`],
  },
  {
    // https://github.com/graphql-hive/router/issues/1310
    name: "a chain of two required fields on one interface object",
    subgraphs: {
      library,
      slugs: `type Media @key(fields: "id") @interfaceObject { id: ID! title: String @external slug: String @requires(fields: "title") }
        type Query { slugged: [Media] }`,
      urls: `type Media @key(fields: "id") @interfaceObject { id: ID! slug: String @external url: String @requires(fields: "slug") }
        type Query { linked: [Media] }`,
    },
    things: media,
    query: { media, slugged: media, linked: media },
    asks: [
      nativeOnly(`{ media { url } }`),
      nativeOnly(`{ linked { url __typename } slugged { url } }`),
      nativeOnly(`{ slugged { slug url ... on Book { pages url } } }`),
      nativeOnly(`{ media { ... on Film { url minutes } } }`),
    ],
  },
  {
    // https://github.com/graphql-hive/router/issues/1310
    name: "a chain of two required fields on one interface object of one subgraph",
    subgraphs: {
      library,
      both: `type Media @key(fields: "id") @interfaceObject { id: ID! title: String @external slug: String @requires(fields: "title") }
        type Query { slugged: [Media] }`,
      links: `type Media @key(fields: "id") @interfaceObject { id: ID! title: String @external slug: String @external
        url: String @requires(fields: "slug title") stars: Int } type Query { linked: [Media] }`,
    },
    things: media.map((it) => ({ ...it, url: needs("slug", "title") })),
    query: {
      media: media.map((it) => ({ ...it, url: needs("slug", "title") })),
      slugged: [],
      linked: media.map((it) => ({ ...it, url: needs("slug", "title") })),
    },
    asks: [
      nativeOnly(`{ media { url stars } }`),
      nativeOnly(`{ linked { stars url title } }`),
      nativeOnly(`{ linked { ... on Book { url } stars } }`),
    ],
  },
  {
    // https://github.com/apollographql/federation/pull/2362
    name: "type names in a fragment for each implementation of an interface object",
    subgraphs: {
      library,
      reviews: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int } type Query { best: [Media] top: Media }`,
    },
    things: media,
    query: { media, best: media, top: film },
    asks: [
      `{ best { ... on Book { __typename } ... on Film { __typename stars } } }`,
      `{ best { ... on Book { __typename id } ... on Film { __typename id } } }`,
      `{ top { ... on Book { kind: __typename } ... on Film { kind: __typename } } }`,
      `{ media { stars ... on Book { __typename stars } } best { __typename } }`,
      `{ best { ... on Media { __typename ... on Book { pages } } } }`,
    ],
  },
  {
    // https://github.com/apollographql/router/issues/7730
    name: "an interface entity in two subgraphs and an interface object in a third",
    subgraphs: {
      one: `type Query { item: Item } interface Item @key(fields: "id") { id: ID! prop: String }
        type Product implements Item @key(fields: "id") { id: ID! prop: String } type Service implements Item @key(fields: "id") { id: ID! prop: String }`,
      two: `interface Item @key(fields: "id") { id: ID! fresh: String }
        type Product implements Item @key(fields: "id") { id: ID! fresh: String } type Service implements Item @key(fields: "id") { id: ID! fresh: String }`,
      three: `type Item @key(fields: "id") @interfaceObject { id: ID! more: String offer: Offer } type Offer @key(fields: "id") { id: ID! }`,
      four: `type Offer @key(fields: "id") { id: ID! price: Int item: Item } interface Item @key(fields: "id") { id: ID! }
        type Product implements Item @key(fields: "id") { id: ID! } type Service implements Item @key(fields: "id") { id: ID! hours: Int }`,
    },
    ...(() => {
      const offer: Record<string, unknown> = { __typename: "Offer", id: "o", price: 12 };
      const item = thing("Service", { id: "i", prop: "p", fresh: "f", more: "m", hours: 8, offer });
      offer.item = item;
      return { things: [item, offer as typeof item], query: { item } };
    })(),
    asks: [
      `{ item { id prop fresh more offer { price } } }`,
      `{ item { offer { item { fresh more ... on Service { hours prop } } price } ... on Service { hours } } }`,
      `{ item { ... on Product { more } ... on Service { more fresh } } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (interface-object-indirect-extension)
    name: "an interface object reached through an entity of another subgraph",
    subgraphs: {
      playlists: `type Query { playlists: [Playlist] } type Playlist @key(fields: "id") { id: ID! items: [Media] }
        interface Media { id: ID! } type Book implements Media @key(fields: "id") { id: ID! } type Film implements Media @key(fields: "id") { id: ID! }`,
      library: `interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String } type Film implements Media @key(fields: "id") { id: ID! title: String }`,
      reviews: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int title: String @external blurb: String @requires(fields: "title") }`,
    },
    ...(() => {
      const things = media.map((it) => ({ ...it, blurb: needs("title") }));
      return { things, query: { playlists: [{ __typename: "Playlist", id: "p", items: things }] } };
    })(),
    asks: [
      `{ playlists { items { stars } } }`,
      `{ playlists { items { blurb ... on Film { title stars } } } }`,
      `{ playlists { items { ... on Book { blurb } ... on Film { id } } id } }`,
    ],
  },
  {
    // https://github.com/graphql-hive/federation-gateway-audit (non-resolvable-interface-object)
    name: "an interface object of which one in a list is not known",
    subgraphs: {
      library,
      reviews: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int } type Query { best: [Media] }`,
    },
    things: media,
    query: { media, best: [book, thing("Book", { id: "gone", stars: 1, title: "?" }), film] },
    asks: [
      `{ best { id stars } }`,
      {
        query: `{ best { stars title } }`,
        data: {
          best: [
            { stars: 5, title: "Reynaert" },
            { stars: 1, title: null },
            { stars: 4, title: "Daens" },
          ],
        },
        errors: ["best.1.title"],
      },
      {
        query: `{ best { __typename stars } }`,
        data: { best: [{ __typename: "Book", stars: 5 }, null, { __typename: "Film", stars: 4 }] },
        errors: ["best.1"],
      },
    ],
  },
];
