import { now } from "../clock.js";
import { CALLBACK_PATH } from "../../pages.js";
import type { Login, LoginSettings } from "../../session/login.js";
import { currentSession, onSession, rereadSession, sessionOf, setSession } from "./session.js";

/** A login under way, kept in this tab until the issuer sends its reader back. */
interface Attempt {
  readonly verifier: string;
  readonly state: string;
  readonly returnTo: string;
}

const ATTEMPT = "ama.attempt";
const LEFT = "ama.left";
const RENEW_BEFORE_MS = 60_000;
const FRAME_WAIT_MS = 10_000;

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
  const left = sessionStorage.getItem(LEFT) !== null;
  location.assign(await beginLogin(left ? { prompt: "login" } : {}));
}

/** Development: becomes a persona at once. */
export async function logInAs(persona: string): Promise<void> {
  const login = await postJson<Login>("/session/persona", { persona });
  setSession(sessionOf(login, persona));
}

export async function logOut(): Promise<void> {
  const wasPersona = currentSession()?.persona !== undefined;
  setSession(undefined);
  sessionStorage.setItem(LEFT, "yes");
  const { endSessionEndpoint, clientId } = await loginSettings();
  if (!endSessionEndpoint || wasPersona) return;
  const url = new URL(endSessionEndpoint);
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("post_logout_redirect_uri", `${location.origin}/`);
  location.assign(url);
}

/** The other half of `logIn`, on the page that the issuer sends back to. Gives where the reader was. */
export async function finishLogin(query: URLSearchParams): Promise<string> {
  const attempt = JSON.parse(sessionStorage.getItem(ATTEMPT) ?? "null") as Attempt | null;
  sessionStorage.removeItem(ATTEMPT);
  if (!attempt || query.get("state") !== attempt.state) throw new Error("login_not_begun_here");
  const code = query.get("code");
  if (code === null) throw new Error(query.get("error") ?? "no_code");
  const login = await postJson<Login>("/session/token", {
    code,
    verifier: attempt.verifier,
    redirectUri: location.origin + CALLBACK_PATH,
  });
  sessionStorage.removeItem(LEFT);
  setSession(sessionOf(login));
  return attempt.returnTo;
}

/**
 * A new token without a word from the reader: for a persona by a click more, else in a frame that nobody sees, as long
 * as the issuer remembers who this is. Gives whether there is one; if not, the page asks its reader to log in again.
 */
export async function renewSession(): Promise<boolean> {
  const { persona } = currentSession() ?? {};
  try {
    if (persona) await logInAs(persona);
    else await renewInFrame();
    return true;
  } catch {
    return false;
  }
}

/** Renews the token shortly before it ends, as long as the page is open. */
export function keepSession(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(timer);
    const session = currentSession();
    if (!session) return;
    const left = session.expiresAt - now().getTime();
    // A token that lives shorter than that is renewed half way.
    const wait = Math.max(1_000, left - Math.min(RENEW_BEFORE_MS, left / 2));
    timer = setTimeout(() => void renewOrEnd(session.token), Math.min(wait, 2 ** 31 - 1));
  };
  onSession(plan);
  plan();
}

async function renewOrEnd(token: string): Promise<void> {
  if (currentSession()?.token !== token || (await renewSession())) return;
  const { expiresAt } = currentSession() ?? { expiresAt: 0 };
  setTimeout(
    () => currentSession()?.token === token && setSession(undefined),
    Math.max(0, expiresAt - now().getTime()),
  );
}

async function renewInFrame(): Promise<void> {
  const url = await beginLogin({ prompt: "none" });
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "";
  frame.src = url;
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => end("timeout"), FRAME_WAIT_MS);
    addEventListener("message", hear);
    document.body.append(frame);

    function hear({ origin, source, data }: MessageEvent): void {
      if (origin !== location.origin || source !== frame.contentWindow) return;
      end((data as { error?: string }).error);
    }
    function end(error?: string): void {
      clearTimeout(limit);
      removeEventListener("message", hear);
      frame.remove();
      if (error) return reject(new Error(error));
      rereadSession();
      resolve();
    }
  });
}

/** Begins authorization code with PKCE (RFC 7636). Gives the address at the issuer. */
async function beginLogin(more: Record<string, string>): Promise<string> {
  const { authorizationEndpoint, clientId, scope } = await loginSettings();
  const [verifier, state] = [randomText(), randomText()];
  const attempt: Attempt = { verifier, state, returnTo: location.pathname + location.search + location.hash };
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  const url = new URL(authorizationEndpoint);
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  for (const [name, value] of Object.entries({
    client_id: clientId,
    redirect_uri: location.origin + CALLBACK_PATH,
    response_type: "code",
    scope,
    state,
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

function postJson<T>(path: string, body: unknown): Promise<T> {
  return getJson(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function getJson<T>(path: string, options: RequestInit = {}): Promise<T> {
  const reply = await fetch(path, { ...options, cache: "no-store" });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return (await reply.json()) as T;
}
