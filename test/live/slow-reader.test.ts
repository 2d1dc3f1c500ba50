import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { connect, type Socket } from "node:net";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { listen } from "../support/subscribe.js";
import { until } from "../support/until.js";

const EVENTS = 600;
const SUBJECTS = 4;
/** Names of a thousand letters: answers of some 30 kilobytes that cost nobody anything, and fill every buffer on the way. */
const LONG = Array.from({ length: 30 }, (_, i) => `${"a".repeat(1_000)}${i}: id`).join(" ");
const CHANGES = `subscription($ids: [ID!], $after: ID) { participantChanged(ids: $ids, after: $after) {
  cursor occurredAt participant { ${LONG} } } }`;

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 60, environment: { AMA_HEARTBEAT_MS: "600000" } });
});
afterAll(() => house.stop());

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${house.adminAddress}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1]);
}

test("one who reads nothing is told the latest later on, and nobody else notices", async () => {
  const ids = house.world.persons.slice(0, SUBJECTS).map((person) => house.idOf(person));
  const headers = {
    authorization: `Bearer ${await house.token("inspector")}`,
    "ama-purpose": "INSPECTION",
    "ama-legal-context": "Opdracht 2026/1",
  };
  const after = await house.bus.end();
  const quick = listen("sse", house.address, headers, CHANGES, { ids, after });
  const slow = await subscribeAndPause(headers, { query: CHANGES, variables: { ids, after } });

  for (let number = 1; number <= EVENTS; number += 1) {
    const [from, to] = [number === 1 ? undefined : String(number - 1), String(number)];
    const occurredAt = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
    const participant = ids[number % SUBJECTS]!;
    await house.bus.append({
      source: "slow",
      from,
      to,
      events: [{ id: `slow-${to}`, kind: "DOSSIER_CHANGED", participant, occurredAt }],
    });
    // No faster than the quick one is told, so that it is not slow itself.
    if (number % 50 === 0) await quick.until(number - 40);
  }
  await quick.until(EVENTS);
  expect(quick.answers).toHaveLength(EVENTS);

  const last = new Date(Date.UTC(2026, 0, 1) + EVENTS * 1_000).toISOString();
  const text = read(slow);
  await until(() => text().includes(last));
  const moments = [...text().matchAll(/"occurredAt":"([^"]+)"/g)].map(([, moment]) => moment!);
  expect(moments.length).toBeLessThan(EVENTS);
  expect(moments).toEqual([...moments].sort());
  expect(moments.length + (await metric("ama_coalesced_total"))).toBe(EVENTS);
  slow.destroy();
  await quick.stop();
});

/** Subscribes over a socket of its own and reads not a byte. */
function subscribeAndPause(headers: Record<string, string>, body: object): Promise<Socket> {
  const { hostname, port } = new URL(house.address);
  const text = JSON.stringify(body);
  const lines = Object.entries({ ...headers, host: hostname, "content-type": "application/json" });
  const head = [...lines, ["content-length", String(Buffer.byteLength(text))]];
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.pause();
      socket.write(
        `POST /graphql/stream HTTP/1.1\r\n${head.map((pair) => pair.join(": ")).join("\r\n")}\r\n\r\n${text}`,
      );
      resolve(socket);
    });
  });
}

function read(socket: Socket): () => string {
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  socket.resume();
  return () => text;
}
