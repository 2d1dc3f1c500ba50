import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { buildSchema, isObjectType } from "graphql";
import { checkKeptFields } from "../../../cli/check-kept-fields.js";
import { loadSubgraph } from "../../../cli/subgraphs.js";
import { createLog } from "../../../platform/log.js";
import { readSettings, SettingsInvalid } from "../../../platform/settings.js";
import { Fault } from "../../../schema/faults.js";
import { Insz } from "../../../schema/identifiers.js";
import type { Mandate } from "../../../schema/mandate.js";
import { buildSchema as buildSubgraph } from "../../../subgraphs/kernel/build-schema.js";
import { createEntryCipher } from "../../../subgraphs/kernel/kept/entry-cipher.js";
import type { StaleValue } from "../../../subgraphs/kernel/kept/keep-fields.js";
import { createKeptAnswers, type KeptAnswers } from "../../../subgraphs/kernel/kept/kept-answers.js";
import { createKeptReads } from "../../../subgraphs/kernel/kept/kept-reads.js";
import { createMemoryStore, openKeptStore, type KeptStore } from "../../../subgraphs/kernel/kept/kept-store.js";
import { readKeptTimes } from "../../../subgraphs/kernel/kept/kept-times.js";
import { readValue, writeValue } from "../../../subgraphs/kernel/kept/value-text.js";
import { FoundPersons } from "../../../subgraphs/kernel/ask-persons.js";
import type { Ask } from "../../../subgraphs/kernel/loader.js";
import { RecordFault } from "../../../subgraphs/kernel/record-fault.js";
import { inspector, mediatorOf } from "../../support/asking.js";
import { redisProgram, startRedis, type RealRedis } from "../../support/redis.js";
import { until } from "../../support/until.js";

const PERSON = "the-id-of-somebody";
const SECOND = 1_000;

describe("what is kept is encrypted", () => {
  const [old, next] = [Buffer.alloc(64, 1), Buffer.alloc(64, 2)];
  const cipher = createEntryCipher(old);
  const closed = cipher.close("what VDAB said", "here");

  it("and opens under its key alone, where it was put", () => {
    expect(closed).toMatch(/^[0-9a-f]{8}\.[\w+/=]+$/);
    expect(cipher.open(closed, "here")).toBe("what VDAB said");
    expect(cipher.open(closed, "there")).toBeUndefined();
    expect(createEntryCipher(next).open(closed, "here")).toBeUndefined();
    const ofNext = createEntryCipher(next).close("", "here").split(".")[0];
    expect(createEntryCipher(next).open(closed.replace(/^\w+/, ofNext!), "here")).toBeUndefined();
    expect(cipher.open(`${closed.slice(0, -6)}AAAA==`, "here")).toBeUndefined();
    expect(cipher.open(`${closed.split(".")[0]}.AAAA`, "here")).toBeUndefined();
  });

  it("while a key rotates, what the old one closed still opens, and the new one closes", () => {
    const rotating = createEntryCipher(next, old);
    expect(rotating.open(closed, "here")).toBe("what VDAB said");
    expect(createEntryCipher(next).open(rotating.close("by the new one", "here"), "here")).toBe("by the new one");
  });

  it("a value comes back as it was, with its faults and its national number", () => {
    const value = {
      insz: Insz.parse("67722499797"),
      outflow: null,
      items: [new RecordFault("VDAB", "a statute", { kind: null }), new Fault("DOSSIER_CLOSED", "VDAB")],
    };
    const back = readValue(writeValue(value)) as typeof value;
    expect(back.insz.reveal()).toBe("67722499797");
    expect(back.outflow).toBeNull();
    expect(back.items).toEqual(value.items);
    expect(back.items[0]).toBeInstanceOf(RecordFault);
    expect((back.items[0] as RecordFault<object>).readable).toEqual({ kind: null });
    expect(back.items[1]).not.toBeInstanceOf(RecordFault);
    class OfNobody {}
    expect(() => writeValue({ it: new OfNobody() })).toThrow();
  });
});

describe("the settings of what is kept", () => {
  it("name each key and each field, and say what is wrong with them", () => {
    expect(readSettings({}).AMA_KEPT_KEY).toBeUndefined();
    expect(readSettings({ AMA_KEPT_KEY: "ab".repeat(64) }).AMA_KEPT_KEY).toEqual(Buffer.alloc(64, 0xab));
    expect(readSettings({ AMA_KEPT_FIELDS: '{"Participant.name":{"seconds":5}}' }).AMA_KEPT_FIELDS).toEqual({
      "Participant.name": { seconds: 5, staleSeconds: 0 },
    });
    for (const wrong of [
      { AMA_KEPT_KEY: "ab" },
      { AMA_KEPT_FIELDS: "name" },
      { AMA_KEPT_FIELDS: '{"name":{"seconds":5}}' },
      { AMA_KEPT_FIELDS: '{"Participant.name":{"minutes":5}}' },
    ])
      expect(() => readSettings(wrong)).toThrow(SettingsInvalid);
  });

  it("refuse a field that the graph does not have", () => {
    const times = { seconds: 5, staleSeconds: 0 };
    expect(() => checkKeptFields({ AMA_KEPT_FIELDS: { "Participant.name": times } })).not.toThrow();
    expect(() => checkKeptFields({ AMA_KEPT_FIELDS: { "Participant.nam": times } })).toThrow(
      "no field Participant.nam",
    );
  });
});

describe("the fields that may be given from what is kept", () => {
  it("are what VDAB and the counter say of a person: no permission, no readiness, no money, nothing that a rule takes as a fact", async () => {
    const found = await Promise.all(
      Object.values(loadSubgraph).map(async (load) => [...readKeptTimes(buildSubgraph(await load()).schema)]),
    );
    expect(Object.fromEntries(found.flat().map(([field, times]) => [field, Object.values(times)]))).toEqual({
      "Query.participant": [60_000, 0],
      ...Object.fromEntries(
        "insz name birthYear municipality statutes advice assessments assessmentDueOn referrals outflow vdabFile agreements hoursPerWeek counterFile"
          .split(" ")
          .map((field) => [`Participant.${field}`, [60_000, 14_400_000]]),
      ),
    });
  });

  it("are others where the settings say so, but never facts for other subgraphs, nor money", async () => {
    const schemaOf = async (name: keyof typeof loadSubgraph) => buildSubgraph(await loadSubgraph[name]()).schema;
    const permissions = { "Participant.permissions": { seconds: 30, staleSeconds: 0 } };
    expect([...readKeptTimes(await schemaOf("permissions"), permissions).keys()]).toEqual(["Participant.permissions"]);
    const none = { "Participant.name": { seconds: 0, staleSeconds: 0 } };
    expect(readKeptTimes(await schemaOf("referrals"), none).has("Participant.name")).toBe(false);
    const facts = { "Participant.accessFacts": { seconds: 1, staleSeconds: 0 } };
    expect(() => readKeptTimes(buildSchema("type Query { a: Int }"), facts)).not.toThrow();
    const referrals = await schemaOf("referrals");
    expect(() => readKeptTimes(referrals, facts)).toThrow("Participant.accessFacts hands facts to other subgraphs");
    const money = { "Participant.funding": { seconds: 1, staleSeconds: 0 } };
    const ledger = await schemaOf("ledger");
    expect(() => readKeptTimes(ledger, money, true)).toThrow("Participant.funding is always asked");
    expect(isObjectType(ledger.getType("Participant"))).toBe(true);
  });
});

let redis: RealRedis | undefined;
beforeAll(async () => {
  if (redisProgram) redis = await startRedis({ gateway: "gateway-password", subgraph: "subgraph-password" });
});
afterAll(() => redis?.stop());

describe.each(["memory", "Redis"])("answers kept in %s", (where) => {
  let now = 0;
  let store: KeptStore;
  let kept: KeptAnswers;
  let asked: string[][];
  let isAway: boolean;
  let answer: (key: string) => unknown;

  beforeEach(async () => {
    now = Date.now();
    asked = [];
    isAway = false;
    answer = () => ({ name: "Amina" });
    const url = redis?.url.replace("gateway:gateway", "subgraph:subgraph");
    store =
      where === "memory" || url === undefined
        ? createMemoryStore(1_000_000)
        : openKeptStore({ REDIS_URL: url, AMA_KEPT_MEMORY_MB: 1 }, createLog("silent"));
    // Redis is connected to in the meantime.
    await until(() => store.read(["ama:kept:any"]).then(Boolean, () => false));
    kept = open();
    await kept.dropAll();
  });
  afterEach(() => store.stop());
  const open = (nameKey = Buffer.alloc(64, 7), otherNameKey?: Buffer) =>
    createKeptAnswers({
      agency: "VDAB",
      store,
      cipher: createEntryCipher(Buffer.alloc(64, 1)),
      nameKey,
      otherNameKey,
      mostMs: 3_600 * SECOND,
      now: () => now,
      asOf: () => new Date(now).toISOString(),
      log: createLog("silent"),
    });

  const ask: Ask<unknown> = (keys) => {
    asked.push([...keys]);
    if (isAway) throw new Fault("AGENCY_UNAVAILABLE", "VDAB");
    return Promise.resolve(new Map(keys.map((key) => [key, answer(key)])));
  };
  const TIMES = { freshMs: 60 * SECOND, staleMs: 600 * SECOND };
  /** One field of a request of its own. */
  async function read(mandate: Mandate = inspector, key = PERSON, times = TIMES) {
    const stale: StaleValue[] = [];
    const reads = createKeptReads(kept, mandate).forField(times, (value) => stale.push(value));
    const value = await reads.loadKept("clients", ask).load(key);
    return { value, stale };
  }
  const calls = () => asked.length;

  it("save a call for whoever may read the same, and for nobody else", async () => {
    await read();
    expect(await read({ ...inspector, subject: "another inspector", requestId: "another" })).toEqual({
      value: { name: "Amina" },
      stale: [],
    });
    expect([calls(), kept.counts]).toEqual([1, expect.objectContaining({ hits: 1, misses: 1 })]);
    const others: Mandate[] = [
      { ...inspector, capacity: "DOSSIER_MANAGER" },
      { ...inspector, organisation: "0403019261" },
      { ...inspector, purpose: "FUNDING" },
      { ...inspector, legalContext: "Opdracht 2026/2" },
      { ...inspector, scopes: [] },
      mediatorOf("OVO990012"),
      mediatorOf("OVO990013"),
      { ...inspector, capacity: "CITIZEN", participant: PERSON as never },
      { ...inspector, capacity: "CITIZEN", participant: "somebody-else" as never },
    ];
    for (const [i, mandate] of others.entries()) {
      await read(mandate);
      expect([mandate.capacity, calls()]).toEqual([mandate.capacity, i + 2]);
    }
  });

  it("are asked again when they are older than the field allows", async () => {
    await read();
    now += 61 * SECOND;
    await read();
    expect(calls()).toBe(2);
  });

  it("stand in while the agency is away, and say since when", async () => {
    await read();
    const asOf = new Date(now).toISOString();
    now += 61 * SECOND;
    isAway = true;
    const { value, stale } = await read();
    expect(value).toEqual({ name: "Amina" });
    expect(stale).toEqual([{ asOf, fault: expect.objectContaining({ code: "AGENCY_UNAVAILABLE" }) }]);
    await expect(read(inspector, PERSON, { ...TIMES, staleMs: 0 })).rejects.toThrow(Fault);
    await expect(read(mediatorOf("OVO990012"))).rejects.toThrow(Fault);
    now += 600 * SECOND;
    await expect(read()).rejects.toThrow(Fault);
  });

  it("do not stand in for what the agency refuses or garbles", async () => {
    await read();
    now += 61 * SECOND;
    answer = () => new Fault("AGENCY_REFUSED_US", "VDAB");
    await expect(read()).rejects.toThrow(Fault);
    answer = () => new Fault("DOSSIER_CLOSED", "VDAB");
    await expect(read()).rejects.toThrow(Fault);
  });

  it("no longer hold after an event, for nobody, while the agency is away too", async () => {
    await read();
    await read(mediatorOf("OVO990012"));
    await read(inspector, "somebody-else");
    await kept.drop([{ participant: PERSON as never }, { partnership: "SV-0001" }]);
    isAway = true;
    await expect(read()).rejects.toThrow(Fault);
    await expect(read(mediatorOf("OVO990012"))).rejects.toThrow(Fault);
    await expect(read(inspector, "somebody-else")).resolves.toMatchObject({ value: { name: "Amina" } });
    await kept.dropAll();
    await expect(read(inspector, "somebody-else")).rejects.toThrow(Fault);
  });

  it("no longer hold after an event that a replica of the other participant key was first to read", async () => {
    await read();
    const other = open(Buffer.alloc(64, 8), Buffer.alloc(64, 7));
    await other.drop([]);
    isAway = true;
    await expect(read()).resolves.toMatchObject({ value: { name: "Amina" } });
    await other.drop([{ participant: "the-same-person-under-that-key" as never }]);
    await expect(read()).rejects.toThrow(Fault);
  });

  it("an answer that was under way when the event came is not kept", async () => {
    let finish = () => {};
    const begun = new Promise<void>((began) => {
      answer = () => ({ name: "before" });
      const slow: Ask<unknown> = async (keys) => {
        const found = await ask(keys);
        began();
        await new Promise<void>((resolve) => (finish = resolve));
        return found;
      };
      const reads = createKeptReads(kept, inspector).forField(TIMES, () => {});
      void reads.loadKept("clients", slow).load(PERSON);
    });
    await begun;
    await kept.drop([{ participant: PERSON as never }]);
    finish();
    await until(() => kept.counts.writtenBytes > 0);
    answer = () => ({ name: "after" });
    expect((await read()).value).toEqual({ name: "after" });
    expect((await read()).value).toEqual({ name: "after" });
    expect(calls()).toBe(2);
  });

  it("what the agency does not have, or has under another number, is not kept", async () => {
    const nothing: Ask<unknown> = (keys) => (asked.push([...keys]), Promise.resolve(new Map()));
    const moved: Ask<unknown> = (keys) => {
      asked.push([...keys]);
      const found = new FoundPersons<unknown>(keys.map((key) => [key, { name: "Amina" }]));
      for (const key of keys) found.moved.add(key);
      return Promise.resolve(found);
    };
    const elsewhere: Ask<unknown> = (keys) => (
      asked.push([...keys]),
      Promise.resolve(new Map(keys.map((key) => [key, { id: "the-successor" }])))
    );
    for (const each of [nothing, moved, elsewhere])
      for (let i = 0; i < 2; i += 1)
        await createKeptReads(kept, inspector)
          .forField(TIMES, () => {})
          .loadKept("clients", each)
          .load(PERSON);
    expect([calls(), kept.counts.writtenBytes]).toEqual([6, 0]);
  });

  it("whoever was in sight when the agency last said so still is while it is away; whoever was not is told nothing", async () => {
    const decide = (isInSight: boolean) => {
      const reads = createKeptReads(kept, inspector).forField(TIMES, () => {});
      return reads.decide("referrals", ask, () => isInSight)(PERSON);
    };
    expect(await decide(false)).toBe(false);
    isAway = true;
    await expect(decide(true)).rejects.toThrow(Fault);
    isAway = false;
    expect(await decide(true)).toBe(true);
    expect(await decide(true)).toBe(true);
    // Asked each time.
    expect(calls()).toBe(4);
    isAway = true;
    expect(await decide(true)).toBe(true);
    await expect(decide(false)).rejects.toThrow(Fault);
  });

  it("a field that may be given from what is kept and one that may not ask the agency once", async () => {
    const reads = createKeptReads(kept, inspector);
    const field = reads.forField(TIMES, () => {});
    await Promise.all([
      field.loadKept("clients", ask).load(PERSON),
      reads.current.loadKept("clients", ask).load(PERSON),
      reads
        .forField({ freshMs: 0, staleMs: 0 }, () => {})
        .loadKept("clients", ask)
        .load(PERSON),
    ]);
    expect(calls()).toBe(1);
    await reads.current.loadKept("clients", ask).load(PERSON);
    expect(calls()).toBe(1);
  });

  it("show nobody's id, number or name in the store", async () => {
    const written: string[] = [];
    const { write, claim } = store;
    store.write = (name, text, ms) => (written.push(name, text), write(name, text, ms));
    store.claim = (texts, ms) => (written.push(...[...texts].flat()), claim(texts, ms));
    answer = () => ({ name: "Amina", insz: Insz.parse("67722499797") });
    await read();
    expect(written.length).toBeGreaterThanOrEqual(4);
    for (const text of written)
      for (const secret of ["Amina", "67722499797", PERSON, inspector.subject, "GUIDANCE", "clients"])
        for (const form of [secret, Buffer.from(secret).toString("base64").replace(/=+$/, "")])
          expect(text).not.toContain(form);
  });

  it("are asked of the agency each time while the store does not answer", async () => {
    const working = store.read;
    store.read = () => Promise.reject(new Error("away"));
    await read();
    await read();
    expect([calls(), kept.counts.failures > 0]).toEqual([2, true]);
    store.read = working;
    await read();
    await read();
    expect(calls()).toBe(3);
  });
});
