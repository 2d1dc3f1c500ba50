import { z } from "zod";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";
import type { Clock } from "../../platform/clock.js";
import type { Asking } from "./asking.js";
import type { AgencyClient } from "./client.js";

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(900) });

/** How early a token counts as expired, so that it does not expire on the way. */
const MARGIN_MS = 30_000;

export interface AccessTokenOptions {
  agency: AgencyName;
  client: AgencyClient;
  path: string;
  clientId: string;
  clientSecret: string;
  scope?: string;
}

/** Keeps one OAuth2 client-credentials token of an agency; many who need it at once cause one request. */
export interface AccessToken {
  /** @throws Fault AGENCY_REFUSED_US when the agency does not accept our credentials */
  load(asking: Asking): Promise<string>;
  /** Forgets the token after the agency refused it. */
  forget(): void;
}

export function createAccessToken(options: AccessTokenOptions, clock: Clock = () => new Date()): AccessToken {
  const { agency, client, path, clientId, clientSecret, scope } = options;
  let current: { text: string; until: number } | undefined;
  let asked: Promise<string> | undefined;

  async function ask(asking: Asking): Promise<string> {
    const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope && { scope }) });
    const reply = await client.ask(asking, {
      method: "POST",
      path,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
      },
      body: form.toString(),
    });
    if (reply.status !== 200) throw new Fault("AGENCY_REFUSED_US", agency, `token: status ${reply.status}`);
    const token = Token.safeParse(readJson(reply.body, agency));
    if (!token.success) throw new Fault("AGENCY_UNREADABLE", agency, "token: not as OAuth2 says");
    current = { text: token.data.access_token, until: clock().getTime() + token.data.expires_in * 1_000 - MARGIN_MS };
    return current.text;
  }

  return {
    load(asking) {
      if (current && current.until > clock().getTime()) return Promise.resolve(current.text);
      return (asked ??= ask(asking).finally(() => (asked = undefined)));
    },
    forget() {
      current = undefined;
    },
  };
}

/** @throws Fault AGENCY_UNREADABLE */
export function readJson(text: string, agency: AgencyName): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Fault("AGENCY_UNREADABLE", agency, "reply is not JSON");
  }
}
