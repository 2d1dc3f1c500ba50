import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { inspector } from "../../support/asking.js";
import { idOf, openMagda } from "./connect.js";

let house: Awaited<ReturnType<typeof openMagda>>;
let permissions: RunningSubgraph;

beforeAll(async () => {
  house = await openMagda(120);
  permissions = await house.run();
});
afterAll(async () => {
  await permissions.stop();
  await house.magda.stop();
});

interface Told {
  path: string;
  code: unknown;
}
async function ask(
  type: string,
  keys: string[],
  fields: string,
  by = permissions,
): Promise<{ entities: (Record<string, unknown> | null)[]; errors: Told[] }> {
  const { data, errors } = await by.answer({
    query: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${fields} } } }`,
    variables: { keys: keys.map((id) => ({ __typename: type, id })) },
    mandate: inspector,
    signal: new AbortController().signal,
  });
  return {
    entities: (data?.["_entities"] ?? []) as (Record<string, unknown> | null)[],
    errors: (errors ?? []).map(({ path, extensions }) => ({
      path: path?.slice(2).join(".") ?? "",
      code: extensions?.["code"],
    })),
  };
}
const person = (index: number) => idOf(house.world.persons[index]!.insz);
const of = async (index: number, fields: string) => {
  const { entities, errors } = await ask("Participant", [person(index)], fields);
  expect(errors).toEqual([]);
  return entities[0]!;
};

describe("permissions in the graph", () => {
  it("Bart's permission was revoked yesterday, and held until then", async () => {
    const fields = `now: permissions { statute status revokedOn } before: permissions(on: "2026-11-19") { status }`;
    expect(await of(1, fields)).toEqual({
      now: [{ statute: "WORK_INCAPACITY", status: "REVOKED", revokedOn: "2026-11-20" }],
      before: [{ status: "GRANTED" }],
    });
  });

  it("Chantal's permission expires in twenty days", async () => {
    const fields = `permissions(on: "2026-12-12") { status validTo issuer { enterpriseNumber } }`;
    expect(await of(2, fields)).toMatchObject({ permissions: [{ status: "EXPIRED", validTo: "2026-12-11" }] });
  });

  it("Dries needs none for his allowances, and is found under his old number", async () => {
    const old = idOf(house.world.persons[3]!.former!.insz);
    const { entities, errors } = await ask(
      "Participant",
      [old],
      "permissions { id statute status } networkFile { inszState }",
    );
    expect(errors).toEqual([]);
    expect(entities[0]).toMatchObject({
      permissions: [
        { statute: "INCOME_REPLACEMENT", status: "NOT_NEEDED" },
        { statute: "INTEGRATION_ALLOWANCE", status: "NOT_NEEDED" },
      ],
      networkFile: { inszState: "CURRENT" },
    });
    const [first] = entities[0]!["permissions"] as { id: string }[];
    expect(first!.id.startsWith(person(3))).toBe(true);
  });

  it("Els has one permission and waits for the other", async () => {
    expect(
      await of(4, "permissions { statute status } confirmedStatutes { kind source } permissionFacts { status }"),
    ).toEqual({
      permissions: [
        { statute: "WORK_INCAPACITY", status: "GRANTED" },
        { statute: "LIVING_WAGE", status: "REQUESTED" },
      ],
      confirmedStatutes: [
        { kind: "LIVING_WAGE", source: "SOCIAL_STATUTE" },
        { kind: "WORK_INCAPACITY", source: "SOCIAL_STATUTE" },
        { kind: "LIVING_WAGE", source: "LIVING_WAGE_AMOUNTS" },
      ],
      permissionFacts: [{ status: "GRANTED" }, { status: "REQUESTED" }],
    });
  });

  it("a permission is found again by its id, one that is not needed too; a strange id is refused", async () => {
    for (const index of [0, 3]) {
      const listed = (await of(index, "permissions { id status }"))["permissions"] as { id: string }[];
      const { entities } = await ask(
        "Permission",
        listed.map(({ id }) => id),
        "id status",
      );
      expect(entities).toEqual(listed);
    }
    const { entities, errors } = await ask("Permission", [`${person(0)}.TL-999999999`, "TL-1"], "status");
    expect(entities).toEqual([null, null]);
    expect(errors.map(({ code }) => code)).toEqual(["ARGUMENT_INVALID"]);
  });

  it("asks no service for more than what was asked of it", async () => {
    house.magda.calls.clear();
    await of(0, "permissionFacts { status } networkFile { asOf }");
    expect(house.magda.calls.all()).toEqual({ GeefToelatingAMA: 1 });
    house.magda.calls.clear();
    await of(0, "supportMeasures { code }");
    expect(house.magda.calls.all()).toEqual({ GeefStatusRechtOndersteuningen: 1 });
  });

  it("a page of 50 with every field costs ten messages a service", async () => {
    house.magda.calls.clear();
    const keys = house.world.persons.slice(0, 50).map(({ insz }) => idOf(insz));
    await ask(
      "Participant",
      keys,
      "permissions { id } confirmedStatutes { kind } supportMeasures { code } permissionFacts { status }",
    );
    expect(house.magda.calls.all()).toEqual({
      GeefToelatingAMA: 10,
      GeefSociaalStatuut: 10,
      GeefLeefloonbedragen: 10,
      GeefDossierHandicap: 10,
      GeefStatusRechtOndersteuningen: 10,
    });
  });

  it("tells a field that is withheld from one that does not exist", async () => {
    const narrow = await house.run({ MAGDA_CAPACITY: "ama-wse-beperkt" });
    const fields =
      "permissions { statute status issuer { enterpriseNumber } validTo revokedOn } confirmedStatutes { kind }";
    const { entities, errors } = await ask("Participant", [person(0)], fields, narrow);
    expect(entities[0]).toEqual({
      permissions: [{ statute: "WORK_INCAPACITY", status: null, issuer: null, validTo: null, revokedOn: null }],
      confirmedStatutes: [{ kind: "WORK_INCAPACITY" }],
    });
    expect(errors).toEqual(
      ["status", "issuer", "validTo"].map((field) => ({ path: `permissions.0.${field}`, code: "FILTERED" })),
    );
    const dries = await ask("Participant", [person(3)], "confirmedStatutes { kind }", narrow);
    expect(dries.entities[0]).toEqual({ confirmedStatutes: [null] });
    expect(dries.errors).toEqual([{ path: "confirmedStatutes.0", code: "FILTERED" }]);
    await narrow.stop();
  });

  it("a person the network does not know has no file there, which is no error", async () => {
    const { entities, errors } = await ask(
      "Participant",
      [idOf("85073003328")],
      "networkFile { asOf } permissions { id }",
    );
    expect(entities[0]).toEqual({ networkFile: null, permissions: null });
    expect(errors).toEqual([{ path: "permissions", code: "INSZ_NOT_KNOWN" }]);
  });

  it("says nothing of an illness, a category, points or an amount", () => {
    expect(permissions.sdl.replaceAll(/"""[\s\S]*?"""/g, "")).not.toMatch(
      /diagnos|illness|categor|points|amount\b|icf/i,
    );
  });
});
