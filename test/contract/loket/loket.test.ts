import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Fault } from "../../../schema/faults.js";
import type { CounterFile } from "../../../subgraphs/contingents/source/agreement-reads.js";
import type { LoketSource } from "../../../subgraphs/contingents/source/loket-source.js";
import { asking, inspector } from "../../support/asking.js";
import { idOf, openCounter, today } from "./connect.js";

type Counter = Awaited<ReturnType<typeof openCounter>>;
let counter: Counter;
let source: LoketSource;

beforeAll(async () => {
  counter = await openCounter(800);
  source = counter.connect();
});
afterEach(() => {
  counter.loket.setMood("well");
  counter.loket.calls.clear();
});
afterAll(async () => {
  await source.stop();
  await counter.loket.stop();
  await rm(counter.dropFolder, { recursive: true });
});

/** The file of the first person at the counter of whom the test says so. */
async function fileOf(what: string, test: Parameters<Counter["somebody"]>[1]) {
  const person = counter.somebody(what, (each) => each.agreements.length > 0 && test(each));
  const file = (await source.askPersons([idOf(person.insz)], asking())).get(idOf(person.insz)) as CounterFile;
  return { person, file, agreement: file.agreements[0]! };
}
const story = (index: number) => index < 12;

describe("the counter's persons", () => {
  it("150 persons cost two calls and one token", async () => {
    const own = counter.connect();
    const keys = counter.world.persons.slice(0, 150).map(({ insz }) => idOf(insz));
    const found = await own.askPersons(keys, asking());
    expect(found.size).toBe(
      counter.world.persons.slice(0, 150).filter(({ agreements }) => agreements.length > 0).length,
    );
    expect(counter.loket.calls.all()).toEqual({ token: 1, "overeenkomsten.opvragen": 2 });
    await own.stop();
  });

  it("somebody without an agreement has no file", async () => {
    const els = counter.world.persons[4]!;
    expect((await source.askPersons([idOf(els.insz)], asking())).size).toBe(0);
  });

  it("a replaced number is asked again under its successor", async () => {
    const person = counter.somebody("has a new number at the counter", ({ former, agreements }) =>
      Boolean(former && !former.stillUsedBy.includes("loket") && agreements.length > 0),
    );
    const before = idOf(person.former!.insz);
    const file = (await source.askPersons([before], asking())).get(before);
    expect(file).toMatchObject({ id: idOf(person.insz), file: { inszState: "CURRENT" } });
    expect(counter.loket.calls.count("overeenkomsten.opvragen")).toBe(2);
  });

  it("a file still under the old number is found under either, and has the id of the new one", async () => {
    const dries = counter.world.persons[3]!;
    const keys = [idOf(dries.insz), idOf(dries.former!.insz)];
    const found = await source.askPersons(keys, asking());
    for (const key of keys)
      expect(found.get(key)).toMatchObject({
        id: idOf(dries.insz),
        filedAs: idOf(dries.former!.insz),
        file: { agency: "LOKET", inszState: "REPLACED", replacedOn: dries.former!.replacedOn },
        agreements: [{ participant: { id: idOf(dries.insz) } }],
      });
  });
});

describe("the counter's agreements", () => {
  it("days that come with a time are the days they say", async () => {
    const { person, agreement } = await fileOf(
      "has times in the days",
      ({ index }) => !story(index) && index % 7 === 3,
    );
    expect(agreement).toMatchObject({ startsOn: person.agreements[0]!.startsOn });
  });

  it("an open end written as the year 9999 is an open end", async () => {
    const { agreement } = await fileOf(
      "has an open end",
      ({ index, agreements: [first] }) =>
        !story(index) && index % 5 === 2 && index % 97 !== 41 && first!.endsOn === undefined,
    );
    expect(agreement).toMatchObject({ endsOn: null });
  });

  it("hours typed as a text are hours", async () => {
    const { person, agreement } = await fileOf("has hours as text", ({ index }) => !story(index) && index % 17 === 4);
    expect(agreement).toMatchObject({
      hours: person.agreements[0]!.hours.map(({ from, hoursPerWeek }) => ({ validFrom: from, hoursPerWeek })),
    });
  });

  it("an agreement that ends before it starts is a fault in its own place, and costs its owner nothing else", async () => {
    const { file, agreement } = await fileOf(
      "has a turned agreement",
      ({ index }) => !story(index) && index % 97 === 41,
    );
    expect(agreement).toMatchObject({ code: "AGENCY_RECORD_INVALID", agency: "LOKET" });
    expect(file.file.inszState).toBe("CURRENT");
  });

  it("a guide who no longer exists is nobody", async () => {
    const { agreement } = await fileOf(
      "names a guide that is gone",
      ({ index }) => !story(index) && index % 19 === 7 && index % 97 !== 41,
    );
    const { guideId } = agreement as { guideId: string };
    expect((await source.askGuides([guideId], asking())).get(guideId)).toBeUndefined();
  });

  it("agreements of forty partnerships, a page each, cost one call", async () => {
    const keys = counter.world.partnerships
      .slice(0, 40)
      .map(({ id }) => JSON.stringify({ partnership: id, after: null, size: 3 }));
    const found = await source.searchAgreements(keys, asking());
    expect(found.size).toBe(40);
    expect(counter.loket.calls.all()).toEqual({ "overeenkomsten.zoeken": 1 });
  });
});

describe("the counter's partnerships", () => {
  it("none of them is lost, whatever the counter leaves out or writes another way", async () => {
    const found = await source.listPartnerships(asking());
    expect([...found.keys()].sort()).toEqual(counter.world.partnerships.map(({ id }) => id).sort());
    expect([...found.values()].filter((value) => value instanceof Fault)).toEqual([]);
    for (const { id, contingents, insurances } of counter.world.partnerships)
      expect(found.get(id)).toMatchObject({
        contingents: contingents.map(({ year, granted }) => ({ year, granted: granted ?? null })),
        insurances: insurances.map(({ to }) => ({ validTo: to ?? null })),
      });
  });

  it("a list that did not change is not sent again, but only to who saw it", async () => {
    const own = counter.connect();
    const first = await own.listPartnerships(asking());
    const again = await own.listPartnerships(asking());
    expect(again.get("SV-0001")).toBe(first.get("SV-0001"));
    const other = await own.listPartnerships({
      ...asking(),
      mandate: { ...inspector, organisation: "0950000182" },
    });
    expect(other.get("SV-0001")).not.toBe(first.get("SV-0001"));
    expect(other.get("SV-0001")).toEqual(first.get("SV-0001"));
    await own.stop();
  });

  it("a qualification with an unknown code is not taken for one that counts", async () => {
    const partnerships = counter.world.partnerships.map(({ id }) => id);
    const guides = [...(await source.askGuidesOf(partnerships, asking())).values()].flat();
    const kinds = guides.map((guide) => ("qualification" in guide ? guide.qualification?.kind : undefined));
    expect(kinds).toContain("UNKNOWN");
    expect(counter.loket.calls.count("begeleiders.opvragen")).toBe(1);
  });

  it("an id that cannot be one is not asked for", async () => {
    expect((await source.askPartnerships(["../oauth/token"], asking())).size).toBe(0);
    expect((await source.askPartnerships(["SV-9999"], asking())).size).toBe(0);
    expect(counter.loket.calls.all()).toEqual({ "samenwerkingsverbanden.een": 1 });
  });

  it("the count of a hundred partnerships costs one call and agrees with the agreements", async () => {
    const keys = counter.world.partnerships.map(({ id }) => id);
    const tally = (await source.askTallies(today, keys, asking())).get("SV-0001");
    const running = counter.world.persons.flatMap(({ agreements }) =>
      agreements.filter(
        (agreement) =>
          agreement.partnershipId === "SV-0001" && agreement.startsOn <= today && (agreement.endsOn ?? today) >= today,
      ),
    );
    expect(tally).toMatchObject({ agreements: running.length });
    expect(counter.loket.calls.all()).toEqual({ "tellingen.opvragen": 1 });
  });
});

describe("a counter that does not behave", () => {
  it("down is unavailable, hanging is a time-out, lying is unreadable", async () => {
    const impatient = counter.connect({}, 500);
    await impatient.probe(asking());
    const moods = { down: "AGENCY_UNAVAILABLE", hanging: "AGENCY_TIMEOUT", lying: "AGENCY_UNREADABLE" } as const;
    for (const [mood, code] of Object.entries(moods)) {
      counter.loket.setMood(mood as keyof typeof moods);
      await expect(impatient.askOrganisations(["0950000182"], asking())).rejects.toMatchObject({ code });
    }
    await impatient.stop();
  });

  it("wrong credentials are our own problem, and said so", async () => {
    const wrong = counter.connect({ LOKET_CLIENT_SECRET: "wrong" });
    await expect(wrong.probe(asking())).rejects.toMatchObject({ code: "AGENCY_REFUSED_US" });
    await wrong.stop();
  });

  it("a token that expired on their side is asked anew", async () => {
    const brief = await openCounter(20, { tokenSeconds: 1 });
    const own = brief.connect();
    await own.probe(asking());
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await own.probe(asking());
    expect(brief.loket.calls.count("token")).toBeGreaterThan(1);
    await own.stop();
    await brief.loket.stop();
    await rm(brief.dropFolder, { recursive: true });
  });
});
