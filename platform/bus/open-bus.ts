import type { Log } from "../log.js";
import type { Settings } from "../settings.js";
import type { Bus } from "./bus.js";
import { createMemoryBus } from "./memory-bus.js";
import { createRedisBus } from "./redis-bus.js";

/**
 * The stream of events that the settings name: that of Redis, which all programs share, or one of this process alone. Does
 * not wait for Redis. Whoever opens it stops it.
 */
export function openBus(settings: Settings, log: Log): Bus {
  const window = { ageMs: settings.AMA_EVENTS_WINDOW_MS, events: settings.AMA_EVENTS_MOST };
  return settings.REDIS_URL
    ? createRedisBus({ url: settings.REDIS_URL, window, log })
    : createMemoryBus({ window, log });
}
