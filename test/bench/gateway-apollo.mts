import { readFileSync } from "node:fs";
import { ApolloGateway, RemoteGraphQLDataSource, type GraphQLDataSource } from "@apollo/gateway";
import { memoReplies } from "./memo-replies.mjs";
import { serve } from "./serve.mjs";
import { workloadNamed } from "./workloads.mjs";

const [, , port = "", supergraph = "", workload = ""] = process.argv;
const { isLocal = false, subgraphs } = workloadNamed(workload);
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraph, "utf8"),
  buildService: ({ url, name }) => (isLocal ? local(name) : overHttp(url)),
});
await serve({ gateway, port: Number(port) });

function overHttp(url: string | undefined): GraphQLDataSource {
  return new RemoteGraphQLDataSource({
    ...(url === undefined ? {} : { url }),
    willSendRequest: ({ request, context }) =>
      request.http?.headers.set("authorization", String(context.authorization)),
  });
}

function local(name: string): GraphQLDataSource {
  const replyTo = memoReplies(subgraphs.find((it) => it.name === name)!.schema);
  return {
    async process({ request: { query, variables = {} } }) {
      return JSON.parse(await replyTo(JSON.stringify({ query, variables }))) as never;
    },
  };
}
