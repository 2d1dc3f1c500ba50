// The house whose live path is measured: told by its parent what happens, it tells what that cost.
import "reflect-metadata";
import { NOW, startHouse } from "../support/start-house.js";

const { SUBSCRIBERS = "1000", REDIS_URL } = process.env;
const house = await startHouse({
  participants: 60,
  now: NOW,
  environment: {
    LOG_LEVEL: "warn",
    AMA_SUBSCRIPTIONS_SUBJECT: SUBSCRIBERS,
    AMA_SUBSCRIPTIONS_ORGANISATION: String(10 * Number(SUBSCRIBERS)),
    ...(REDIS_URL && { REDIS_URL }),
  },
});
// Those whom the agencies answer about: of others nothing is told.
const known = house.world.persons.filter(
  ({ readRightEndedOn, referrals }) => !readRightEndedOn && referrals.length > 0,
);
const ids = known.slice(0, 20).map((person) => house.idOf(person));
const token = await house.token("inspector");
process.send?.({ address: house.address, token, ids });

process.on("message", (asked: { tell?: number; report?: true; stop?: true }) => {
  void answer(asked);
});

async function answer({ tell, report, stop }: { tell?: number; report?: true; stop?: true }): Promise<void> {
  if (tell !== undefined) {
    const from = tell === 1 ? undefined : String(tell - 1);
    // The moment is told in the event itself, so that whoever receives it knows how long it took.
    const occurredAt = new Date(performance.timeOrigin + performance.now()).toISOString();
    const event = {
      id: `bench-${String(tell)}`,
      kind: "DOSSIER_CHANGED",
      participant: ids[tell % ids.length]!,
      occurredAt,
    } as const;
    await house.bus.append({ source: "bench", from, to: String(tell), events: [event] });
  }
  if (report) {
    const { user, system } = process.cpuUsage();
    globalThis.gc?.();
    const metrics = await (await fetch(`${house.adminAddress}/metrics`)).text();
    process.send?.({
      cpuMs: (user + system) / 1_000,
      rss: process.memoryUsage().rss,
      heap: process.memoryUsage().heapUsed,
      metrics,
    });
  }
  if (stop) {
    await house.stop();
    process.exit(0);
  }
}
