import { Pool, type Dispatcher } from "undici";
import { Fault } from "../../schema/faults.js";
import { DEADLINE_HEADER, MANDATE_HEADER } from "../../schema/mandate.js";
import type { SignMandate } from "../../schema/mandate-statement.js";
import type { RequestContext } from "../request-context.js";
import type { AgencyHealth, SubgraphLink, SubgraphReply } from "./subgraph-link.js";

const LARGEST_REPLY_BYTES = 64 * 1024 * 1024;
const HEALTH_TIMEOUT_MS = 2_000;

/**
 * Reaches a subgraph over HTTP. Anything but status 200 with a whole GraphQL answer in JSON is a subgraph that is not
 * available.
 * @param url where it takes queries; without a path of its own, `/graphql`
 */
export function createHttpLink(name: string, url: string, sign: SignMandate): SubgraphLink {
  const address = new URL(url);
  const path = address.pathname === "/" ? "/graphql" : address.pathname;
  const pool = new Pool(address.origin, { connections: 64, pipelining: 1, connectTimeout: 2_000 });

  async function request(options: Omit<Dispatcher.RequestOptions, "origin">): Promise<unknown> {
    try {
      const reply = await pool.request(options);
      if (reply.statusCode !== 200) {
        await reply.body.dump();
        throw new Error(`status ${reply.statusCode}`);
      }
      return JSON.parse(await readCapped(reply.body)) as unknown;
    } catch (cause) {
      // Only the kind of trouble is told: what JSON.parse complains about may quote a person's facts.
      const why = cause instanceof SyntaxError ? "not JSON" : (cause as Error).message;
      throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: ${why}`);
    }
  }

  return {
    name,
    async ask({ query, variables, context }) {
      const body = JSON.stringify({ query, variables });
      const answer = await request({
        method: "POST",
        path: path + address.search,
        headers: { "content-type": "application/json", accept: "application/json", ...headersOf(context, body) },
        body,
        signal: context.deadline.signal,
      });
      if (!isReply(answer)) throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: not a GraphQL answer`);
      return answer;
    },
    /** One of ours says 503 while it stops; another's has no such page, but whoever says so is there. */
    async isReady() {
      try {
        const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
        const reply = await pool.request({ method: "GET", path: "/health/ready", signal });
        await reply.body.dump();
        return reply.statusCode < 500;
      } catch {
        return false;
      }
    },
    async observe(context) {
      return (await request({
        method: "GET",
        path: "/health/agency",
        headers: headersOf(context, ""),
        signal: context.deadline.signal,
      })) as AgencyHealth;
    },
    stop: () => pool.destroy(),
  };

  function headersOf({ mandate, requestId, deadline }: RequestContext, body: string): Record<string, string> {
    return {
      "x-request-id": requestId,
      [DEADLINE_HEADER]: String(deadline.remainingMs()),
      ...(mandate && { [MANDATE_HEADER]: sign({ mandate, audience: name, body }) }),
    };
  }
}

function isReply(answer: unknown): answer is SubgraphReply {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  const { data, errors } = answer as SubgraphReply;
  return (typeof data === "object" && !Array.isArray(data)) || (Array.isArray(errors) && errors.length > 0);
}

async function readCapped(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_REPLY_BYTES) throw new Error(`reply over ${LARGEST_REPLY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
