import { createHash, randomBytes } from "node:crypto";
import { request } from "undici";
import { z } from "zod";

const WAIT_MS = 10_000;
const MOST_STEPS = 8;

/** The application that the development issuer knows the command line by; it never serves its redirect. */
const CLIENT_ID = "ama-opdrachtregel";
const REDIRECT = "http://127.0.0.1/aangemeld";

const Discovery = z.looseObject({
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  scopes_supported: z.array(z.string()).default([]),
});
const Tokens = z.looseObject({ access_token: z.string(), expires_in: z.number(), scope: z.string().default("") });

export interface Login {
  token: string;
  expiresInSeconds: number;
  scopes: string;
}

/** The development issuer is not where it should be, or does not do what it should. */
export class LoginFailed extends Error {
  override readonly name = "LoginFailed";
}

/**
 * Logs in as a persona at the development issuer, the way a page does: authorization code with PKCE, its login page
 * answered by itself.
 * @throws LoginFailed
 */
export async function logIn(issuer: string, persona: string): Promise<Login> {
  const { authorization_endpoint, token_endpoint, scopes_supported } = Discovery.parse(
    JSON.parse((await send(`${issuer}/.well-known/openid-configuration`)).body),
  );
  const verifier = randomBytes(32).toString("base64url");
  const start = new URL(authorization_endpoint);
  start.search = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT,
    response_type: "code",
    scope: scopes_supported.join(" "),
    code_challenge: challengeOf(verifier),
    code_challenge_method: "S256",
  }).toString();

  const code = (await walkLogin(start, persona)).get("code")!;
  const form = { grant_type: "authorization_code", client_id: CLIENT_ID, redirect_uri: REDIRECT };
  const granted = await send(token_endpoint, new URLSearchParams({ ...form, code, code_verifier: verifier }));
  if (granted.status !== 200) throw new LoginFailed(`${issuer} gives no token: status ${granted.status}`);
  const { access_token: token, expires_in: expiresInSeconds, scope: scopes } = Tokens.parse(JSON.parse(granted.body));
  return { token, expiresInSeconds, scopes };
}

/** What an application says of its verifier when it sends somebody to log in (PKCE). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/**
 * Goes from redirect to redirect as a browser does, picking the persona where the page asks for one.
 * @returns what the issuer sends back to the application that sent it there: a code among it
 * @throws LoginFailed
 */
export async function walkLogin(start: URL, persona: string): Promise<URLSearchParams> {
  const redirect = start.searchParams.get("redirect_uri") ?? REDIRECT;
  const cookies = new Map<string, string>();
  const issuer = start.origin;
  let here = start.href;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let reply = await send(here, undefined, cookies);
    if (reply.status === 200) reply = await send(here, new URLSearchParams({ persona }), cookies);
    if (reply.status === 422) throw new LoginFailed(`${issuer} knows no persona ${persona}`);
    if (reply.location === undefined)
      throw new LoginFailed(`${issuer} does not let ${persona} in: status ${reply.status}`);
    here = new URL(reply.location, here).href;
    if (!here.startsWith(redirect)) continue;
    const { searchParams } = new URL(here);
    if (searchParams.has("code")) return searchParams;
    throw new LoginFailed(`${issuer} refuses: ${searchParams.get("error") ?? "no code"}`);
  }
  throw new LoginFailed(`${issuer} sends us in circles`);
}

async function send(url: string, body?: URLSearchParams, cookies = new Map<string, string>()) {
  const reply = await request(url, {
    method: body ? "POST" : "GET",
    headers: {
      ...(body && { "content-type": "application/x-www-form-urlencoded" }),
      ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
    },
    ...(body && { body: body.toString() }),
    // A connection of its own: one kept from before may be closed by the issuer while we send.
    reset: true,
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((cause: Error) => {
    throw new LoginFailed(
      `${new URL(url).origin} does not answer (${(cause as { code?: string }).code ?? cause.name})`,
    );
  });
  for (const cookie of [reply.headers["set-cookie"] ?? []].flat()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name && value !== undefined) cookies.set(name, value);
  }
  return { status: reply.statusCode, location: reply.headers["location"]?.toString(), body: await reply.body.text() };
}
