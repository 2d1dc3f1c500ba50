import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { parseConfiguration } from "../../gateway/configuration/read-configuration.js";
import { MANDATE_HEADER } from "../../schema/mandate.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";

const fail = (message: string, extensions: Record<string, unknown>) => {
  throw new GraphQLError(message, { extensions });
};

const PRODUCTS: ToySubgraph = {
  name: "products",
  sdl: `type Query { product(id: ID!): Product products: [Product!]! }
        type Mutation { rename(id: ID!): Product }
        type Product @key(fields: "id") { id: ID! name: String price: Int stock: Int }`,
  resolvers: {
    Query: {
      product: (_: unknown, { id }: { id: string }) =>
        id === "0" ? fail("There is no product 0.", { code: "NOT_FOUND", id: "0", stacktrace: ["at x"] }) : { id },
      products: () => [{ id: "1" }, { id: "2" }],
    },
    Mutation: { rename: (_: unknown, { id }: { id: string }) => ({ id }) },
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name: ({ id }: { id: string }) => `product ${id}`,
      price: () => fail("The price of 85.07.30-033.28 is a secret.", { code: "FORBIDDEN" }),
      stock: () => {
        throw new Error("out of order");
      },
    },
  },
};

const REVIEWS: ToySubgraph = {
  name: "reviews",
  sdl: `type Product @key(fields: "id") { id: ID! score: Int grade: Int }`,
  resolvers: {
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      score: () => 5,
      grade: () => fail("No grade yet.", { code: "NOT_FOUND" }),
    },
  },
};

/** It never answers. */
const ARCHIVE: ToySubgraph = {
  name: "archive",
  sdl: `type Product @key(fields: "id") { id: ID! age: Int }`,
  resolvers: { Product: { __resolveReference: ({ id }: { id: string }) => ({ id }) } },
};
const TOYS = [PRODUCTS, REVIEWS, ARCHIVE];

type Behave = (request: IncomingMessage, response: ServerResponse, answer: () => Promise<string>) => unknown;
const well: Behave = async (_request, response, answer) => {
  const body = await answer();
  response.end(body);
};

/** A toy subgraph on a port of its own, and what it was asked with. */
async function serveToy(toy: ToySubgraph) {
  const [local] = toyGraph(TOYS).local.filter(({ name }) => name === toy.name);
  const state = { behave: well, asked: [] as IncomingHttpHeaders[] };
  const signal = new AbortController().signal;
  const server = createServer((request, response) => {
    state.asked.push(request.headers);
    void text(request).then((body) =>
      state.behave(request, response, async () =>
        JSON.stringify(await local!.answerSigned({ body, statement: "", signal })),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  });
}

let products: Awaited<ReturnType<typeof serveToy>>;
let reviews: typeof products;
let archive: typeof products;
let open: Awaited<ReturnType<typeof startToyGateway>>;
let closed: typeof open;
let silent: typeof open;

/** What both gateways are told; the addresses too, for the supergraph has others. */
const configured = () => `headers:
  all:
    request:
      - propagate: { named: x-tenant }
      - propagate: { named: accept-language, default: nl }
    response:
      - propagate: { named: x-served-by, algorithm: append }
      - propagate: { named: x-cost, algorithm: first }
  subgraphs:
    reviews:
      request:
        - propagate: { matching: . }
        - insert: { name: x-key, from_env: KEY }
errors:
  all: false
  subgraphs: { products: true }
traffic:
  subgraphs:
    products: { url: "${products.url}" }
    reviews: { url: "${reviews.url}", compression: false }
    archive: { url: "${archive.url}", timeout: 100ms }
`;

function parts(text: string, isOpen: boolean) {
  const surroundings = { open: isOpen, subgraphs: TOYS.map(({ name }) => name), environment: { KEY: "k-1" } };
  const { supergraph } = toyGraph(TOYS);
  return { supergraph, open: isOpen, configuration: parseConfiguration(text, "gateway.yaml", surroundings) };
}

beforeAll(async () => {
  products = await serveToy(PRODUCTS);
  reviews = await serveToy(REVIEWS);
  archive = await serveToy(ARCHIVE);
  archive.behave = () => undefined;
  open = await startToyGateway(parts(configured(), true));
  closed = await startToyGateway(parts(configured(), false));
  const addresses = `{ products: { url: "${products.url}" }, reviews: { url: "${reviews.url}" } }`;
  silent = await startToyGateway(parts(`traffic: { subgraphs: ${addresses} }`, true));
});
afterAll(async () => {
  for (const one of [silent, closed, open, products, reviews, archive]) await one?.stop();
});
beforeEach(() => {
  for (const one of [products, reviews]) Object.assign(one, { behave: well, asked: [] });
});

const ask = (query: string, headers: Record<string, string> = {}, gateway = open) =>
  gateway.send(JSON.stringify({ query }), headers);

describe("headers of a client", () => {
  const CLIENT = { "x-tenant": "a", "x-other": "o", connection: "close", [MANDATE_HEADER]: "forged" };

  test("go to the subgraphs that the file names, and to no other", async () => {
    await ask('{ product(id: "1") { name score } }', CLIENT);
    expect(products.asked).toMatchObject([{ "x-tenant": "a", "accept-language": "nl" }]);
    expect(products.asked[0]).not.toHaveProperty("x-other");
    expect(products.asked[0]).not.toHaveProperty("authorization");
    expect(reviews.asked).toMatchObject([{ "x-other": "o", "x-key": "k-1" }]);
    // The token is what the toy gateway's clients send; where the gateway is open, a pattern may take it.
    expect(reviews.asked[0]?.authorization).toBe(open.mandate.authorization);
    expect(reviews.asked[0]).not.toHaveProperty(MANDATE_HEADER);
    expect([products.asked[0]?.connection, products.asked[0]?.host]).toEqual([
      "keep-alive",
      new URL(products.url).host,
    ]);
  });

  test("never stand in the place of a mandate, nor take the token along", async () => {
    await ask('{ product(id: "1") { name score } }', CLIENT, closed);
    expect(reviews.asked).toMatchObject([{ "x-other": "o", "x-tenant": "a" }]);
    expect(reviews.asked[0]).not.toHaveProperty("authorization");
    expect(reviews.asked[0]?.[MANDATE_HEADER]).toMatch(/^[\w-]+\./);
  });

  test("stay at the gateway where no file says otherwise", async () => {
    await ask('{ product(id: "1") { name } }', CLIENT, silent);
    expect(Object.keys(products.asked[0] ?? {}).sort()).toEqual([
      "accept",
      "accept-encoding",
      "ama-deadline-ms",
      "connection",
      "content-length",
      "content-type",
      "host",
      "x-request-id",
    ]);
  });
});

test("headers of several subgraphs come back by their rules, with each answer its own", async () => {
  const says = (name: string): Behave => {
    return async (_request, response, answer) =>
      response.writeHead(200, { "x-served-by": name, "x-cost": name, "x-other": name }).end(await answer());
  };
  products.behave = says("products");
  reviews.behave = says("reviews");
  const { headers, data } = await ask('{ product(id: "1") { score } }');
  expect(data).toEqual({ product: { score: 5 } });
  expect(headers).toMatchObject({ "x-served-by": "products, reviews", "x-cost": "products" });
  expect(headers).not.toHaveProperty("x-other");
  expect((await ask('{ product(id: "1") { name } }')).headers["x-served-by"]).toBe("products");
  expect((await ask('{ product(id: "1") { name } }', {}, silent)).headers).not.toHaveProperty("x-served-by");
});

describe("errors of a subgraph", () => {
  test("pass with their code, path and service where the file says so", async () => {
    const { data, errors } = await ask('{ product(id: "0") { name } }', {}, closed);
    expect(data).toEqual({ product: null });
    expect(errors).toEqual([
      {
        message: "There is no product 0.",
        path: ["product"],
        extensions: { code: "NOT_FOUND", id: "0", service: "products", requestId: expect.any(String) },
      },
    ]);
  });

  test("pass with the code of @apollo/gateway where they have none, and without a national number", async () => {
    const { data, errors } = await ask('{ products { price } product(id: "1") { stock } }');
    expect(data).toEqual({ products: [{ price: null }, { price: null }], product: { stock: null } });
    const told = errors?.map(({ message, path, extensions }) => [message, path?.join("."), extensions?.["code"]]);
    expect(told).toEqual([
      ["The price of [hidden] is a secret.", "products.0.price", "FORBIDDEN"],
      ["The price of [hidden] is a secret.", "products.1.price", "FORBIDDEN"],
      ["out of order", "product.stock", "DOWNSTREAM_SERVICE_ERROR"],
    ]);
  });

  test("are INTERNAL where they do not pass", async () => {
    const { errors } = await ask('{ product(id: "1") { grade } }');
    expect(errors).toMatchObject([{ path: ["product", "grade"], extensions: { code: "INTERNAL" } }]);
    expect(JSON.stringify(errors)).not.toContain("No grade yet");
  });

  test("pass from everywhere where the gateway is open and no file says otherwise", async () => {
    const { errors } = await ask('{ product(id: "1") { grade } }', {}, silent);
    expect(errors).toMatchObject([{ message: "No grade yet.", extensions: { code: "NOT_FOUND", service: "reviews" } }]);
  });

  test("that the gateway itself tells keep its own words, and name the service", async () => {
    products.behave = (_request, response) => response.end("<html>");
    const { errors } = await ask('{ product(id: "1") { name } }');
    expect(errors).toMatchObject([
      {
        message: "A part of the graph answered something that cannot be read.",
        extensions: { code: "SUBGRAPH_REPLY_INVALID", service: "products", retryable: false },
      },
    ]);
  });
});

test("headers and errors go the same ways with the engine of @apollo/gateway", async () => {
  const apollo = await startToyGateway(parts(configured(), true), { AMA_ENGINE: "apollo" });
  try {
    const { errors } = await ask('{ product(id: "0") { name } product1: product(id: "1") { grade } }', {}, apollo);
    expect(errors).toMatchObject([
      { message: "There is no product 0.", extensions: { code: "NOT_FOUND", service: "products" } },
      { path: ["product1", "grade"], extensions: { code: "INTERNAL" } },
    ]);
    expect(errors?.[0]?.extensions).not.toHaveProperty("serviceName");
    expect(reviews.asked).toMatchObject([{ "x-key": "k-1", "accept-language": "nl" }]);
  } finally {
    await apollo.stop();
  }
});

describe("a connection that a subgraph resets", () => {
  const resetting: Behave = (request, response, answer) =>
    products.asked.length === 1 ? request.socket.resetAndDestroy() : well(request, response, answer);

  test("costs a query nothing, and is counted", async () => {
    products.behave = resetting;
    expect(await ask('{ product(id: "1") { name } }')).toMatchObject({ data: { product: { name: "product 1" } } });
    expect(products.asked).toHaveLength(2);
    const numbers = await (await fetch(`${open.adminAddress}/metrics`)).text();
    expect(numbers).toContain('ama_subgraph_repeats_total{subgraph="products"} 1');
  });

  test("is signed for anew where a mandate goes along, for a statement is good once", async () => {
    products.behave = resetting;
    expect((await ask('{ product(id: "1") { name } }', {}, closed)).errors).toBeUndefined();
    expect(new Set(products.asked.map((headers) => headers[MANDATE_HEADER])).size).toBe(2);
  });

  test("costs a mutation its fields, for it may have been done", async () => {
    products.behave = resetting;
    const { data, errors } = await ask('mutation { rename(id: "1") { name } }');
    expect([data, errors?.[0]?.extensions?.["code"]]).toEqual([{ rename: null }, "SUBGRAPH_UNREACHABLE"]);
    expect(products.asked).toHaveLength(1);
  });
});

test("compressed replies are asked for and read, except of a subgraph that the file leaves out", async () => {
  products.behave = async (_request, response, answer) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(await answer()));
  expect(await ask('{ product(id: "1") { name score } }')).toMatchObject({
    data: { product: { name: "product 1", score: 5 } },
  });
  expect(products.asked[0]?.["accept-encoding"]).toBe("gzip, deflate, br");
  expect(reviews.asked[0]).not.toHaveProperty("accept-encoding");
});

test("a subgraph has as long as the file says", async () => {
  const { data, errors } = await ask('{ product(id: "1") { name age } }');
  expect(data).toEqual({ product: { name: "product 1", age: null } });
  expect(errors).toMatchObject([{ path: ["product", "age"], extensions: { code: "SUBGRAPH_TIMEOUT" } }]);
});
