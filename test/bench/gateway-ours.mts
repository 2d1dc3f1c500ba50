import { readFileSync } from "node:fs";
import { createGatewayInterface, stringifyEngineResult } from "../../gateway/engine/apollo-gateway-interface.js";
import { createEngine } from "../../gateway/engine/create-engine.js";
import { createHttpTransport } from "../../gateway/engine/http-transport.js";
import { serve } from "./serve.mjs";

const [, , port = "", supergraph = ""] = process.argv;
const engine = await createEngine({
  supergraphSdl: readFileSync(supergraph, "utf8"),
  logger: { info: () => undefined, warn: console.warn },
  transports: (subgraph) =>
    createHttpTransport(subgraph, {
      headers: ({ context }) => ({ authorization: (context as { authorization: string }).authorization }),
    }),
});
await serve({ gateway: createGatewayInterface(engine), stringifyResult: stringifyEngineResult, port: Number(port) });
