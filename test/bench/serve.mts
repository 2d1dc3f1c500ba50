import { readFileSync } from "node:fs";
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
  // How long the event loop was held since the last look, what its thread itself ran in that time, and what is in memory.
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  let ran = cpuOfThisThread();
  let longestTurn = 0;
  setInterval(() => {
    const now = cpuOfThisThread();
    longestTurn = Math.max(longestTurn, now - ran);
    ran = now;
  }, 1);
  app.get("/loop", () => {
    const held = { maxMs: loop.max / 1e6, longestTurnMs: longestTurn };
    globalThis.gc?.();
    loop.reset();
    ran = cpuOfThisThread();
    longestTurn = 0;
    return { ...held, heapMb: process.memoryUsage().heapUsed / 1024 / 1024 };
  });
  await app.listen({ port, host: "127.0.0.1" });
  process.once("SIGTERM", () => process.exit());
}

/** In ms, without the time in which it waited for a core: the main thread has the number of its process. */
function cpuOfThisThread(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}
