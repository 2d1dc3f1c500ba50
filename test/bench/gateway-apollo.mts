import { readFileSync } from "node:fs";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { serve } from "./serve.mjs";

const [, , port = "", supergraph = ""] = process.argv;
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraph, "utf8"),
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      ...(url === undefined ? {} : { url }),
      willSendRequest: ({ request, context }) =>
        request.http?.headers.set("authorization", String(context.authorization)),
    }),
});
await serve({ gateway, port: Number(port) });
