import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { fastify } from "fastify";

type Options = Pick<ApolloServerOptionsWithGateway<BaseContext>, "gateway" | "stringifyResult"> & { port: number };

/** The same Apollo Server on fastify before either gateway, so that only what is behind it differs. */
export async function serve({ port, ...options }: Options): Promise<void> {
  const server = new ApolloServer({ ...options, plugins: [ApolloServerPluginCacheControlDisabled()] });
  await server.start();
  const app = fastify();
  app.post(
    "/graphql",
    fastifyApolloHandler(server, {
      context: ({ headers }) => Promise.resolve({ authorization: headers.authorization ?? "" }),
    }),
  );
  await app.listen({ port, host: "127.0.0.1" });
  process.once("SIGTERM", () => process.exit());
}
