import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { asking } from "../../support/asking.js";
import type { Person } from "../../../agencies/population/world.js";
import { Fault } from "../../../schema/faults.js";
import type { MagdaSource } from "../../../subgraphs/permissions/source/magda-source.js";
import { idOf, openMagda, today } from "./connect.js";

type House = Awaited<ReturnType<typeof openMagda>>;
let house: House;
let source: MagdaSource;

beforeAll(async () => {
  house = await openMagda(1_200);
  source = house.connect();
});
afterEach(() => {
  house.magda.setMood("well");
  house.magda.calls.clear();
});
afterAll(async () => {
  await source.stop();
  await house.magda.stop();
});

const DRIES = 3;
const reachable = (person: Person) => person.inscribed && person.index > 11;
/** What the source found of one person by one of its operations; a Fault is shown by its code. */
async function told(
  person: Person,
  operation: Exclude<keyof MagdaSource, "probe" | "stop" | "askMutations" | "askDecisions"> = "askPermissions",
  by: MagdaSource = source,
): Promise<unknown> {
  const id = idOf(person.insz);
  const found = (await by[operation]([id], asking())).get(id);
  return found instanceof Fault ? found.code : found && "facts" in found ? found.facts : found;
}

describe("MAGDA", () => {
  it("50 persons cost ten messages a service, five questions in each", async () => {
    const keys = house.world.persons.slice(0, 50).map((person) => idOf(person.insz));
    const found = await source.askPermissions(keys, asking());
    expect(found.size).toBe(50);
    expect(house.magda.calls.all()).toEqual({ GeefToelatingAMA: 10 });
  });

  it("a person asked for under a replaced number is answered under the one now in force", async () => {
    const dries = house.world.persons[DRIES]!;
    const before = idOf(dries.former!.insz);
    const found = await source.askDisabilityFile([before], asking());
    expect(found.get(before)).toMatchObject({
      participantId: idOf(dries.insz),
      facts: [{ kind: "INCOME_REPLACEMENT" }, { kind: "INTEGRATION_ALLOWANCE" }],
    });
    expect(house.magda.calls.count("GeefDossierHandicap")).toBe(2);
  });

  it("who is not inscribed is not answered about, and the others in the message are", async () => {
    const stranger = house.somebody("is not inscribed", ({ inscribed }) => !inscribed);
    const amina = house.world.persons[0]!;
    const found = await source.askPermissions([idOf(stranger.insz), idOf(amina.insz)], asking());
    expect(found.get(idOf(stranger.insz))).toMatchObject({ code: "NOT_INSCRIBED" });
    expect(found.get(idOf(amina.insz))).toMatchObject({ facts: [{ state: "GRANTED" }] });
  });

  it("a number that the network does not know is a fault of its own", async () => {
    const nobody = idOf("85073003328");
    expect((await source.askPermissions([nobody], asking())).get(nobody)).toMatchObject({ code: "INSZ_NOT_KNOWN" });
  });

  it("no data is an empty list, whether it came as an error or as an answer without anything in it", async () => {
    const without = (odd: boolean) =>
      house.somebody("has no permission", (person) => {
        return reachable(person) && person.permissions.length === 0 && person.index % 2 === (odd ? 1 : 0);
      });
    expect(await told(without(true))).toEqual([]);
    expect(await told(without(false))).toEqual([]);
    const withoutWage = house.somebody("has no living wage", (person) => {
      return reachable(person) && !person.statutes.some(({ kind }) => kind === "LEEFLOON");
    });
    expect(await told(withoutWage, "askLivingWage")).toEqual([]);
    expect(await told(house.world.persons[0]!, "askDisabilityFile")).toEqual([]);
  });

  it("an answer that is filtered as a whole is not an empty one", async () => {
    const filtered = house.somebody("is filtered", (person) => reachable(person) && person.index % 101 === 0);
    expect(await told(filtered)).toBe("FILTERED");
  });

  it("a measure that is in no list keeps its code, and a name left out is null", async () => {
    const odd = house.somebody("has a measure ABC", (person) => {
      return reachable(person) && person.index % 17 === 0 && person.advice !== undefined;
    });
    expect(await told(odd, "askSupportMeasures")).toContainEqual(
      expect.objectContaining({ kind: "OTHER", code: "ABC", name: null, status: "GRANTED" }),
    );
  });

  it("a statute without a period is told without one", async () => {
    const bare = house.somebody("holds a statute without period", (person) => {
      const held = person.statutes.some(({ kind, confirmed, from, to }) => {
        return kind === "NWWZ" && confirmed && from <= today && (to === undefined || to >= today);
      });
      return reachable(person) && person.index % 13 === 0 && held;
    });
    expect(await told(bare, "askSocialStatutes")).toContainEqual(
      expect.objectContaining({ kind: "JOB_SEEKER", validFrom: null, validTo: null }),
    );
  });

  it("November of 31 days inside a run of months changes nothing", async () => {
    const odd = house.somebody("is paid past an impossible day", (person) => {
      const wage = person.statutes.find(({ kind, confirmed }) => kind === "LEEFLOON" && confirmed);
      return reachable(person) && person.index % 13 === 0 && wage !== undefined && wage.from < "2025-11-01" && !wage.to;
    });
    const facts = await told(odd, "askLivingWage");
    expect(facts).toMatchObject([{ kind: "LIVING_WAGE", payer: { enterpriseNumber: expect.stringMatching(/^1/) } }]);
    // It does show where the run ends in it: the last month paid is November.
    expect(facts).toMatchObject([{ validTo: { code: "AGENCY_RECORD_INVALID" } }]);
  });

  it("a request for an allowance that was turned down confirms nothing", async () => {
    const odd = house.somebody("was turned down", (person) => {
      const kinds = person.statutes.filter(({ kind, confirmed, to }) => /^IV?T$/.test(kind) && confirmed && !to);
      return reachable(person) && person.index % 5 === 0 && kinds.length === 1;
    });
    expect(await told(odd, "askDisabilityFile")).toHaveLength(1);
  });
});

describe("a capacity that may see less", () => {
  it("has FILTERED where the network left something out, and null where there is nothing", async () => {
    const narrow = house.connect({ MAGDA_CAPACITY: "ama-wse-beperkt" });
    const els = house.world.persons[4]!;
    const permissions = await told(els, "askPermissions", narrow);
    expect(permissions).toMatchObject([
      {
        state: "GRANTED",
        issuer: { code: "FILTERED" },
        validFrom: { code: "FILTERED" },
        validTo: { code: "FILTERED" },
      },
      // Only asked for: there is no period yet, and nothing was withheld of it.
      { state: "REQUESTED", issuer: { code: "FILTERED" }, validFrom: null, validTo: null },
    ]);
    expect(await told(els, "askLivingWage", narrow)).toMatchObject([
      { validFrom: { code: "FILTERED" }, validTo: { code: "FILTERED" }, payer: { code: "FILTERED" } },
    ]);
    expect(await told(house.world.persons[DRIES]!, "askDisabilityFile", narrow)).toBe("FILTERED");
    await narrow.stop();
  });

  it("that the platform does not know is refused", async () => {
    const stranger = house.connect({ MAGDA_CAPACITY: "iemand" });
    expect(await told(house.world.persons[0]!, "askPermissions", stranger)).toBe("AGENCY_REFUSED_US");
    await expect(stranger.probe(asking())).rejects.toMatchObject({ code: "AGENCY_REFUSED_US" });
    await stranger.stop();
  });
});

describe("a platform that is not well", () => {
  it.each([
    ["down", "AGENCY_UNAVAILABLE", 20_000],
    ["hanging", "AGENCY_TIMEOUT", 150],
    ["slow", "AGENCY_TIMEOUT", 150],
  ] as const)("%s costs %s", async (mood, code, timeoutMs) => {
    house.magda.setMood(mood);
    const patient = house.connect({}, timeoutMs);
    expect(await told(house.world.persons[0]!, "askPermissions", patient)).toBe(code);
    await patient.stop();
  });

  it("that lies is found out each time: a SOAP fault, a page, half a message", async () => {
    house.magda.setMood("lying");
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i += 1) codes.push(await told(house.world.persons[0]!));
    expect(codes.sort()).toEqual(["AGENCY_FAILED", "AGENCY_UNREADABLE", "AGENCY_UNREADABLE"]);
  });

  it("that has too many at once is asked again, and then is busy", async () => {
    const crowded = await openMagda(20, { meesteGelijktijdig: 0 });
    const patient = crowded.connect();
    expect(await told(crowded.world.persons[0]!, "askPermissions", patient)).toBe("AGENCY_BUSY");
    expect(crowded.magda.calls.count("GeefToelatingAMA")).toBe(3);
    await patient.stop();
    await crowded.magda.stop();
  });

  it("shows a sign of life when it has one", async () => {
    await expect(source.probe(asking())).resolves.toBeUndefined();
    expect(house.magda.calls.total()).toBe(1);
  });
});
