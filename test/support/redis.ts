import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pingRedis } from "../../platform/redis.js";
import { freePort } from "./free-ports.js";
import { findProgram } from "./install-programs.mjs";
import { startProgram, type Program } from "./program.js";

/** A Redis of a test's own, that writes down what it holds. */
export interface RealRedis {
  readonly url: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had written down or without. */
  restart(options: { keepsData: boolean }): Promise<void>;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  stop(): Promise<void>;
}

export const redisProgram = findProgram("redis-server");

/** @param passwords starts it as deploy/redis does, with users: `url` is then the gateway's */
export async function startRedis(passwords?: { gateway: string; subgraph: string }): Promise<RealRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "ama-redis-"));
  const url = passwords ? `redis://gateway:${passwords.gateway}@127.0.0.1:${port}` : `redis://127.0.0.1:${port}`;
  const words = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", folder];
  let program: Program;

  async function start(): Promise<void> {
    program = passwords
      ? startProgram("sh", ["deploy/redis/start-redis.sh", ...words], {
          TMPDIR: folder,
          REDIS_GATEWAY_PASSWORD: passwords.gateway,
          REDIS_SUBGRAPH_PASSWORD: passwords.subgraph,
        })
      : startProgram(redisProgram!, words, {});
    for (let tries = 0; tries < 200; tries += 1) {
      const answers = await pingRedis(url).then(
        () => true,
        () => false,
      );
      if (answers) return;
      await sleep(50);
    }
    throw new Error(`redis-server does not start:\n${program.words()}`);
  }
  async function kill(): Promise<void> {
    program.child.kill("SIGKILL");
    await program.ended;
  }

  await start();
  return {
    url,
    kill,
    async restart({ keepsData }) {
      await kill();
      if (!keepsData) await rm(join(folder, "appendonlydir"), { recursive: true, force: true });
      await start();
    },
    signal: (name) => void program.child.kill(name),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
