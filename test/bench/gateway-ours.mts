import { readFileSync } from "node:fs";
import { behindApolloServer, sendingAsWritten, whole } from "../../gateway/engine/behind-apollo-server.js";
import { resultOf } from "../../gateway/engine/written-answer.js";
import { createEngine } from "../../gateway/engine/create-engine.js";
import { createHttpTransport } from "../../gateway/engine/http-transport.js";
import type { SubgraphAddress, SubgraphTransport } from "../../gateway/engine/subgraph-transport.js";
import { memoReplies } from "./memo-replies.mjs";
import { serve } from "./serve.mjs";
import { workloadNamed } from "./workloads.mjs";

const [, , port = "", supergraph = "", name = ""] = process.argv;
const { isLocal = false, subgraphs } = workloadNamed(name);
const engine = await createEngine({
  supergraphSdl: readFileSync(supergraph, "utf8"),
  logger: { info: () => undefined, warn: console.warn },
  transports: (subgraph) => (isLocal ? local(subgraph) : overHttp(subgraph)),
});
const { options, answers } = behindApolloServer(engine, async (operation, context) =>
  whole(resultOf(await engine.execute({ ...operation, context }))),
);
await serve({ ...options, plugins: [answers], port: Number(port), sending: sendingAsWritten });

function overHttp(subgraph: SubgraphAddress): SubgraphTransport {
  return createHttpTransport(subgraph, {
    headers: ({ context }) => ({ authorization: (context as { authorization: string }).authorization }),
  });
}

function local({ name: wanted }: SubgraphAddress): SubgraphTransport {
  const replyTo = memoReplies(subgraphs.find((it) => it.name === wanted)!.schema);
  return {
    fetch: ({ query, variables }) =>
      Promise.resolve(replyTo(`{"query":${JSON.stringify(query)},"variables":${variables}}`)),
  };
}
