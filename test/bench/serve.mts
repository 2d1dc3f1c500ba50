import { readFileSync } from "node:fs";
import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { fastify } from "fastify";

type Options = Pick<ApolloServerOptionsWithGateway<BaseContext>, "gateway" | "stringifyResult" | "plugins"> & {
  port: number;
  /** Another way of sending what Apollo Server answers. */
  sending?: (server: ApolloServer) => ApolloServer;
};

/** The same Apollo Server on fastify before either gateway, so that only what is behind it differs. */
export async function serve({ port, plugins = [], sending = (server) => server, ...options }: Options): Promise<void> {
  const server = new ApolloServer({ ...options, plugins: [ApolloServerPluginCacheControlDisabled(), ...plugins] });
  await server.start();
  const app = fastify();
  app.post(
    "/graphql",
    fastifyApolloHandler(sending(server), {
      context: ({ headers }) => Promise.resolve({ authorization: headers.authorization ?? "" }),
    }),
  );
  // The most CPU time that this thread took for one turn of its event loop since the last look.
  let ran = cpuMsOfThisThread();
  let longestTurnMs = 0;
  setInterval(() => {
    const now = cpuMsOfThisThread();
    longestTurnMs = Math.max(longestTurnMs, now - ran);
    ran = now;
  }, 1);
  app.get("/loop", () => {
    const looked = { longestTurnMs };
    longestTurnMs = 0;
    return looked;
  });
  await app.listen({ port, host: "127.0.0.1" });
  process.once("SIGTERM", () => process.exit());
}

/** Without the time in which it waited for a core: the main thread has the number of its process. */
function cpuMsOfThisThread(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}
