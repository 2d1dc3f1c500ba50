import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { AgencyEvent, EventKind } from "../../schema/events.js";
import { listen, type Protocol } from "../support/subscribe.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

let told = 0;
async function tell(kind: EventKind, keys: Pick<AgencyEvent, "participant" | "partnership">): Promise<string> {
  const from = await house.bus.position("test");
  const id = `test-${++told}`;
  const event = { id, kind, ...keys, occurredAt: "2026-11-21T09:00:00Z" };
  expect(await house.bus.append({ source: "test", from, to: id, events: [event] })).toBe(true);
  return house.bus.end();
}

const headersOf = async (persona: string, purpose: string) => ({
  authorization: `Bearer ${await house.token(persona)}`,
  "ama-purpose": purpose,
  "ama-legal-context": "Opdracht 2026/1",
});
const amina = () => house.idOf(house.world.persons[0]!);
const CHANGES = `subscription($ids: [ID!], $after: ID) { participantChanged(ids: $ids, after: $after) {
  cursor kind agency occurredAt participant { id permissions { status } agreements { status } } } }`;

describe.each<Protocol>(["websocket", "sse"])("over %s", (protocol) => {
  test("a change is told with what the agencies now answer", async () => {
    const headers = await headersOf("inspector", "INSPECTION");
    const after = await house.bus.end();
    const listening = listen(protocol, house.address, headers, CHANGES, { ids: [amina()], after });
    const cursor = await tell("PERMISSION_CHANGED", { participant: amina() });
    const [first] = await listening.until(1);
    expect(first).toMatchObject({
      data: {
        participantChanged: { cursor, kind: "PERMISSION_CHANGED", agency: "MAGDA", participant: { id: amina() } },
      },
    });
    await listening.stop();
  });
});
