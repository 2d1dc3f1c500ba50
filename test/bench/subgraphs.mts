import { createServer } from "node:http";
import { execute, parse, validate } from "graphql";
import { heavySubgraphs } from "./heavy-graph.mjs";

/**
 * The subgraphs of the benchmark in one process, each on a port of its own. A reply is worked out once and then
 * remembered by the request's body, so that the subgraphs cost next to nothing. `GET /count` gives the requests so far.
 */
const FIRST_PORT = Number(process.argv[2]);
let count = 0;

for (const [index, { schema }] of heavySubgraphs.entries()) {
  const replies = new Map<string, string>();
  const server = createServer((request, response) => {
    if (request.url === "/count") {
      response.end(String(count));
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      count++;
      const body = Buffer.concat(chunks).toString();
      const known = replies.get(body);
      if (known !== undefined) return send(known);
      void answer(body).then((reply) => {
        replies.set(body, reply);
        send(reply);
      });
    });
    const send = (reply: string) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(reply) });
      response.end(reply);
    };
  });
  server.keepAliveTimeout = 60_000;
  server.listen(FIRST_PORT + index, "127.0.0.1");

  async function answer(body: string): Promise<string> {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return JSON.stringify({ errors });
    return JSON.stringify(await execute({ schema, document, variableValues: variables ?? {} }));
  }
}
