import { spawn, type ChildProcess } from "node:child_process";

/** A process that a test started, and its words. */
export interface Program {
  readonly child: ChildProcess;
  /** What it wrote to either output so far. */
  words(): string;
  /** Resolves once it wrote this; rejects when it ends first. */
  hasSaid(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends SIGTERM and waits; SIGKILL when it is not gone after ten seconds. */
  stop(): Promise<void>;
}

/** Starts a program with exactly this environment, beside what finding programs needs. */
export function startProgram(command: string, words: readonly string[], environment: Record<string, string>): Program {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, words, { env: { PATH, HOME, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      text += String(error);
      resolve(-1);
    });
    child.once("close", resolve);
  });
  return {
    child,
    words: () => text,
    hasSaid: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
          if (found) listeners.delete(look);
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`${command} ended with ${code}:\n${text}`)));
      }),
    ended,
    async stop() {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(kill);
    },
  };
}

/** `ama`, as from the checkout. */
export function startAma(words: readonly string[], environment: Record<string, string> = {}): Program {
  return startProgram(process.execPath, ["bin/ama.js", ...words], environment);
}
