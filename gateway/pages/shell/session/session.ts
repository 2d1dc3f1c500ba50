import { now } from "../clock.js";
import type { Purpose } from "../../../../schema/mandate.js";
import type { LoggedIn, Login } from "../../session/login.js";

/** Who is logged in on this page, and for what is asked. */
export interface Session {
  readonly token: string;
  /** Of the token, as the gateway told it. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly caller: LoggedIn;
  readonly purpose: Purpose | undefined;
  /** The ground that the asker states, for a purpose that has none of its own. */
  readonly legalContext?: string;
  /** Which persona of the development issuer, where one was chosen by a click. */
  readonly persona?: string;
}

/** What the reader chose in this tab; it tells of nobody, and goes with the login. */
interface Chosen {
  readonly purpose?: Purpose;
  readonly legalContext?: string;
}

const CHOSEN = "ama.chosen";
const NO_GROUND = "Ontwikkeling: verzonnen personen";
const listeners = new Set<() => void>();
// In the memory of this page alone: no storage holds a token.
let current: Session | undefined;
let life = 0;

export function currentSession(): Session | undefined {
  return current;
}

/** Another number after each login and log-out; a renewed token or another purpose is the same login. */
export function sessionLife(): number {
  return life;
}

/** Calls back when somebody logs in or out, the token is renewed, or another purpose is chosen. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Somebody else is logged in from now on, or nobody. */
export function beginSession(login: Login | undefined): void {
  life += 1;
  // What the reader chose, wrote and asked goes with the reader.
  if (!login) sessionStorage.clear();
  change(login && sessionOf(login));
}

/** The same login has another token. */
export function renewedSession(login: Login): void {
  change(sessionOf(login));
}

/** Whether the ground is for the asker to state, as things are chosen. */
export function mustStateGround({ caller, purpose }: Session): boolean {
  return purpose !== undefined && caller.withoutGround.includes(purpose);
}

/** What a header cannot carry is left out. */
export function stateGround(text: string): void {
  const legalContext = text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "").trim();
  if (current) choose({ ...current, legalContext });
}

export function choosePurpose(purpose: Purpose): void {
  if (current) choose({ ...current, purpose });
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

function choose(session: Session): void {
  const { purpose, legalContext } = session;
  sessionStorage.setItem(CHOSEN, JSON.stringify({ purpose, legalContext }));
  change(session);
}

function change(session: Session | undefined): void {
  current = session;
  for (const listener of [...listeners]) listener();
}

/** The purpose stays as chosen, where the capacity has it. */
function sessionOf({ token, version, expiresInSeconds, caller, persona }: Login): Session {
  const chosen = readChosen();
  // Nobody there exists, so there is nothing to have a ground for; the graph wants a word all the same.
  const legalContext = chosen.legalContext ?? (persona && NO_GROUND);
  return {
    token,
    version,
    expiresAt: now().getTime() + expiresInSeconds * 1_000,
    caller,
    purpose: caller.purposes.find((purpose) => purpose === chosen.purpose) ?? caller.purposes[0],
    ...(persona && { persona }),
    ...(legalContext && { legalContext }),
  };
}

function readChosen(): Chosen {
  try {
    return (JSON.parse(sessionStorage.getItem(CHOSEN) ?? "null") as Chosen | null) ?? {};
  } catch {
    return {};
  }
}
