import { z } from "zod";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";
import type { Asking } from "./asking.js";
import { askAndRead, type AgencyClient } from "./client.js";
import { readJson } from "./read-json.js";

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(900) });

/** How early a token counts as expired, so that it does not expire on the way. */
const MARGIN_MS = 30_000;

export interface TokenOptions {
  agency: AgencyName;
  /** Path of the token endpoint. */
  path: string;
  clientId: string;
  clientSecret: string;
  /** Headers that the agency wants on every request besides. */
  headers?: Record<string, string>;
}

/**
 * A client that asks with an OAuth2 client-credentials token: fetched once for all who need it, renewed before it expires
 * and when the agency no longer accepts it.
 * @throws Fault AGENCY_REFUSED_US when the agency does not accept our credentials
 */
export function createAuthorisedClient(client: AgencyClient, options: TokenOptions): AgencyClient {
  const { agency, path, clientId, clientSecret, headers } = options;
  let current: { text: string; until: number } | undefined;
  let asked: Promise<string> | undefined;

  async function askToken({ mandate }: Asking): Promise<string> {
    // The token serves everybody who waits for it: it does not end with the request that happened to be first.
    current = await askAndRead(
      client,
      { mandate, signal: new AbortController().signal },
      {
        method: "POST",
        path,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
          ...headers,
        },
        body: "grant_type=client_credentials",
      },
      ({ status, body }) => {
        if (status !== 200) throw new Fault("AGENCY_REFUSED_US", agency, `token: status ${status}`);
        const token = Token.safeParse(readJson(body, agency));
        if (!token.success) throw new Fault("AGENCY_UNREADABLE", agency, "token: not as OAuth2 says");
        const { access_token: text, expires_in: seconds } = token.data;
        return { text, until: performance.now() + seconds * 1_000 - MARGIN_MS };
      },
    );
    return current.text;
  }

  async function token(asking: Asking): Promise<string> {
    if (current && current.until > performance.now()) return current.text;
    return (asked ??= askToken(asking).finally(() => (asked = undefined)));
  }

  return {
    async ask(asking, request) {
      const send = async () =>
        client.ask(asking, {
          ...request,
          // What a token that is no longer accepted comes to is for nobody to read.
          accept: (reply) => (reply.status === 401 ? undefined : request.accept?.(reply)),
          headers: { ...headers, ...request.headers, authorization: `Bearer ${await token(asking)}` },
        });
      const reply = await send();
      if (reply.status !== 401) return reply;
      current = undefined;
      const again = await send();
      if (again.status === 401) throw new Fault("AGENCY_REFUSED_US", agency, "status 401 with a fresh token");
      return again;
    },
    stop: () => client.stop(),
  };
}
