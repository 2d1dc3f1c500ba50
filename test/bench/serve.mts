import { monitorEventLoopDelay } from "node:perf_hooks";
import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { fastify } from "fastify";

type Options = Pick<ApolloServerOptionsWithGateway<BaseContext>, "gateway" | "stringifyResult" | "plugins"> & {
  port: number;
};

/** The same Apollo Server on fastify before either gateway, so that only what is behind it differs. */
export async function serve({ port, plugins = [], ...options }: Options): Promise<void> {
  const server = new ApolloServer({ ...options, plugins: [ApolloServerPluginCacheControlDisabled(), ...plugins] });
  await server.start();
  const app = fastify();
  app.post(
    "/graphql",
    fastifyApolloHandler(server, {
      context: ({ headers }) => Promise.resolve({ authorization: headers.authorization ?? "" }),
    }),
  );
  // How long the event loop was held since the last look, and what is in memory.
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  app.get("/loop", () => {
    const held = { maxMs: loop.max / 1e6, p99Ms: loop.percentile(99) / 1e6 };
    loop.reset();
    globalThis.gc?.();
    return { ...held, heapMb: process.memoryUsage().heapUsed / 1024 / 1024 };
  });
  await app.listen({ port, host: "127.0.0.1" });
  process.once("SIGTERM", () => process.exit());
}
