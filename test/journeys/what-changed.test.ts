import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import type { Happening } from "../../agencies/life/happening.js";
import type { Person, System } from "../../agencies/population/world.js";
import type { StreamedEvent } from "../../platform/bus/bus.js";
import { serviceOf } from "../../agencies/population/organisations.js";
import { listen } from "../support/subscribe.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

let house: TestHouse;
const heard: StreamedEvent[] = [];

beforeAll(async () => {
  house = await startHouse({ publishes: true, environment: { AMA_NOTICES_POLL_MS: "150", AMA_HEARTBEAT_MS: "100" } });
  const bus = house.bus;
  await until(async () => (await Promise.all(SOURCES.map((source) => bus.position(source)))).every(Boolean));
  bus.follow(
    await bus.end(),
    (events) => heard.push(...events),
    () => undefined,
  );
});
afterAll(() => house.stop());

const SOURCES = ["referrals", "permissions", "contingents", "ledger"];
const TODAY = "2026-11-21";

/** What is told of what happens, of which there are so many, without the agency's own number. */
async function toldOf(happening: Happening, count = 1) {
  const before = heard.length;
  await house.life.happen(happening);
  await until(() => heard.length >= before + count);
  return heard.slice(before).map(({ event: { id, occurredAt, ...event } }) => {
    expect(id).toMatch(/^(VDAB|MAGDA|LOKET|DWSE):/);
    expect(Number.isNaN(Date.parse(occurredAt))).toBe(false);
    return event;
  });
}

interface Sent {
  headers: Record<string, string>;
  body: string;
}
interface Relay {
  address: string;
  stop(): Promise<unknown>;
}

/** Posts something to the house as an agency does. @returns the status */
async function deliver(name: string, { headers, body }: Sent): Promise<number> {
  const reply = await request(`${house.address}/notices/${name}`, { method: "POST", headers, body });
  await reply.body.dump();
  return reply.statusCode;
}

/** Stands on the way of an agency's posts, and keeps a copy of each. */
async function relay(name: string, seen: Sent[]): Promise<Relay> {
  const server = createServer((asked, answer) => {
    void readText(asked).then(async (body) => {
      const headers = Object.fromEntries(
        Object.entries(asked.headers).filter(([header]) => /^(content-type|x-)/.test(header)),
      ) as Record<string, string>;
      const status = await deliver(name, { headers, body });
      seen.push({ headers, body });
      answer.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const somebody = (test: (person: Person) => boolean): Person =>
  house.world.persons.find((one) => one.index > 11 && test(one))!;
const isOpen = (person: Person) => person.readRightEndedOn === undefined && person.inscribed;

describe("what happens at an agency", () => {
  it("VDAB: an assessment is told, and the query afterwards answers it", async () => {
    const person = somebody((one) => isOpen(one) && one.assessments.length > 0 && !one.former);
    const assessment = {
      assessedOn: TODAY,
      outcome: "VERDERZETTEN" as const,
      hoursPerWeekAble: 21,
      nextDueOn: "2027-11-21",
    };
    const told = await toldOf({ what: "ASSESSED", person: person.index, assessment });
    expect(told).toEqual([{ kind: "ASSESSMENT_CHANGED", participant: house.idOf(person) }]);
    const answer = await house.ask(
      "query($id: ID!) { participant(id: $id) { assessments { assessedOn hoursPerWeekAble } } }",
      { id: house.idOf(person) },
      AN_INSPECTOR,
    );
    expect(JSON.stringify(answer)).toContain('"hoursPerWeekAble":21');
  });

  it("VDAB: of somebody filed under a former number it is told under the newest", async () => {
    const person = somebody((one) => isOpen(one) && Boolean(one.former?.stillUsedBy.includes("vdab")));
    const told = await toldOf({ what: "MOVED", person: person.index, nis: "71022" });
    expect(told).toEqual([{ kind: "DOSSIER_CHANGED", participant: house.idOf(person) }]);
  });

  it("MAGDA: a permission that is asked and decided", async () => {
    const person = somebody((one) => isOpen(one) && one.permissions.length > 0);
    const permission = {
      ...person.permissions[0]!,
      id: "TL-000000001",
      state: "AANGEVRAAGD" as const,
      requestedOn: TODAY,
      from: TODAY,
    };
    const event = { kind: "PERMISSION_CHANGED", participant: house.idOf(person) };
    expect(await toldOf({ what: "PERMISSION_ASKED", person: person.index, permission })).toEqual([event]);
    const decided = { person: person.index, permission: permission.id, state: "TOEGESTAAN" as const, on: TODAY };
    expect(await toldOf({ what: "PERMISSION_DECIDED", ...decided })).toEqual([event]);
  });

  it("LOKET: an agreement that ends is told of the person and of the partnership; VDAB tells the referral", async () => {
    const person = somebody(
      (one) =>
        isOpen(one) &&
        one.agreements.length === 1 &&
        one.agreements[0]!.startsOn < TODAY &&
        !one.agreements[0]!.endsOn &&
        one.referrals.some(({ state }) => state === "GESTART"),
    );
    const { id, partnershipId } = person.agreements[0]!;
    const told = await toldOf(
      {
        what: "AGREEMENT_ENDED",
        person: person.index,
        agreement: id,
        on: TODAY,
        reason: "DEELNEMER_STOPT",
      },
      2,
    );
    const participant = house.idOf(person);
    expect([...told].sort((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: "AGREEMENT_CHANGED", participant, partnership: partnershipId },
      { kind: "REFERRAL_CHANGED", participant },
    ]);
  });

  it("LOKET and DWSE: a contingent, a booking and a statement, with keys alone", async () => {
    const partnership = house.world.partnerships.find(({ contingents }) =>
      contingents.some(({ year, granted }) => year === 2026 && granted),
    )!;
    const { id } = partnership;
    const granted = partnership.contingents.find(({ year }) => year === 2026)!.granted! + 2;
    const told = await toldOf({ what: "CONTINGENT_CHANGED", partnership: id, year: 2026, granted, on: TODAY }, 2);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["CONTINGENT_CHANGED", "FUNDING_CHANGED"]));
    const booked = { what: "ADVANCE_BOOKED" as const, partnership: id, year: 2026, cents: 123_456, on: TODAY };
    expect(await toldOf(booked)).toEqual([{ kind: "FUNDING_CHANGED", partnership: id }]);
    const { data } = await house.ask(
      `query($id: ID!) { partnership(id: $id) { funding(year: 2026) { grants { contingent } advances { amount { cents } } } } }`,
      { id },
      AN_INSPECTOR,
    );
    expect(data.partnership.funding.grants.at(-1)).toEqual({ contingent: granted });
    expect(data.partnership.funding.advances.at(-1)).toEqual({ amount: { cents: 123_456 } });
    const taken = await toldOf({ what: "STATEMENT_TAKEN_IN", partnership: id, on: TODAY });
    for (const event of taken) expect(event).toEqual({ kind: "STATEMENT_CHANGED", partnership: id });
  });

  it("VDAB: what it posts is told although it cannot be asked; what it did not sign is refused", async () => {
    house.agencies.vdab.setMood("down");
    const person = somebody((one) => isOpen(one) && one.nis !== "71016");
    const told = await toldOf({ what: "MOVED", person: person.index, nis: "71016" });
    expect(told).toEqual([{ kind: "DOSSIER_CHANGED", participant: house.idOf(person) }]);
    house.agencies.vdab.setMood("well");
    const post = async (name: string) => {
      const headers = {
        "content-type": "application/json",
        "x-vdab-tijdstip": "1",
        "x-vdab-handtekening": "sha256=00",
      };
      const sent = { method: "POST" as const, headers, body: "{}" };
      const { statusCode, body } = await request(`${house.address}/notices/${name}`, sent);
      await body.dump();
      return statusCode;
    };
    expect(await Promise.all(["referrals", "contingents", "permissions", "nobody"].map(post))).toEqual([
      401, 401, 404, 404,
    ]);
  });

  it("VDAB, LOKET: a post that is replayed within its window is taken, and makes no second event", async () => {
    const person = somebody((one) => isOpen(one) && one.nis !== "71053");
    const posts: Record<string, Sent[]> = { referrals: [], contingents: [] };
    const relays = await Promise.all(Object.entries(posts).map(([name, seen]) => relay(name, seen)));
    const [vdab, loket] = relays as [Relay, Relay];
    house.agencies.vdab.postNoticesTo?.(vdab.address);
    house.agencies.loket.postNoticesTo?.(loket.address);
    await toldOf({ what: "MOVED", person: person.index, nis: "71053" });
    await toldOf({ what: "CONTINGENT_CHANGED", partnership: "SV-0002", year: 2026, granted: 17, on: TODAY });
    await until(() => Object.values(posts).every((seen) => seen.length > 0));
    const posted = () => heard.filter(({ event: { id } }) => /^(VDAB|LOKET):/.test(id)).length;
    const before = posted();
    const replays = Object.entries(posts).flatMap(([name, seen]) => seen.map((sent) => () => deliver(name, sent)));
    for (const replay of [...replays, ...replays]) expect(await replay()).toBe(202);
    // What happens next comes on the stream after all that the replays could have made.
    await house.life.happen({ what: "MOVED", person: person.index, nis: "71022" });
    await house.life.happen({ what: "CONTINGENT_CHANGED", partnership: "SV-0002", year: 2026, granted: 18, on: TODAY });
    await until(() => posted() >= before + 2);
    await sleep(400);
    expect(posted()).toBe(before + 2);
    for (const { stop } of relays) await stop();
    house.agencies.vdab.postNoticesTo?.(`${house.address}/notices/referrals`);
    house.agencies.loket.postNoticesTo?.(`${house.address}/notices/contingents`);
  });

  it("what happened while an agency was down is told once it is back, in order and once", async () => {
    const persons = house.world.persons.filter((one) => one.index > 11 && isOpen(one)).slice(0, 5);
    for (const system of Object.keys(house.agencies) as System[]) house.agencies[system].setMood("down");
    const before = heard.length;
    for (const { index } of persons) await house.life.happen({ what: "MOVED", person: index, nis: "71016" });
    await house.life.happen({ what: "ADVANCE_BOOKED", partnership: "SV-0001", year: 2026, cents: 5_000, on: TODAY });
    await sleep(500);
    for (const system of Object.keys(house.agencies) as System[]) house.agencies[system].setMood("well");
    await until(() => heard.length >= before + persons.length + 1);
    await sleep(300);
    const told = heard.slice(before).map(({ event }) => event);
    expect(told.filter(({ kind }) => kind === "DOSSIER_CHANGED").map(({ participant }) => participant)).toEqual(
      persons.map((person) => house.idOf(person)),
    );
    expect(told.filter(({ kind }) => kind === "FUNDING_CHANGED")).toHaveLength(1);
  });

  it("VDAB: a dossier that goes to another service; its mediators hear and read it, those of the old one no more", async () => {
    const [limburg, antwerpen] = [serviceOf("Limburg").ovo, serviceOf("Antwerpen").ovo];
    const person = somebody((one) => isOpen(one) && one.service === limburg && !one.former);
    const id = house.idOf(person);
    const mediators = ["vdab-mediator", "vdab-mediator-antwerpen"];
    const query = `subscription($ids: [ID!]) { participantChanged(ids: $ids) { kind participant { id birthYear } } }`;
    const listening = await Promise.all(
      mediators.map(async (as) => {
        const headers = { authorization: `Bearer ${await house.token(as)}`, "ama-purpose": "GUIDANCE" };
        const one = listen("websocket", house.address, headers, query, { ids: [id] });
        await one.reached();
        return one;
      }),
    );
    const birthYear = Number(person.birthDate.slice(0, 4));
    const told = { data: { participantChanged: { kind: "DOSSIER_CHANGED", participant: { id, birthYear } } } };
    /** Who has been told what, and who reads it. */
    async function afterThis(happening: Happening) {
      expect(await toldOf(happening)).toEqual([{ kind: "DOSSIER_CHANGED", participant: id }]);
      const end = await house.bus.end();
      await Promise.all(listening.map((one) => one.reached(end)));
      const reads = mediators.map(async (as) => {
        const ask = "query($id: ID!) { participant(id: $id) { birthYear } participants(first: 1) { totalCount } }";
        const { data, errors } = await house.ask(ask, { id }, { as, purpose: "GUIDANCE" });
        expect(errors).toBeUndefined();
        return data;
      });
      const [first, second] = await Promise.all(reads);
      const counts = [first!.participants.totalCount, second!.participants.totalCount] as number[];
      return {
        told: listening.map(({ answers }) => answers),
        reads: [first!.participant, second!.participant],
        counts,
      };
    }
    const before = await afterThis({ what: "MOVED", person: person.index, nis: "11002" });
    expect(before).toMatchObject({ told: [[told], []], reads: [{ birthYear }, null] });
    const handed = await afterThis({ what: "TRANSFERRED", person: person.index, to: antwerpen, on: TODAY });
    expect(handed).toMatchObject({ told: [[told], [told]], reads: [null, { birthYear }] });
    expect(handed.counts).toEqual([before.counts[0]! - 1, before.counts[1]! + 1]);
    const after = await afterThis({ what: "MOVED", person: person.index, nis: "11004" });
    expect(after).toMatchObject({ told: [[told], [told, told]], reads: [null, { birthYear }] });
    await Promise.all(listening.map((one) => one.stop()));
  });

  it("the numbers tell how far each agency's notices are behind", async () => {
    const { body } = await request(`${house.adminAddress}/metrics`);
    const text = await body.text();
    for (const source of SOURCES)
      expect(text).toMatch(new RegExp(`^ama_notices_behind_seconds\\{subgraph="${source}"\\} [0-9.]+$`, "m"));
  });

  it("each event came once, and none holds a number of a person", () => {
    const ids = heard.map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    const text = JSON.stringify(heard);
    for (const { insz, former } of house.world.persons)
      for (const number of [insz, former?.insz]) if (number) expect(text.includes(number)).toBe(false);
  });
});

const AN_INSPECTOR = { as: "inspector", purpose: "INSPECTION" as const, legalContext: "BVR 18/11/2022, hoofdstuk 3" };
