import { createServer } from "node:http";
import { memoReplies } from "./memo-replies.mjs";
import { workloadNamed } from "./workloads.mjs";

/** The subgraphs of a workload in one process, each on a port of its own. `GET /count` gives the requests so far. */
const [, , firstPort = "", name = ""] = process.argv;
let count = 0;

for (const [index, { schema }] of workloadNamed(name).subgraphs.entries()) {
  const replyTo = memoReplies(schema);
  const server = createServer((request, response) => {
    if (request.url === "/count") {
      response.end(String(count));
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      count++;
      const reply = replyTo(Buffer.concat(chunks).toString());
      if (typeof reply === "string") send(reply);
      else void reply.then(send);
    });
    const send = (reply: string) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(reply) });
      response.end(reply);
    };
  });
  server.keepAliveTimeout = 60_000;
  server.listen(Number(firstPort) + index, "127.0.0.1");
}
