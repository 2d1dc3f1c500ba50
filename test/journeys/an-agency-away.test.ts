import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { AMINA } from "../../agencies/population/stories.js";
import type { System } from "../../agencies/population/world.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import { subgraphsOf } from "../../gateway/config.js";
import { compose } from "../../schema/compose.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ environment: { AMA_AGENCY_TIMEOUT_MS: "2000" } });
});
afterEach(() => {
  for (const agency of Object.values(house.agencies)) agency.setMood("well");
});
afterAll(() => house.stop());

const QUERY = `query($id: ID!) { participant(id: $id) { id
  name { last } advice { status }
  permissions { status }
  agreements { id } counterFile { inszState }
  funding(year: 2026) { days } ledgerFile { inszState }
  readiness { mayBeActive conditions { kind state } } } }`;

/** Which fields are an agency's own. */
const OWN: Record<System, { agency: string; fields: string[] }> = {
  vdab: { agency: "VDAB", fields: ["name", "advice"] },
  magda: { agency: "MAGDA", fields: ["permissions"] },
  loket: { agency: "LOKET", fields: ["agreements", "counterFile"] },
  dwse: { agency: "DWSE", fields: ["funding", "ledgerFile"] },
};

function askUntil(settled: (participant: Record<string, unknown>) => boolean) {
  return async () => {
    for (let tries = 0; ; tries += 1) {
      const answer = await house.ask(QUERY, { id: house.idOf(AMINA) });
      if (settled(answer.data.participant as Record<string, unknown>) || tries > 40) return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
}

describe("an agency away costs its own fields only", () => {
  const systems = Object.keys(OWN) as System[];
  it.each(systems.flatMap((system) => (["down", "hanging", "lying"] as const).map((mood) => [system, mood] as const)))(
    "%s %s",
    async (system, mood) => {
      // An agency that was left alone after failures comes back by itself.
      const whole = await askUntil((participant) => Object.values(participant).every((value) => value !== null))();
      expect(whole.errors).toBeUndefined();

      house.agencies[system].setMood(mood);
      const { data, errors } = await house.ask(QUERY, { id: house.idOf(AMINA) });
      const { agency, fields } = OWN[system];
      for (const [other, own] of Object.entries(OWN))
        for (const field of own.fields)
          if (other === system) expect([field, data.participant[field]]).toEqual([field, null]);
          else expect([field, data.participant[field]]).toEqual([field, whole.data.participant[field]]);
      for (const field of fields)
        expect(errors).toContainEqual(
          expect.objectContaining({
            path: ["participant", field],
            extensions: expect.objectContaining({
              agency,
              code: expect.stringMatching(/^AGENCY_/),
              requestId: expect.any(String),
            }),
          }),
        );
      for (const error of errors ?? []) expect(error.extensions).toMatchObject({ agency });
    },
    60_000,
  );

  it("without VDAB, whether somebody may be active is not known, and is not guessed", async () => {
    await askUntil((participant) => Object.values(participant).every((value) => value !== null))();
    house.agencies.vdab.setMood("down");
    const { data } = await house.ask(QUERY, { id: house.idOf(AMINA) });
    expect(data.participant.readiness.mayBeActive).toBeNull();
    expect(data.participant.readiness.conditions).toContainEqual({ kind: "ADVICE", state: "UNKNOWN" });
    expect(data.participant.readiness.conditions).toContainEqual({ kind: "AGREEMENT", state: "MET" });
  });

  it("the graph says which agency is down, and since when (question 5)", async () => {
    await askUntil((participant) => Object.values(participant).every((value) => value !== null))();
    house.agencies.loket.setMood("down");
    for (let i = 0; i < 3; i += 1) await house.ask(QUERY, { id: house.idOf(AMINA) });
    const { data } = await house.ask(`{ agencies { agency state since asOf errorRate } }`);
    const states = Object.fromEntries(
      (data.agencies as { agency: string; state: string }[]).map(({ agency, state }) => [agency, state]),
    );
    expect(states["LOKET"]).toBe("DOWN");
    for (const other of ["VDAB", "MAGDA", "DWSE"]) expect(["UP", "DEGRADED"]).toContain(states[other]);
  });
});

describe("a subgraph of the version before, asked by a new supergraph", () => {
  const supergraphWith = (more: string) =>
    compose(
      ["referrals", "permissions", "contingents", "ledger", "live"].map((name) => ({
        name,
        url: subgraphsOf(readSchemaDocument("supergraph.graphql")).find((one) => one.name === name)!.url,
        sdl: readSchemaDocument(`${name}.graphql`) + (name === "permissions" ? more : ""),
      })),
    ).get("supergraph.graphql")!;
  afterEach(() => house.reload(supergraphWith("")));

  it("costs what it does not know yet, each field by itself, and nothing else", async () => {
    await house.reload(supergraphWith("\nextend type Participant { newer: String } extend type Query { newest: Int }"));
    const { data, errors } = await house.ask(
      "query($id: ID!) { newest participant(id: $id) { newer permissions { status } name { last } } }",
      { id: house.idOf(AMINA) },
    );
    expect(data).toMatchObject({
      newest: null,
      participant: { newer: null, permissions: expect.any(Array), name: { last: expect.any(String) } },
    });
    expect(errors).toMatchObject([
      { path: ["newest"], extensions: { code: "VALUE_MISSING" } },
      { path: ["participant", "newer"], extensions: { code: "VALUE_MISSING" } },
    ]);
  });
});
