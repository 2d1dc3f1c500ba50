import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createVdab } from "../../../agencies/vdab/create-vdab.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { Person, World } from "../../../agencies/population/world.js";
import type { StandIn } from "../../../agencies/stand-in.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { createSeal } from "../../../schema/seal.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { createVdabSource, type VdabSource } from "../../../subgraphs/referrals/source/vdab-source.js";
import { applyHappening } from "../../../agencies/life/apply-happening.js";
import { serviceOf } from "../../../agencies/population/organisations.js";
import type { ClientSearch } from "../../../subgraphs/referrals/source/search.js";
import { asking, mediatorOf } from "../../support/asking.js";

const now = "2026-11-21T09:00:00Z";
const world: World = createWorld({ seed: 1, participants: 800, now });
const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const seal = createSeal(readSettings({}).AMA_PARTICIPANT_KEY);
let vdab: StandIn;
let source: VdabSource;

function connect(environment: Record<string, string> = {}, timeoutMs = 20_000): VdabSource {
  const settings = readSettings({ VDAB_URL: vdab.address, ...environment });
  const clock = createClock(now);
  const guard = createGuard({ agency: "VDAB", clock, timeoutMs });
  return createVdabSource({ settings, ids, seal, clock, guard, log: createLog("silent") });
}
const idOf = (insz: string) => ids.seal(Insz.parse(insz));
function somebody(what: string, test: (person: Person) => boolean): Person {
  const person = world.persons.find(test);
  if (!person) throw new Error(`nobody in this world ${what}`);
  return person;
}

beforeAll(async () => {
  vdab = await createVdab(world, { host: "127.0.0.1", port: 0 });
  source = connect();
});
afterEach(() => {
  vdab.setMood("well");
  vdab.calls.clear();
});
afterAll(async () => {
  await source.stop();
  await vdab.stop();
});

describe("VDAB's open services", () => {
  it("150 persons cost two calls and one token", async () => {
    const open = world.persons.slice(0, 150).map((person) => idOf(person.insz));
    const found = await source.askClients(open, asking());
    expect(found.size).toBe(150);
    expect(vdab.calls.all()).toEqual({ token: 1, "klanten/opvragen": 2 });
  });

  it("a dossier whose read right ended is refused, not unknown, and its neighbours answer", async () => {
    const closed = somebody("closed a dossier", ({ readRightEndedOn }) => readRightEndedOn !== undefined);
    const open = world.persons[0]!;
    const found = await source.askClients([idOf(closed.insz), idOf(open.insz)], asking());
    expect(found.get(idOf(closed.insz))).toMatchObject({ code: "DOSSIER_CLOSED" });
    expect(found.get(idOf(open.insz))).toMatchObject({ name: { last: open.lastName } });
  });

  it("a person VDAB does not know is not there", async () => {
    expect((await source.askClients([idOf("85073003328")], asking())).size).toBe(0);
  });

  it("a replaced number is asked again under its successor", async () => {
    const person = somebody("has a new number at VDAB", ({ former, readRightEndedOn }) =>
      Boolean(former && !former.stillUsedBy.includes("vdab") && !readRightEndedOn),
    );
    const before = idOf(person.former!.insz);
    const found = await source.askClients([before], asking());
    expect(found.get(before)).toMatchObject({ id: idOf(person.insz), vdabFile: { inszState: "CURRENT" } });
    expect(vdab.calls.count("klanten/opvragen")).toBe(2);
  });

  it("a file still under the old number is told so, and has the id of the new one", async () => {
    const person = somebody("is under the old number at VDAB", ({ former, readRightEndedOn }) =>
      Boolean(former?.stillUsedBy.includes("vdab") && !readRightEndedOn),
    );
    const found = await source.askClients([idOf(person.insz)], asking());
    expect(found.get(idOf(person.insz))).toMatchObject({
      id: idOf(person.insz),
      vdabFile: { inszState: "REPLACED", replacedOn: person.former!.replacedOn },
    });
  });

  it("walking a search page by page gives every open dossier once", async () => {
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const page = await source.searchClients({ first: 130, ...(after && { after }) }, asking());
      for (const { id } of page.clients) seen.add(id!);
      after = page.hasMore ? page.clients.at(-1)!.place : undefined;
      if (!after) expect(seen.size).toBe(page.total);
    } while (after);
  });

  describe("for a mediator", () => {
    const [antwerpen, limburg] = [serviceOf("Antwerpen").ovo, serviceOf("Limburg").ovo];
    const as = (unit: string) => ({ ...asking(), mandate: mediatorOf(unit) });
    const openAt = (unit: string) =>
      world.persons.filter(({ service, readRightEndedOn }) => service === unit && !readRightEndedOn);
    async function walk(unit: string, search: Partial<ClientSearch> = {}) {
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await source.searchClients({ first: 33, ...search, ...(after && { after }) }, as(unit));
        seen.push(...page.clients.map(({ id }) => id!));
        if (!page.hasMore) {
          expect(page.total).toBe(seen.length);
          return seen.sort();
        }
        after = page.clients.at(-1)!.place;
      }
    }

    it("lists and counts the dossiers of the service alone, and so those that are due", async () => {
      for (const unit of [antwerpen, limburg]) {
        const own = openAt(unit).map(({ insz }) => idOf(insz));
        expect(own.length).toBeGreaterThan(60);
        expect(await walk(unit)).toEqual([...own].sort());
        const due = await walk(unit, { assessmentDueBefore: "2027-06-01" });
        expect(due.length).toBeGreaterThan(10);
        expect(own).toEqual(expect.arrayContaining(due));
      }
    });

    it("a dossier of another service is not there, whatever is odd about it", async () => {
      const others = world.persons.filter(({ service }) => service !== limburg);
      const ids = [...others.map(({ insz }) => insz), ...others.flatMap(({ former }) => former?.insz ?? [])].map(idOf);
      expect(others.some(({ readRightEndedOn }) => readRightEndedOn)).toBe(true);
      expect((await source.askClients(ids, as(limburg))).size).toBe(0);
      expect((await source.askReferrals(ids, as(limburg))).size).toBe(0);
      expect((await source.askAssessments(ids, as(limburg))).size).toBe(0);
      expect((await source.askOutflows(ids, as(limburg))).size).toBe(0);
    });

    it("a dossier of its own service whose read right ended gives DOSSIER_CLOSED", async () => {
      const closed = somebody("closed at Limburg", (one) => one.service === limburg && !!one.readRightEndedOn);
      const found = await source.askClients([idOf(closed.insz)], as(limburg));
      expect(found.get(idOf(closed.insz))).toMatchObject({ code: "DOSSIER_CLOSED" });
    });

    it("who names no service, or one that VDAB does not have, is shown nothing and told why", async () => {
      const { unit: _, ...nameless } = mediatorOf(limburg);
      await expect(
        source.askClients([idOf(world.persons[0]!.insz)], { ...asking(), mandate: nameless }),
      ).rejects.toMatchObject({
        code: "ORGANISATION_UNIT_MISSING",
      });
      expect(vdab.calls.total()).toBe(0);
      await expect(source.searchClients({ first: 1 }, as("OVO990001"))).rejects.toMatchObject({
        code: "ORGANISATION_UNIT_UNKNOWN",
      });
    });

    it("VDAB itself shows nothing to whoever does not say for whom", async () => {
      const { "x-vdab-inzage": _, ...headers } = await authorisation();
      const base = `${vdab.address}/services/openservices/ama/v1`;
      for (const [path, body] of [
        ["/klanten/zoeken", {}],
        ["/klanten/opvragen", { inszs: [world.persons[0]!.insz] }],
        ["/toeleidingen/opvragen", { inszs: [world.persons[0]!.insz] }],
        ["/klanten/bulk?van=2021-01-01&tot=2027-01-01", undefined],
        ["/klanten/20000000", undefined],
        ["/wijzigingen/bulk", undefined],
      ] as const)
        for (const reader of [[], ["x-vdab-inzage", ""], ["x-vdab-inzage", "dienst"]] as [string, string][]) {
          const reply = await fetch(base + path, {
            method: body ? "POST" : "GET",
            headers: {
              ...headers,
              ...(reader.length > 0 && Object.fromEntries([reader])),
              ...(body && { "content-type": "application/json" }),
            },
            ...(body && { body: JSON.stringify(body) }),
          });
          expect([path, reply.status, (await reply.text()).includes("_embedded")]).toEqual([path, 403, false]);
        }
    });

    it("bulk reads and one dossier are cut alike, and the changes of all are for the gateway alone", async () => {
      const headers = { ...(await authorisation()), "x-vdab-inzage": `dienst ${limburg}` };
      const base = `${vdab.address}/services/openservices/ama/v1`;
      const bulk = await fetch(`${base}/klanten/bulk?van=2021-01-01&tot=2027-01-01&aantal=1000`, { headers });
      const { _embedded } = (await bulk.json()) as { _embedded: { dossiers: { klant: { dienst: string } }[] } };
      expect(_embedded.dossiers).toHaveLength(openAt(limburg).length);
      expect(new Set(_embedded.dossiers.map(({ klant }) => klant.dienst))).toEqual(new Set([limburg]));
      const other = somebody("is at Antwerpen", ({ service }) => service === antwerpen);
      const one = await fetch(`${base}/klanten/${20_000_000 + other.index * 37}`, { headers });
      expect([one.status, await one.text()]).toEqual([403, expect.not.stringContaining(other.lastName)]);
      expect((await fetch(`${base}/wijzigingen/bulk`, { headers })).status).toBe(403);
    });

    it.each([
      [0, false],
      [7, true],
    ])("after a transfer the new service reads, and the old one for %d days more", async (daysAfterTransfer, reads) => {
      const moving = structuredClone(world);
      const person = moving.persons.find((one) => one.index > 12 && one.service === limburg && !one.readRightEndedOn)!;
      const standIn = await createVdab(moving, { host: "127.0.0.1", port: 0, daysAfterTransfer });
      const at = connect({ VDAB_URL: standIn.address });
      const has = async (unit: string) => (await at.askClients([idOf(person.insz)], as(unit))).size === 1;
      expect([await has(limburg), await has(antwerpen)]).toEqual([true, false]);
      const page = await at.searchClients({ first: 200 }, as(limburg));
      const place = page.clients.find(({ id }) => id === idOf(person.insz))!.place;
      const rest = (await at.searchClients({ first: 200, after: place }, as(limburg))).clients;

      const happening = { what: "TRANSFERRED", person: person.index, to: antwerpen, on: "2026-11-21" } as const;
      applyHappening(moving, happening);
      await standIn.take(happening, now);
      expect([await has(limburg), await has(antwerpen)]).toEqual([reads, true]);
      // Who pages on from a dossier that has left goes on where it was.
      const after = await at.searchClients({ first: 200, after: place }, as(limburg));
      expect(after.clients.map(({ id }) => id)).toEqual(rest.map(({ id }) => id));
      await at.stop();
      await standIn.stop();
    });
  });

  it("a place that is not (any more) in the list is the cursor's fault, not VDAB's", async () => {
    const search = source.searchClients({ first: 2, after: "99999999" }, asking());
    await expect(search).rejects.toMatchObject({ code: "CURSOR_INVALID" });
  });

  it("wrong credentials are our fault, not the caller's", async () => {
    const stranger = connect({ VDAB_CLIENT_SECRET: "wrong" });
    await expect(stranger.askClients([idOf(world.persons[0]!.insz)], asking())).rejects.toMatchObject({
      code: "AGENCY_REFUSED_US",
    });
    await stranger.stop();
  });

  it("a token that VDAB forgot is asked anew", async () => {
    const first = await createVdab(world, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(first.address).port);
    const patient = connect({ VDAB_URL: first.address });
    await patient.probe(asking());
    await first.stop();
    const second = await createVdab(world, { host: "127.0.0.1", port });
    await patient.probe(asking());
    expect(second.calls.count("token")).toBe(1);
    await patient.stop();
    await second.stop();
  });

  it("told to slow down, it waits as told and asks again", async () => {
    const strict = await createVdab(world, { host: "127.0.0.1", port: 0, requestsPerSecond: 1 });
    const patient = connect({ VDAB_URL: strict.address });
    await patient.probe(asking());
    await expect(patient.probe(asking())).resolves.toBeUndefined();
    await patient.stop();
    await strict.stop();
  });

  it.each([
    ["down", "AGENCY_UNAVAILABLE"],
    ["hanging", "AGENCY_TIMEOUT"],
    ["slow", "AGENCY_TIMEOUT"],
    ["lying", "AGENCY_UNREADABLE"],
  ] as const)("when VDAB is %s the fault is %s", async (mood, code) => {
    const fresh = connect({}, 300);
    vdab.setMood("well");
    await fresh.probe(asking());
    vdab.setMood(mood);
    await expect(fresh.askClients([idOf(world.persons[0]!.insz)], asking())).rejects.toMatchObject({
      code,
      agency: "VDAB",
    });
    await fresh.stop();
  });

  it("its bulk windows meet without gap or overlap", async () => {
    const headers = await authorisation();
    const read = async (van: string, tot: string) => {
      const reply = await fetch(
        `${vdab.address}/services/openservices/ama/v1/klanten/bulk?van=${encodeURIComponent(van)}&tot=${encodeURIComponent(tot)}&aantal=1000`,
        { headers },
      );
      expect(reply.headers.get("content-type")).toContain("application/hal+json");
      const body = (await reply.json()) as { _embedded: { dossiers: { insz: string }[] } };
      return body._embedded.dossiers.map(({ insz }) => insz);
    };
    const [whole, first, second] = await Promise.all([
      read("2021-01-01T00:00:00Z", now),
      read("2021-01-01T00:00:00Z", "2026-06-01T06:00:00Z"),
      read("2026-06-01T06:00:00Z", now),
    ]);
    expect(whole.length).toBeGreaterThan(100);
    expect([...first, ...second]).toEqual(whole);
  });

  it("describes itself in OpenAPI 3.1", async () => {
    const reply = await fetch(`${vdab.address}/services/openservices/ama/v1/openapi.json`);
    expect(await reply.json()).toMatchObject({ openapi: "3.1.0" });
  });
});

async function authorisation(): Promise<Record<string, string>> {
  const reply = await fetch(`${vdab.address}/isam/sps/oauth/oauth20/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "ama-gateway",
      client_secret: "development-secret",
    }),
  });
  const { access_token } = (await reply.json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}`, "x-ibm-client-id": "ama-gateway", "x-vdab-inzage": "afnemer" };
}
