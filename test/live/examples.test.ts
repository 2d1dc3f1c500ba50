import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { resolve } from "node:path";
import { WebSocket } from "ws";
import { PLOEG_ID } from "../../agencies/population/de-ploeg.js";
import { ask, type Mandate } from "../../docs/examples/ask.js";
import { overServerSentEvents } from "../../docs/examples/over-server-sent-events.js";
import { overWebSocket } from "../../docs/examples/over-websocket.js";
import { subscribeForever, type Transport } from "../../docs/examples/subscribe-forever.js";
import { DASHBOARD_PARTNERSHIP_CHANGES, VIEWER } from "../../schema/typed-documents.js";
import { logIn } from "../../cli/log-in.js";
import { startProgram } from "../support/program.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

let house: TestHouse;
let wire: Wire;
beforeAll(async () => {
  house = await startHouse({ participants: 60, environment: { AMA_HEARTBEAT_MS: "200" } });
  wire = await openWire(house.address);
});
afterAll(async () => {
  await wire.stop();
  await house.stop();
});

/** A way to the gateway that can be cut. */
interface Wire {
  readonly address: string;
  cut(): void;
  stop(): Promise<void>;
}

async function openWire(address: string): Promise<Wire> {
  const { port, hostname } = new URL(address);
  const open = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => undefined);
      one.once("close", () => (open.delete(one), other.destroy()));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => open.forEach((socket) => socket.destroy()),
    stop: () => new Promise((done) => (server.close(() => done()), open.forEach((socket) => socket.destroy()))),
  };
}

let told = 0;
async function tell(): Promise<string> {
  const occurredAt = new Date(Date.UTC(2026, 0, 1) + ++told * 1_000).toISOString();
  const event = { id: `told-${told}`, kind: "FUNDING_CHANGED", partnership: PLOEG_ID, year: 2026, occurredAt } as const;
  const from = await house.bus.position("examples");
  expect(await house.bus.append({ source: "examples", from, to: event.id, events: [event] })).toBe(true);
  return occurredAt;
}

const mandateOf = async (token = house.token("lead")): Promise<Mandate> => ({
  authorization: `Bearer ${await token}`,
  "ama-purpose": "GUIDANCE",
});

/** A front end that follows the partnerships, and what happens to it. */
function follow(transport: Transport, options: { after?: string; tokens?: string[] } = {}) {
  const { after, tokens = [] } = options;
  const end = new AbortController();
  const seen = { moments: [] as string[], readings: 0, logins: 0, cursor: "" };
  const ended = subscribeForever({
    transport,
    document: DASHBOARD_PARTNERSHIP_CHANGES,
    variables: { ids: [PLOEG_ID] },
    ...(after !== undefined && { after }),
    logIn: () => mandateOf(tokens[seen.logins++] === undefined ? undefined : Promise.resolve(tokens[seen.logins - 1]!)),
    async readAfresh() {
      const { data } = await ask(house.address, await mandateOf(), VIEWER, {});
      expect(data?.viewer?.capacity).toBe("LEAD");
      seen.readings += 1;
    },
    onChange({ partnershipChanged }, cursor) {
      seen.moments.push(partnershipChanged.occurredAt);
      seen.cursor = cursor;
    },
    signal: end.signal,
  });
  return { seen, ended, stop: () => (end.abort(), ended) };
}

describe.each([
  ["websocket", (address: string) => overWebSocket(address, WebSocket)],
  ["sse", (address: string) => overServerSentEvents(address)],
] as const)("the example client over %s", (protocol, over) => {
  test("is told each change once, in order, however often it is cut off", async () => {
    const following = follow(over(wire.address));
    await until(() => following.seen.readings === 1);
    const moments: string[] = [];
    for (let cut = 0; cut < 6; cut += 1) {
      moments.push(await tell());
      await until(() => following.seen.moments.length === moments.length);
      wire.cut();
      moments.push(await tell(), await tell());
    }
    await until(() => following.seen.moments.length === moments.length);
    await following.stop();
    // What happened while it was away is told: nothing but the beginning had to be read.
    expect(following.seen).toMatchObject({ moments, readings: 1, logins: 1 });
  });

  test("reads afresh where its cursor is no longer kept, and logs in again where its login is no longer known", async () => {
    const expired = Buffer.from("1:another-life:7").toString("base64url");
    const following = follow(over(house.address), { after: expired, tokens: ["not.a.token"] });
    await until(() => following.seen.readings === 1);
    const moments = [await tell()];
    await until(() => following.seen.moments.length === 1);
    await following.stop();
    expect(following.seen).toMatchObject({ moments, readings: 1, logins: 2 });
  });

  test("goes on after a cursor that was kept", async () => {
    const before = follow(over(house.address));
    await until(() => before.seen.readings === 1);
    await tell();
    await until(() => before.seen.cursor !== "");
    await before.stop();
    const missed = await tell();
    const after = follow(over(house.address), { after: before.seen.cursor });
    await until(() => after.seen.moments.length === 1);
    await after.stop();
    expect(after.seen).toMatchObject({ moments: [missed], readings: 0 });
  });

  test("gives up where coming back does not help", async () => {
    const document = { ...DASHBOARD_PARTNERSHIP_CHANGES, text: "subscription { nothing }" };
    const logIn = () => mandateOf();
    const [readAfresh, onChange] = [() => Promise.resolve(), () => undefined];
    const { signal } = new AbortController();
    const options = { transport: over(house.address), document, variables: {}, logIn, readAfresh, onChange, signal };
    await expect(subscribeForever(options)).rejects.toThrow("GRAPHQL_VALIDATION_FAILED");
  });

  test("is a program that can be run", async () => {
    const words = ["--import", "tsx", "docs/examples/follow-partnerships.ts", house.address, protocol];
    const environment = { AMA_LOGIN: `echo ${await house.token("lead")}` };
    const program = startProgram(process.execPath, words, environment);
    await program.hasSaid(/Maatwerkbedrijf de Ploeg: \d+ of \d+/);
    await tell();
    await program.hasSaid(/FUNDING_CHANGED SV-0001/);
    await program.stop();
    expect(await program.ended).toBe(0);
  });
});

test("curl is enough: each `sh` example of the page runs as it stands", async () => {
  const page = readFileSync(resolve("docs/front-ends.md"), "utf8");
  const examples = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, text]) => text!);
  const expected = [
    { says: /"data":\{"partnerships":\{"totalCount":\d+/ },
    { says: /\{"issuerMayRemember":/ },
    { says: /event: next\nid: \S+\ndata: \{"data":\{"partnershipChanged"/, follows: true },
  ];
  expect(examples).toHaveLength(expected.length);
  for (const [index, { says, follows }] of expected.entries()) {
    // A login of its own each: one of them logs out.
    const { token } = await logIn(house.settings.AMA_ISSUER_URL, "lead");
    const program = startProgram("sh", ["-c", `exec ${examples[index]!.trim()}`], { TOKEN: token, AMA: house.address });
    if (follows) {
      await program.hasSaid(/id: \S+\n/);
      await tell();
    }
    await program.hasSaid(says);
    await program.stop();
  }
});
