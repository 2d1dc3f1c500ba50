import { now } from "../clock.js";
import type { Purpose } from "../../../../schema/mandate.js";
import type { LoggedIn, Login } from "../../session/login.js";

/** Who is logged in on this page, and for what is asked. */
export interface Session {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly caller: LoggedIn;
  readonly purpose: Purpose | undefined;
  /** The ground that the asker states, for a purpose that has none of its own. */
  readonly legalContext?: string;
  /** Which persona of the development issuer, where one was chosen by a click. */
  readonly persona?: string;
}

// Of this tab alone, and gone with it: another site, another tab and the next reader of this machine have none of it.
const KEPT = "ama.session";
const NO_GROUND = "Ontwikkeling: verzonnen personen";
const listeners = new Set<() => void>();
let current = readKept();

export function currentSession(): Session | undefined {
  return current;
}

/** Calls back when somebody logs in or out, the token is renewed, or another purpose is chosen. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setSession(session: Session | undefined): void {
  current = session;
  if (session) sessionStorage.setItem(KEPT, JSON.stringify(session));
  else sessionStorage.removeItem(KEPT);
  for (const listener of listeners) listener();
}

/** The session that a login gives; the purpose stays as chosen, where the capacity still has it. */
export function sessionOf({ token, expiresInSeconds, caller }: Login, persona?: string): Session {
  // Nobody there exists, so there is nothing to have a ground for; the graph wants a word all the same.
  const legalContext = current?.legalContext ?? (persona && NO_GROUND);
  const chosen = caller.purposes.find((purpose) => purpose === current?.purpose);
  return {
    token,
    expiresAt: now().getTime() + expiresInSeconds * 1_000,
    caller,
    purpose: chosen ?? caller.purposes[0],
    ...(persona && { persona }),
    ...(legalContext && { legalContext }),
  };
}

/** Whether the ground is for the asker to state, as things are chosen. */
export function mustStateGround({ caller, purpose }: Session): boolean {
  return purpose !== undefined && caller.withoutGround.includes(purpose);
}

/** What a header cannot carry is left out. */
export function stateGround(text: string): void {
  const legalContext = text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "").trim();
  if (current) setSession({ ...current, legalContext });
}

export function choosePurpose(purpose: Purpose): void {
  if (current) setSession({ ...current, purpose });
}

/** Reads again what is kept: another document of this tab, the one in the hidden frame, may have logged in. */
export function rereadSession(): void {
  current = readKept();
  for (const listener of listeners) listener();
}

/** What a request says of who asks and for what; the same are the connection parameters of a WebSocket. */
export function sessionHeaders(): Record<string, string> {
  if (!current) return {};
  const { token, purpose, legalContext } = current;
  return {
    authorization: `Bearer ${token}`,
    ...(purpose && { "ama-purpose": purpose }),
    ...(legalContext && mustStateGround(current) && { "ama-legal-context": legalContext }),
  };
}

function readKept(): Session | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Session | null;
    return kept && kept.expiresAt > now().getTime() ? kept : undefined;
  } catch {
    return undefined;
  }
}
