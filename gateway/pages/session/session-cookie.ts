import { hash, randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";

/** By what the browser of somebody who is logged in on the pages is known at `/session`; it says nothing by itself. */
export interface SessionCookie {
  /** The id that a request brings. */
  read(request: Pick<FastifyRequest, "headers">): string | undefined;
  /** The header that has a browser keep it until it is closed. */
  write(id: string): string;
  /** The header that has a browser forget it. */
  clear(): string;
}

const ID = /^[\w-]{43}(\.[\w-]{1,60})?$/;

/** 32 bytes that nobody guesses, and the persona where that is all there is to know. */
export function newSessionId(persona?: string): string {
  return randomBytes(32).toString("base64url") + (persona === undefined ? "" : `.${persona}`);
}

export function personaIn(id: string): string | undefined {
  return id.split(".", 2)[1];
}

/** Names a session without telling its id. */
export function digestOfId(id: string): string {
  return hash("sha256", id, "base64url");
}

/**
 * No script reads it, no other site has it sent. Under TLS its name keeps other hosts of the same domain from setting it
 * (RFC 6265bis, `__Host-`).
 */
export function createSessionCookie({ secure }: { secure: boolean }): SessionCookie {
  const name = secure ? "__Host-ama-session" : "ama-session";
  const flags = `Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
  return {
    read({ headers }) {
      const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("=", 2));
      const [found, another] = pairs.filter(([key]) => key === name).map(([, value = ""]) => value);
      return found !== undefined && another === undefined && ID.test(found) ? found : undefined;
    },
    write: (id) => `${name}=${id}; ${flags}`,
    clear: () => `${name}=; ${flags}; Max-Age=0`,
  };
}
