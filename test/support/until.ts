import { setTimeout as sleep } from "node:timers/promises";

/** Waits for something to come about. @throws Error when it has not after 20 s */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 800; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error("did not come about in 20 s");
}
