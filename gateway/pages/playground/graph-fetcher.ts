import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { createClient, type Client } from "graphql-ws";
import type { ToldPlan } from "../../../schema/plan-step.js";
import { currentSession, onSession, sessionHeaders } from "../shell/session/session.js";
import { setLastPlan } from "./last-plan.js";

interface Told {
  extensions?: { plan?: ToldPlan };
}

/**
 * Puts the playground's questions in the name of who is logged in: by POST, subscriptions over a WebSocket that begins
 * anew when that changes. How an answer came about is kept for the picture, and taken out of what the reader reads.
 */
export function createGraphFetcher(): Fetcher {
  let client: Client | undefined;
  let fetcher: Fetcher | undefined;
  onSession(() => {
    if (!currentSession()) setLastPlan(undefined);
    void client?.dispose();
    fetcher = undefined;
  });

  return (request, options) => {
    setLastPlan(undefined);
    fetcher ??= createFetcher();
    return fetcher(request, options);
  };

  function createFetcher(): Fetcher {
    const url = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/graphql`;
    client = createClient({ url, connectionParams: () => sessionHeaders() });
    return createGraphiQLFetcher({
      url: "/graphql",
      enableIncrementalDelivery: false,
      wsClient: client,
      fetch: explainingFetch,
    });
  }
}

async function explainingFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  // What the reader wrote in the headers' own editor goes before what the session says.
  const headers = new Headers({ ...sessionHeaders(), "ama-explain": "true" });
  new Headers(init.headers).forEach((value, name) => headers.set(name, value));
  const reply = await fetch(input, { ...init, headers });
  const { extensions, ...answer } = (await reply.json()) as Told;
  const { plan, ...others } = extensions ?? {};
  setLastPlan(plan);
  const rest = Object.keys(others).length > 0 ? { ...answer, extensions: others } : answer;
  return new Response(JSON.stringify(rest), { status: reply.status, headers: { "content-type": "application/json" } });
}
