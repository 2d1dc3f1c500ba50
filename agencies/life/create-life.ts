import type { World } from "../population/world.js";
import type { StandIn } from "../stand-in.js";
import { applyHappening } from "./apply-happening.js";
import { drawHappening } from "./draw-happening.js";
import type { Happening } from "./happening.js";

export interface LifeOptions {
  readonly world: World;
  /** Those who show this very world. */
  readonly standIns: readonly StandIn[];
  /** The present moment. */
  readonly now: () => Date;
}

/** What makes the invented world move. */
export interface Life {
  /** This happens now: the world has it, and each stand-in takes its part and tells it. */
  happen(happening: Happening): Promise<void>;
  /** Something plausible happens, or nothing. The same world and beats always make the same story. */
  beat(number: number): Promise<Happening | undefined>;
  /** Has something happen every so many milliseconds; which beat it is follows from the time of day alone. */
  go(everyMs: number): void;
  stop(): Promise<void>;
}

export function createLife({ world, standIns, now }: LifeOptions): Life {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const life: Life = {
    happen(happening) {
      const at = now().toISOString();
      const happened = last.then(async () => {
        applyHappening(world, happening);
        await Promise.all(standIns.map((standIn) => standIn.take(happening, at)));
      });
      last = happened.catch(() => undefined);
      return happened;
    },
    async beat(number) {
      await last;
      const happening = drawHappening(world, number);
      if (happening) await life.happen(happening);
      return happening;
    },
    go(everyMs) {
      clearInterval(timer);
      timer = setInterval(() => {
        // A ledger that is away misses what happens meanwhile, as a clerk without a pen does.
        void life.beat(Math.floor(now().getTime() / everyMs)).catch(() => undefined);
      }, everyMs);
    },
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
  return life;
}
