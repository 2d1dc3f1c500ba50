import { CALLBACK_PATH, PAGES } from "../../pages.js";
import type { LoggedOut, Login, LoginSettings } from "../../session/login.js";
import { tellOtherPages } from "./other-pages.js";
import { getJson, postJson } from "./post-json.js";
import { forgetLeft, hasLeft, noteLeft } from "./left.js";
import { beginSession, currentSession } from "./session.js";

/** A login under way, kept in this tab until the issuer sends its reader back. */
interface Attempt {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnTo: string;
}

const ATTEMPT = "ama.attempt";

let settings: Promise<LoginSettings> | undefined;

/** Where one logs in, and as whom by one click. Rejects when the issuer does not answer. */
export function loginSettings(): Promise<LoginSettings> {
  settings ??= getJson<LoginSettings>("/session/settings").catch((error: unknown) => {
    settings = undefined;
    throw error;
  });
  return settings;
}

/** Sends the reader to the issuer, and back to this page. */
export async function logIn(): Promise<void> {
  // Whoever left on purpose is asked anew who it is.
  location.assign(await beginLogin(hasLeft() ? { prompt: "login" } : {}));
}

/** Development: becomes a persona at once. */
export async function logInAs(persona: string): Promise<void> {
  enter(await postJson<Login>("/session/persona", { persona }));
}

/**
 * Ends the login on all pages of this browser, then at the gateway, and at the issuer where it takes part. Gives whether
 * the issuer may still remember its reader.
 * @throws when the gateway does not answer: it is told as soon as it does, before anything else
 */
export async function logOut(): Promise<{ issuerMayRemember: boolean }> {
  const { token } = currentSession() ?? {};
  beginSession(undefined);
  tellOtherPages("left");
  noteLeft("UNTOLD");
  const shown: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { issuerMayRemember, endSessionEndpoint } = await postJson<LoggedOut>("/session/logout", {}, shown);
  noteLeft("TOLD");
  // Those that asked while the gateway was told hold nothing either.
  tellOtherPages("left");
  if (endSessionEndpoint !== undefined) await leaveIssuer(endSessionEndpoint);
  return { issuerMayRemember };
}

/**
 * No `id_token_hint`: an address would keep what the issuer says of its reader in every history and log. So the issuer
 * may ask whether this is meant.
 */
async function leaveIssuer(endSessionEndpoint: string): Promise<void> {
  const { clientId } = await loginSettings();
  const url = new URL(endSessionEndpoint);
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("post_logout_redirect_uri", `${location.origin}/`);
  location.assign(url);
}

/** Why a login came to nothing: it did not begin in this tab, or the issuer or the gateway does not let this one in. */
export class LoginFailed extends Error {
  override readonly name = "LoginFailed";
  constructor(readonly why: "NOT_BEGUN_HERE" | "REFUSED") {
    super(why);
  }
}

/** The other half of `logIn`, on the page that the issuer sends back to. Gives where the reader was. @throws LoginFailed */
export async function finishLogin(query: URLSearchParams): Promise<string> {
  const attempt = JSON.parse(sessionStorage.getItem(ATTEMPT) ?? "null") as Attempt | null;
  // Whatever comes of it, it is used up.
  sessionStorage.removeItem(ATTEMPT);
  if (!attempt || query.get("state") !== attempt.state) throw new LoginFailed("NOT_BEGUN_HERE");
  const [code, iss] = [query.get("code"), query.get("iss")];
  if (code === null) throw new LoginFailed("REFUSED");
  const login = await postJson<Login>("/session/token", {
    code,
    verifier: attempt.verifier,
    nonce: attempt.nonce,
    redirectUri: location.origin + CALLBACK_PATH,
    ...(iss !== null && { iss }),
  }).catch(() => {
    throw new LoginFailed("REFUSED");
  });
  enter(login);
  return ownAddress(attempt.returnTo);
}

function enter(login: Login): void {
  forgetLeft();
  beginSession(login);
  tellOtherPages("entered");
}

/** Nowhere but to a page of ours. */
function ownAddress(address: string): string {
  const { origin, pathname, search, hash } = new URL(address, location.origin);
  const isOurs = origin === location.origin && PAGES.some(({ path }) => path === pathname && path !== CALLBACK_PATH);
  return isOurs ? pathname + search + hash : "/";
}

/** Begins authorization code with PKCE (RFC 7636). Gives the address at the issuer. */
async function beginLogin(more: Record<string, string>): Promise<string> {
  const { authorizationEndpoint, clientId, scope } = await loginSettings();
  const [verifier, state, nonce] = [randomText(), randomText(), randomText()];
  const attempt: Attempt = { verifier, state, nonce, returnTo: location.pathname + location.search + location.hash };
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  const url = new URL(authorizationEndpoint);
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  for (const [name, value] of Object.entries({
    client_id: clientId,
    redirect_uri: location.origin + CALLBACK_PATH,
    response_type: "code",
    scope,
    state,
    nonce,
    code_challenge: base64Url(new Uint8Array(challenge)),
    code_challenge_method: "S256",
    ...more,
  }))
    url.searchParams.set(name, value);
  return url.href;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
