import { readFileSync } from "node:fs";
import { createGatewayInterface, resultOf, stringifyEngineResult } from "../../gateway/engine/apollo-gateway-interface.js";
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
const gateway = createGatewayInterface(engine, async (operation, context) =>
  resultOf(await engine.execute({ ...operation, context })),
);
await serve({ gateway, stringifyResult: stringifyEngineResult, port: Number(port) });
