import { jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { Fault, Refusal } from "../../../schema/faults.js";
import type { Clock } from "../../../platform/clock.js";
import type { Log } from "../../../platform/log.js";
import type { Settings } from "../../../platform/settings.js";
import { fetchJson, postForm } from "../../identity/fetch-json.js";
import { issuerPlaces } from "../../identity/issuer-places.js";
import { SIGNED_BY_ISSUER, SKEW_SECONDS, type IssuerKeys } from "../../identity/issuer-keys.js";

const endpoint = z.url({ protocol: /^https?$/ });
const Discovery = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  end_session_endpoint: endpoint.optional(),
  revocation_endpoint: endpoint.optional(),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
const token = z.string().min(1).max(8_192);
const Tokens = z.looseObject({
  access_token: token,
  expires_in: z.number().positive(),
  refresh_token: token.optional(),
  id_token: token.optional(),
});
export type Tokens = z.output<typeof Tokens>;

/** What came back from the issuer, and what it must fit. */
export interface CodeGrant {
  readonly code: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
  /** Who says that the code is its own (RFC 9207). */
  readonly iss?: string | undefined;
}

/** What the gateway asks of the issuer on behalf of its pages. */
export interface IssuerEndpoints {
  /** @throws Fault ISSUER_UNAVAILABLE */
  discover(): Promise<z.output<typeof Discovery>>;
  /** The tokens for a code. @throws Refusal UNAUTHENTICATED, Fault ISSUER_UNAVAILABLE */
  exchange(grant: CodeGrant): Promise<Tokens>;
  /** New tokens for who is still logged in. @throws Refusal UNAUTHENTICATED, Fault ISSUER_UNAVAILABLE */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Has the issuer forget tokens (RFC 7009), where it does that; what it does not do is for the log alone. */
  revoke(tokens: { refreshToken?: string | undefined; accessToken: string }): Promise<void>;
}

export interface IssuerEndpointsParts {
  readonly settings: Settings;
  readonly keys: Pick<IssuerKeys, "find">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Its document is read when first needed, and again when that failed. */
export function createIssuerEndpoints({ settings, keys, clock, log }: IssuerEndpointsParts): IssuerEndpoints {
  const { AMA_ISSUER_URL: issuer, AMA_PAGES_CLIENT_ID: client_id, AMA_PAGES_CLIENT_SECRET: client_secret } = settings;
  const asksWho = settings.AMA_PAGES_SCOPE.split(" ").includes("openid");
  const proof = { client_id, ...(client_secret && { client_secret }) };
  const places = issuerPlaces(issuer, settings.AMA_ISSUER_INTERNAL_URL);
  let known: ReturnType<IssuerEndpoints["discover"]> | undefined;

  async function read() {
    const document = Discovery.parse(await fetchJson(places.discovery));
    if (document.issuer !== issuer) throw new Error("the document found there is another issuer's");
    const { authorization_endpoint: login, end_session_endpoint: logout } = document;
    return {
      ...document,
      authorization_endpoint: places.forBrowser(login),
      ...(logout !== undefined && { end_session_endpoint: places.forBrowser(logout) }),
    };
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

  async function askForTokens(form: Record<string, string>): Promise<Tokens> {
    const { token_endpoint } = await discover();
    const { status, body } = await postForm(places.forGateway(token_endpoint), { ...form, ...proof }).catch(
      (error: Error) => {
        log.warn({ reason: error.message }, "the issuer gives no token");
        throw new Fault("ISSUER_UNAVAILABLE");
      },
    );
    const tokens = Tokens.safeParse(body);
    if (status === 200 && tokens.success) return tokens.data;
    const { error } = (body ?? {}) as { error?: unknown };
    const reason = typeof error === "string" ? error.slice(0, 60) : undefined;
    log.info({ status, error: reason }, "a login was refused");
    if (status >= 500 || status === 429) throw new Fault("ISSUER_UNAVAILABLE");
    throw new Refusal("UNAUTHENTICATED");
  }

  /** Whether the login is the one that this page began, by the issuer's own signature. @throws Refusal UNAUTHENTICATED */
  async function checkIdToken(idToken: string | undefined, nonce: string): Promise<void> {
    if (idToken === undefined && !asksWho) return;
    let claims: JWTPayload | undefined;
    try {
      const { payload } = await jwtVerify(idToken ?? "", keys.find, {
        algorithms: SIGNED_BY_ISSUER,
        issuer,
        audience: client_id,
        requiredClaims: ["sub", "exp", "iat"],
        clockTolerance: SKEW_SECONDS,
        currentDate: clock(),
      });
      claims = payload;
    } catch (error) {
      if (error instanceof Fault) throw error;
      return refuse((error as { code?: string }).code ?? "no id_token");
    }
    const { aud, azp } = claims;
    if (claims["nonce"] !== nonce) return refuse("nonce");
    if ((Array.isArray(aud) && aud.length > 1 && azp === undefined) || (azp !== undefined && azp !== client_id))
      return refuse("azp");
  }

  function refuse(reason: string): never {
    log.warn({ reason }, "the issuer's response does not match a login of this page");
    throw new Refusal("UNAUTHENTICATED");
  }

  return {
    discover,
    async exchange({ code, verifier, nonce, redirectUri, iss }) {
      const { authorization_response_iss_parameter_supported: tellsIss } = await discover();
      // Before the code goes anywhere: another issuer's would be handed to this one.
      if (iss === undefined ? tellsIss : iss !== issuer) refuse("iss");
      const form = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri };
      const tokens = await askForTokens(form);
      await checkIdToken(tokens.id_token, nonce);
      return tokens;
    },
    refresh: (refreshToken) => askForTokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
    async revoke({ refreshToken, accessToken }) {
      const { revocation_endpoint } = await discover().catch(() => ({ revocation_endpoint: undefined }));
      if (revocation_endpoint === undefined) return;
      const asked = [
        ...(refreshToken === undefined ? [] : [{ token: refreshToken, token_type_hint: "refresh_token" }]),
        { token: accessToken, token_type_hint: "access_token" },
      ];
      for (const form of asked)
        try {
          const { status } = await postForm(places.forGateway(revocation_endpoint), { ...form, ...proof });
          // An issuer may not be able to revoke what it signed (`unsupported_token_type`): we refuse it ourselves.
          if (status !== 200) log.info({ status, kind: form.token_type_hint }, "the issuer did not revoke a token");
        } catch (error) {
          log.warn(
            { reason: (error as Error).message, kind: form.token_type_hint },
            "a token could not be revoked at the issuer",
          );
        }
    },
  };
}
