import { randomBytes } from "node:crypto";
import type { JWK } from "jose";
import type { AccessToken, ClientCredentials, ClientMetadata, Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { Application, Program } from "./applications.js";
import { claimsOf, SCOPES, type Persona } from "./personas.js";
import { askToLeave } from "./logout-page.js";
import { createStorage } from "./storage.js";

export interface Register {
  personas: readonly Persona[];
  programs: readonly Program[];
  applications: readonly Application[];
}

export interface TokenRules {
  /** The resource that tokens are for: their audience. */
  audience: string;
  tokenSeconds: number;
  algorithm: "RS256" | "ES256";
}

export const LOGIN_PATH = "/op/v1/aanmelden";
const LOGIN_SECONDS = 600;
/** An application that renews its tokens gets them for a short time: what is revoked here is soon of no use elsewhere. */
const RENEWED_SECONDS = 300;
/** How long it may renew them. */
const DAY_SECONDS = 10 * 3_600;

/** How the server behaves: whom it knows, what it puts in tokens, and that nothing of it needs another host. */
export function providerOptions(
  register: Register,
  { audience, tokenSeconds, algorithm }: TokenRules,
  storage: ReturnType<typeof createStorage>,
  /** Origins whose pages may read what this server answers. */
  origins: ReadonlySet<string>,
): (keys: readonly JWK[]) => Configuration {
  const personas = new Map(register.personas.map((persona) => [persona.sub, persona]));
  const programs = new Map(register.programs.map((program) => [program.clientId, program]));
  const names = new Map([...register.programs, ...register.applications].map(({ clientId, naam }) => [clientId, naam]));
  const cookieKeys = [randomBytes(32).toString("base64url")];

  /** One grant for all that the persona may have; nobody is asked for consent. */
  async function grantEverything({ oidc }: KoaContextWithOIDC) {
    const persona = personas.get(oidc.session?.accountId ?? "");
    if (!persona || !oidc.client) return undefined;
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: persona.sub });
    grant.addOIDCScope("openid");
    grant.rejectOIDCScope(SCOPES.join(" "));
    grant.addResourceScope(audience, persona.scopes.join(" "));
    grant.rejectResourceScope(audience, SCOPES.filter((scope) => !persona.scopes.includes(scope)).join(" "));
    await grant.save();
    return grant;
  }

  return (keys) => ({
    adapter: storage,
    jwks: { keys: keys },
    clients: [...register.programs.map(programClient), ...register.applications.map(applicationClient)].map(
      (client) => ({ ...client, id_token_signed_response_alg: algorithm }),
    ),
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    cookies: { keys: cookieKeys },
    scopes: ["openid", ...SCOPES],
    claims: { openid: ["sub"] },
    responseTypes: ["code"],
    findAccount: (_ctx, sub) =>
      personas.has(sub) ? { accountId: sub, claims: () => Promise.resolve({ sub }) } : undefined,
    extraTokenClaims: (_ctx, token) => tellClaims(token),
    interactions: { url: (_ctx, { uid }) => `${LOGIN_PATH}/${uid}` },
    loadExistingGrant: grantEverything,
    issueRefreshToken: (_ctx, client) => Promise.resolve(client.grantTypeAllowed("refresh_token")),
    expiresWithSession: () => Promise.resolve(false),
    clientBasedCORS: (_ctx, origin) => origins.has(origin),
    fetch: () => Promise.reject(new Error("the stand-in asks no other host")),
    renderError: (ctx, { error }) => {
      ctx.type = "text/plain";
      ctx.body = `Aanmelden is niet gelukt: ${error}\n`;
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => Promise.resolve(client.clientId === token.clientId),
      },
      rpInitiatedLogout: { enabled: true, logoutSource: askToLeave },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource, client) => {
          if (resource !== audience) throw new Error("onbekende toepassing");
          return {
            scope: (programs.get(client.clientId)?.scopes ?? SCOPES).join(" "),
            audience,
            accessTokenFormat: "jwt",
            accessTokenTTL: client.grantTypeAllowed("refresh_token")
              ? Math.min(tokenSeconds, RENEWED_SECONDS)
              : tokenSeconds,
            jwt: { sign: { alg: algorithm } },
          };
        },
      },
    },
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      AuthorizationCode: 60,
      Grant: DAY_SECONDS,
      IdToken: tokenSeconds,
      Interaction: LOGIN_SECONDS,
      RefreshToken: DAY_SECONDS,
      Session: LOGIN_SECONDS,
    },
    routes: {
      authorization: "/op/v1/auth",
      token: "/op/v1/token",
      jwks: "/op/v1/keys",
      revocation: "/op/v1/revoke",
      end_session: "/op/v1/logout",
    },
  });

  function tellClaims(token: AccessToken | ClientCredentials) {
    const clientId = token.clientId ?? "";
    const whom = token.kind === "AccessToken" ? personas.get(token.accountId) : programs.get(clientId);
    return whom && claimsOf(whom, names.get(clientId) ?? clientId);
  }
}

function programClient({ clientId, naam, secret, publicKeys, scopes }: Program): ClientMetadata {
  return {
    client_id: clientId,
    client_name: naam,
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    scope: ["openid", ...scopes].join(" "),
    ...(secret !== undefined && { client_secret: secret }),
    ...(publicKeys
      ? { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: publicKeys.map((key) => ({ ...key })) } }
      : { token_endpoint_auth_method: "client_secret_basic" }),
  };
}

function applicationClient({ clientId, naam, redirectUris, leftUris }: Application): ClientMetadata {
  return {
    client_id: clientId,
    client_name: naam,
    grant_types: leftUris ? ["authorization_code", "refresh_token"] : ["authorization_code"],
    response_types: ["code"],
    redirect_uris: [...redirectUris],
    ...(leftUris && { post_logout_redirect_uris: [...leftUris] }),
    token_endpoint_auth_method: "none",
  };
}
