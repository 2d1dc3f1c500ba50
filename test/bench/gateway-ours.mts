import { readFileSync } from "node:fs";
import {
  createGatewayInterface,
  resultOf,
  stringifyEngineResult,
} from "../../gateway/engine/apollo-gateway-interface.js";
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
const gateway = createGatewayInterface(engine, async (operation, context) =>
  resultOf(await engine.execute({ ...operation, context })),
);
await serve({ gateway, stringifyResult: stringifyEngineResult, port: Number(port) });

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
