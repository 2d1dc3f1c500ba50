import { EventEmitter } from "node:events";
import { ErrorReply } from "redis";
import type { Redis } from "./redis.js";

const RENEW_MS = 1_000;
/** Longer than any command waits for an event, and shorter than a client waits for a node that does not come back. */
const COMMAND_MS = 4_000;
const LISTENING = new Set<PropertyKey>(["on", "once", "off", "emit"]);

/**
 * A cluster, or what sentinels name, behaving as one server does: connecting goes on until it succeeds, and while nobody answers
 * commands fail at once. A client whose command fails on the way is replaced by one that asks anew who has which keys: its own
 * search ends where a node dies while it connects.
 */
export function createRedisSet(create: () => Redis): Redis {
  const events = new EventEmitter();
  let current: Redis | undefined;
  let fresh: Redis | undefined;
  let renewing = false;
  let stopped = false;

  async function renew(): Promise<void> {
    if (renewing || stopped) return;
    renewing = true;
    for (let tries = 0; !isStopped(); tries += 1) {
      if (tries > 0 || current) await new Promise((resolve) => setTimeout(resolve, RENEW_MS).unref());
      if (isStopped()) return;
      const client = (fresh = create());
      for (const name of ["error", "node-error"])
        client.on(name, (error: unknown) => {
          // Sentinels' clients say some things as a text.
          if (!isStopped() && error instanceof Error) events.emit("error", error);
        });
      try {
        await withinTime(client.connect());
        if (isStopped()) return;
        if (current) destroy(current);
        current = client;
        events.emit("ready");
        break;
      } catch (error) {
        destroy(client);
        if (!isStopped()) events.emit("error", error);
      }
    }
    renewing = false;
  }

  const isStopped = () => stopped;

  async function watch(command: Promise<unknown>): Promise<unknown> {
    try {
      return await withinTime(command);
    } catch (error) {
      if (!(error instanceof ErrorReply) || /^(CLUSTERDOWN|READONLY|LOADING)/.test(error.message)) void renew();
      throw error;
    }
  }

  function multi() {
    if (!current) throw new Error("Redis does not answer");
    const commands = current.multi();
    const exec = commands.exec.bind(commands);
    commands.exec = (() => watch(exec())) as typeof commands.exec;
    return commands;
  }

  void renew();
  return new Proxy({} as Redis, {
    get(_, name) {
      // Whoever awaits it must not take it for a promise.
      if (name === "then" || typeof name === "symbol") return undefined;
      if (name === "isOpen") return !stopped;
      if (name === "isReady") return current?.isReady ?? false;
      if (name === "multi") return multi;
      if (LISTENING.has(name)) return (Reflect.get(events, name) as (...words: unknown[]) => unknown).bind(events);
      if (name === "destroy")
        return () => {
          stopped = true;
          for (const client of [current, fresh]) if (client) destroy(client);
        };
      return (...words: unknown[]) => {
        if (!current?.isReady) return Promise.reject(new Error("Redis does not answer"));
        const command = Reflect.get(current, name) as (...words: unknown[]) => Promise<unknown>;
        return watch(command.apply(current, words));
      };
    },
  });
}

function destroy(client: Redis): void {
  try {
    client.destroy();
  } catch {
    // It was never open.
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Redis does not answer in time")), COMMAND_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
