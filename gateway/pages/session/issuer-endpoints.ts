import { z } from "zod";
import { Fault, Refusal } from "../../../schema/faults.js";
import type { Log } from "../../../platform/log.js";
import type { Settings } from "../../../platform/settings.js";
import { fetchJson, postForm } from "../../identity/fetch-json.js";

const endpoint = z.url({ protocol: /^https?$/ });
const Discovery = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  end_session_endpoint: endpoint.optional(),
});
const Tokens = z.looseObject({ access_token: z.string().max(8_192), expires_in: z.number().positive() });

/** What the gateway asks of the issuer on behalf of its pages. */
export interface IssuerEndpoints {
  /** @throws Fault ISSUER_UNAVAILABLE */
  discover(): Promise<z.output<typeof Discovery>>;
  /** The access token for a code. @throws Refusal UNAUTHENTICATED, Fault ISSUER_UNAVAILABLE */
  exchange(code: { code: string; verifier: string; redirectUri: string }): Promise<z.output<typeof Tokens>>;
}

/** Its document is read when first needed, and again when that failed. */
export function createIssuerEndpoints(settings: Settings, log: Log): IssuerEndpoints {
  const { AMA_ISSUER_URL: issuer, AMA_PAGES_CLIENT_ID: client_id, AMA_PAGES_CLIENT_SECRET: client_secret } = settings;
  let known: ReturnType<IssuerEndpoints["discover"]> | undefined;

  async function read() {
    const url = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const document = Discovery.parse(await fetchJson(url));
    if (document.issuer !== issuer) throw new Error("the document found there is another issuer's");
    return document;
  }

  async function discover() {
    known ??= read();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      log.warn({ reason: (error as Error).message }, "the issuer does not say where one logs in");
      throw new Fault("ISSUER_UNAVAILABLE");
    }
  }

  return {
    discover,
    async exchange({ code, verifier, redirectUri }) {
      const { token_endpoint } = await discover();
      const form = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri };
      const proof = { client_id, ...(client_secret && { client_secret }) };
      const { status, body } = await postForm(new URL(token_endpoint), { ...form, ...proof }).catch((error: Error) => {
        log.warn({ reason: error.message }, "the issuer gives no token");
        throw new Fault("ISSUER_UNAVAILABLE");
      });
      const tokens = Tokens.safeParse(body);
      if (status === 200 && tokens.success) return tokens.data;
      const { error } = (body ?? {}) as { error?: unknown };
      log.info({ status, error: typeof error === "string" ? error.slice(0, 60) : undefined }, "a login was refused");
      throw new Refusal("UNAUTHENTICATED");
    },
  };
}
