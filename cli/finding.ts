import { Fault } from "../schema/faults.js";

/** WELL: fine. WARNING: it works, and something is amiss. WRONG: what is needed does not work. */
export type Level = "well" | "warning" | "wrong";

/** What was found of one thing the graph needs. */
export interface Finding {
  readonly level: Level;
  readonly subject: string;
  /** What is fine, or what is wrong and what to do. Never a secret, nor an address with one in it. */
  readonly words: string;
  /** What is wrong, for programs: `MANDATE_KEY_DIFFERS`. */
  readonly code?: string;
}

export function well(subject: string, words: string): Finding {
  return { level: "well", subject, words };
}

export function warning(subject: string, code: string, words: string): Finding {
  return { level: "warning", subject, code, words };
}

export function wrong(subject: string, code: string, words: string): Finding {
  return { level: "wrong", subject, code, words };
}

/** With what `ama doctor` ends: 0 where all is well, 1 where something needed is wrong, 2 where there are warnings alone. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ level }) => level === "wrong")) return 1;
  return findings.some(({ level }) => level === "warning") ? 2 : 0;
}

/** The code by which an error is known; its message may quote an address with a password in it. */
export function codeOf(error: unknown): string {
  if (error instanceof Fault) return error.code;
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "failed";
}
