import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { behindApolloServer, whole } from "../../gateway/engine/behind-apollo-server.js";
import { resultOf } from "../../gateway/engine/written-answer.js";
import { startPlanners } from "../../gateway/engine/planners/start-planners.js";
import { createWorld, type World } from "./support/world.js";

const greeter = (greeting: string, more = "") => ({
  name: "greeter",
  typeDefs: `type Query { greet(name: String!): String! broken: String ${more} }`,
  resolvers: {
    Query: {
      greet: (_: unknown, { name }: { name: string }) => `${greeting} ${name}`,
      broken: () => {
        throw new Error("no voice");
      },
    },
  },
});

let world: World;
let server: ApolloServer;

beforeAll(async () => {
  world = await createWorld([greeter("hello")], undefined, { startPlanner: startPlanners });
  const { options, answers } = behindApolloServer(world.engine, async (operation, context) =>
    whole(resultOf(await world.engine.execute({ ...operation, context }))),
  );
  server = new ApolloServer({ ...options, plugins: [answers], includeStacktraceInErrorResponses: false });
  await server.start();
});

afterAll(async () => {
  await server.stop();
  await world.stop();
});

async function post(body: object): Promise<{ status: number | undefined; body: unknown }> {
  const headers = new HeaderMap([["content-type", "application/json"]]);
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body },
    context: () => Promise.resolve({}),
  });
  const text = response.body.kind === "complete" ? response.body.string : "";
  return { status: response.status, body: JSON.parse(text) };
}

test("Apollo Server hands the engine's text on as the body", async () => {
  const { body } = await post({ query: "query($n: String!) { greet(name: $n) }", variables: { n: "Ann" } });
  expect(body).toEqual({ data: { greet: "hello Ann" } });
});

test("errors come with their path beside the data", async () => {
  const { body } = await post({ query: `{ again: broken greet(name: "Bo") }` });
  expect(body).toMatchObject({
    data: { again: null, greet: "hello Bo" },
    errors: [{ message: "no voice", path: ["again"] }],
  });
});

test("variables that do not fit are the client's mistake", async () => {
  world.asked.length = 0;
  const { body } = await post({ query: "query($n: String!) { greet(name: $n) }", variables: { n: 3 } });
  expect(body).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  expect(world.asked).toEqual([]);
});

test("an operation that is not there is refused with Apollo Server's own code", async () => {
  const { status, body } = await post({ query: "query A { broken } query B { broken }", operationName: "C" });
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }] });
});
