import { now } from "../clock.js";
import type { LoggedOut, Login } from "../../session/login.js";
import { isLeavingUntold, noteLeft } from "./left.js";
import { hearOtherPages } from "./other-pages.js";
import { postJson } from "./post-json.js";
import { beginSession, currentSession, onSession, renewedSession, sessionLife, type Session } from "./session.js";

const RENEW_BEFORE_MS = 60_000;
const AGAIN_MS = 10_000;
/** As long as a timer of a browser can wait. */
const LONGEST_MS = 2 ** 31 - 1;

let renewing: { readonly life: number; readonly result: Promise<boolean> } | undefined;

/**
 * A new token without a word from the reader, as long as the gateway and the issuer know who this is. All who ask at
 * the same time share one attempt. Gives whether there is another token than the one that somebody asked with; where
 * nobody is logged in there is none, and none is looked for.
 */
export function renewSession(asked: Session | undefined = currentSession()): Promise<boolean> {
  const session = currentSession();
  if (!session || !asked) return Promise.resolve(false);
  if (session.token !== asked.token) return Promise.resolve(true);
  const life = sessionLife();
  if (renewing?.life !== life) {
    const result = renew(session, life).finally(() => {
      if (renewing?.result === result) renewing = undefined;
    });
    renewing = { life, result };
  }
  return renewing.result;
}

async function renew({ version }: Session, life: number): Promise<boolean> {
  try {
    const login = await postJson<Login | null>("/session/renew", { version });
    // Whoever logged out in the meantime does not come back with what was under way.
    if (sessionLife() !== life) return false;
    if (login) renewedSession(login);
    else beginSession(undefined);
    return login !== null && login.version !== version;
  } catch {
    return false;
  }
}

/** Who is logged in on the pages of this browser, as the gateway knows it; nobody where it was not told of a log-out. */
async function resumeSession(): Promise<void> {
  const life = sessionLife();
  const login = await askWho().catch(() => undefined);
  if (sessionLife() !== life || login === undefined || (login === null && !currentSession())) return;
  beginSession(login ?? undefined);
}

async function askWho(): Promise<Login | null> {
  if (!isLeavingUntold()) return postJson("/session/renew", {});
  await postJson<LoggedOut>("/session/logout", {});
  noteLeft("TOLD");
  return null;
}

/**
 * Renews the token shortly before it ends as long as the page is open, and follows what other pages of this browser do.
 * Resolves when it is known who is logged in.
 */
export function keepSession(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let planned: string | undefined;
  const plan = () => {
    const session = currentSession();
    if (session?.token === planned) return;
    planned = session?.token;
    clearTimeout(timer);
    if (!session) return;
    const left = session.expiresAt - now().getTime();
    // A token that lives shorter than that is renewed half way.
    wait(Math.max(1_000, left - Math.min(RENEW_BEFORE_MS, left / 2)), session);
  };
  const wait = (ms: number, session: Session) => {
    timer = setTimeout(() => void renewOrWait(session), Math.min(ms, LONGEST_MS));
  };
  const renewOrWait = async (session: Session) => {
    await renewSession(session);
    if (currentSession()?.token !== session.token) return;
    const left = session.expiresAt - now().getTime();
    if (left > 0) wait(Math.min(AGAIN_MS, left), session);
    else beginSession(undefined);
  };
  onSession(plan);
  hearOtherPages({ left: () => beginSession(undefined), entered: () => void resumeSession() });
  // One that a browser kept aside, and shows again, heard nothing meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void resumeSession();
  });
  return resumeSession();
}
