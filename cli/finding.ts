import { Fault } from "../schema/faults.js";

/** What was found of one thing the graph needs: a line to read, and whether the graph can do with it. */
export interface Finding {
  readonly well: boolean;
  readonly subject: string;
  /** What is fine, or what is wrong and what to do. Never a secret, nor an address with one in it. */
  readonly words: string;
}

/** The code by which an error is known; its message may quote an address with a password in it. */
export function codeOf(error: unknown): string {
  if (error instanceof Fault) return error.code;
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "failed";
}
