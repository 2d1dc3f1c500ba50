import { Pool } from "undici";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";
import { BodyTooLong, readCapped } from "../../platform/read-capped.js";
import type { Asking } from "./asking.js";
import type { Guard } from "./guards/guard.js";

export interface AgencyRequest {
  method: "GET" | "POST";
  /** Path and query; never a national number in it. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** What is asked, where path and body differ each time. */
  question?: string;
  /**
   * Reads the reply within the call, for a protocol that puts its failures inside a success: a Fault it throws is tried
   * again, or counted against the agency's health, like one of the connection itself.
   */
  accept?: (reply: AgencyReply) => void;
}

export interface AgencyReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Asks one agency over HTTP, through its guard. Only reads: whatever is asked may be asked again. */
export interface AgencyClient {
  /**
   * Gives the reply as it came for any status below 500 except 429.
   * @throws Fault AGENCY_UNAVAILABLE, AGENCY_TIMEOUT, AGENCY_BUSY (429, 503), AGENCY_FAILED (other 5xx),
   * AGENCY_UNREADABLE (too large, encoded), and what `accept` throws
   */
  ask(asking: Asking, request: AgencyRequest): Promise<AgencyReply>;
  stop(): Promise<void>;
}

const MAX_BYTES = 16 * 1024 * 1024;

export function createAgencyClient(agency: AgencyName, url: string, guard: Guard): AgencyClient {
  const address = new URL(url);
  const pool = new Pool(address.origin, { connections: 32, pipelining: 1, connectTimeout: 2_000 });
  const base = address.pathname.replace(/\/$/, "");

  async function once(
    { accept, headers, question: _question, ...request }: AgencyRequest,
    signal: AbortSignal,
    said: Readonly<Record<string, string>>,
  ): Promise<AgencyReply> {
    const path = base + request.path;
    const reply = await pool.request({ ...request, headers: { ...headers, ...said }, path, signal });
    const body = await readCapped(reply.body, MAX_BYTES).catch((error: Error) => {
      if (error instanceof BodyTooLong) throw new Fault("AGENCY_UNREADABLE", agency, `reply: ${error.message}`);
      throw error;
    });
    if (reply.statusCode === 429 || reply.statusCode === 503) {
      await waitAsTold(reply.headers["retry-after"], signal);
      throw new Fault("AGENCY_BUSY", agency, `status ${reply.statusCode}`);
    }
    // Some SOAP platforms put their faults under status 500: the body decides there.
    if (reply.statusCode >= 500 && !/xml/.test(String(reply.headers["content-type"])))
      throw new Fault("AGENCY_FAILED", agency, `status ${reply.statusCode}`);
    // Nothing here asks for an encoding, so nothing here decodes one.
    if (reply.statusCode === 200 && !isPlain(reply.headers["content-encoding"]))
      throw new Fault("AGENCY_UNREADABLE", agency, "reply: encoded, which was not asked for");
    const answer = { status: reply.statusCode, headers: reply.headers, body };
    accept?.(answer);
    return answer;
  }

  return {
    ask: (asking, request) =>
      guard.read(
        asking,
        (signal, said) => once(request, signal, said),
        request.question ?? `${request.path} ${request.body ?? ""}`,
      ),
    stop: () => pool.destroy(),
  };
}

/** Asks, and reads the reply within the call, so that one that cannot be read counts against the agency. @throws Fault */
export async function askAndRead<T>(
  client: Pick<AgencyClient, "ask">,
  asking: Asking,
  request: Omit<AgencyRequest, "accept">,
  read: (reply: AgencyReply) => T,
): Promise<T> {
  let answer: { readonly read: T } | undefined;
  const reply = await client.ask(asking, { ...request, accept: (reply) => (answer = { read: read(reply) }) });
  return answer ? answer.read : read(reply);
}

function isPlain(encoding: string | string[] | undefined): boolean {
  return encoding === undefined || encoding === "identity";
}

/** Waits as long as Retry-After says when that is short; the guard's retry then asks again. */
async function waitAsTold(header: string | string[] | undefined, signal: AbortSignal): Promise<void> {
  const seconds = Number(header);
  if (!(seconds > 0 && seconds <= 2)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
