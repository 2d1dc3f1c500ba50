import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { HASSELT } from "../../agencies/population/municipalities.js";
import { ocmwOf } from "../../agencies/population/organisations.js";
import { PLOEG_ID } from "../../agencies/population/de-ploeg.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import type { ParticipantId } from "../../schema/identifiers.js";
import type { Purpose } from "../../schema/mandate.js";
import type { AgencyEvent, EventKind } from "../../schema/events.js";
import { selectField } from "../support/select-fields.js";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";
import { listen, type Protocol, type PushedAnswer } from "../support/subscribe.js";
import { askByQuery, askBySnapshot, askDeferring, type ToldOfPerson } from "../support/ways-to-ask.js";
import { DECISIONS, PERSONAS, type Persona } from "./who-may-see-what.js";

/*
 * Whoever would not be told something by a query hears of no change to it either: each persona, each kind of change, people
 * in sight and out of it. Which kinds are whose is written from docs/authorisation.md, not from the code.
 */

const HEARS: Record<string, { purpose: Purpose; kinds: string; listsPersons: boolean }> = {
  "vdab-mediator": { purpose: "GUIDANCE", kinds: "person guidance permissions", listsPersons: true },
  "ocmw-worker": { purpose: "PERMISSION_DECISION", kinds: "permissions", listsPersons: false },
  "sickness-fund-employee": { purpose: "PERMISSION_DECISION", kinds: "permissions", listsPersons: false },
  lead: { purpose: "FUNDING", kinds: "person guidance permissions funding", listsPersons: true },
  "partner-guide": { purpose: "GUIDANCE", kinds: "person guidance permissions", listsPersons: true },
  "dossier-manager": { purpose: "FUNDING", kinds: "person guidance permissions funding", listsPersons: true },
  inspector: { purpose: "INSPECTION", kinds: "person guidance permissions funding", listsPersons: true },
  citizen: { purpose: "OWN_FILE", kinds: "person guidance permissions", listsPersons: false },
};
/** Of which group a kind is, and what the agency that tells it would answer a query about the person. */
const OF_PERSONS: [EventKind, string, string][] = [
  ["DOSSIER_CHANGED", "person", "vdabFile"],
  ["REFERRAL_CHANGED", "person", "vdabFile"],
  ["ASSESSMENT_CHANGED", "person", "vdabFile"],
  ["PERMISSION_CHANGED", "permissions", "networkFile"],
  ["STATUTE_CHANGED", "permissions", "networkFile"],
  ["AGREEMENT_CHANGED", "guidance", "counterFile"],
];

/** Whose worker the persona is. */
const OCMW = ocmwOf(HASSELT).kbo;

let house: TestHouse;
let told = 0;
beforeAll(async () => {
  house = await startHouse({ participants: 200, environment: { ...PATIENT, AMA_HEARTBEAT_MS: "100" } });
});
afterAll(() => house.stop());

async function tell(kind: EventKind, keys: Pick<AgencyEvent, "participant" | "partnership" | "year">): Promise<void> {
  const [from, to] = [told === 0 ? undefined : String(told), String(told + 1)];
  told += 1;
  const event = { id: `hears-${to}`, kind, ...keys, occurredAt: "2026-11-21T09:00:00Z" };
  expect(await house.bus.append({ source: "hears", from, to, events: [event] })).toBe(true);
}

async function listenAs(persona: string, query: string, variables: Record<string, unknown>) {
  const headers = {
    authorization: `Bearer ${await house.token(persona)}`,
    "ama-purpose": HEARS[persona]!.purpose,
    "ama-legal-context": "Opdracht 2026/1",
  };
  return listen("websocket", house.address, headers, query, variables);
}

const toldIn = (answers: readonly PushedAnswer[]) =>
  answers.map(({ data, errors }) => {
    expect(errors).toBeUndefined();
    const { kind, participant, partnership } = Object.values(data!)[0] as Record<string, { id: string } & string>;
    return `${String(kind)} ${(participant ?? partnership)!.id}`;
  });

/** Amina, who is in most people's sight; some whom the Ploeg guides; some whom it has never seen; one whose dossier is shut. */
function people(): ParticipantId[] {
  const { persons } = house.world;
  const isPloegs = (one: (typeof persons)[number]) =>
    [...one.agreements, ...one.referrals].some(({ partnershipId }) => partnershipId === PLOEG_ID);
  const chosen = [
    persons[0]!,
    ...persons.filter((one) => isPloegs(one)).slice(1, 4),
    ...persons.filter((one) => !isPloegs(one) && one.inscribed).slice(0, 4),
    ...persons.filter(({ readRightEndedOn }) => readRightEndedOn !== undefined).slice(0, 1),
    ...persons.filter(({ inscribed }) => !inscribed).slice(0, 1),
    ...persons.filter(({ permissions }) => permissions.some(({ issuer }) => issuer === OCMW)).slice(0, 4),
  ];
  return [...new Set(chosen.map((one) => house.idOf(one)))];
}

test.each(Object.keys(HEARS))("%s hears of a person what a query would tell, and of nobody else", async (persona) => {
  const { purpose, kinds } = HEARS[persona]!;
  const ids = people();
  const expected: string[] = [];
  for (const id of ids) {
    const query =
      "query($id: ID!) { participant(id: $id) { vdabFile { agency } networkFile { agency } counterFile { agency } } }";
    const asker = { as: persona, purpose, legalContext: "Opdracht 2026/1" };
    const { data } = await house.ask(query, { id }, asker);
    for (const [kind, group, file] of OF_PERSONS)
      if (kinds.split(" ").includes(group) && data.participant?.[file]) expected.push(`${kind} ${id}`);
  }
  const after = await house.bus.end();
  for (const participant of ids)
    for (const [kind] of OF_PERSONS) await tell(kind, { participant, partnership: PLOEG_ID });

  const query = `subscription($ids: [ID!], $after: ID) { participantChanged(ids: $ids, after: $after) {
    kind participant { id } } }`;
  const listening = await listenAs(persona, query, { ids, after });
  await listening.reached(await house.bus.end());
  expect(toldIn(listening.answers)).toEqual(expected);
  // What concerns a person and a partnership is told of the partnership to those alone who may know of the person.
  const agreements = `subscription($after: ID) { partnershipChanged(after: $after, kinds: [AGREEMENT_CHANGED]) {
    kind partnership { id } } }`;
  const ofPartnership = await listenAs(persona, agreements, { after });
  await ofPartnership.reached(await house.bus.end());
  expect(ofPartnership.answers).toHaveLength(expected.filter((one) => one.startsWith("AGREEMENT_CHANGED")).length);
  await ofPartnership.stop();
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(ids.length * OF_PERSONS.length);
  await listening.stop();
});

test.each(Object.keys(HEARS))("%s hears of the funding that it may read, and of no other", async (persona) => {
  const { kinds } = HEARS[persona]!;
  const after = await house.bus.end();
  for (const partnership of [PLOEG_ID, "SV-0002"])
    for (const kind of ["FUNDING_CHANGED", "STATEMENT_CHANGED", "CONTINGENT_CHANGED"] as const)
      await tell(kind, { partnership, year: 2026 });
  const funded = kinds.includes("funding") ? (persona === "lead" ? [PLOEG_ID] : [PLOEG_ID, "SV-0002"]) : [];
  const expected = [PLOEG_ID, "SV-0002"].flatMap((id) => [
    ...(funded.includes(id) ? [`FUNDING_CHANGED ${id}`, `STATEMENT_CHANGED ${id}`] : []),
    `CONTINGENT_CHANGED ${id}`,
  ]);
  const query = `subscription($after: ID) { partnershipChanged(after: $after) { kind partnership { id } } }`;
  const listening = await listenAs(persona, query, { after });
  await listening.reached(await house.bus.end());
  expect(toldIn(listening.answers)).toEqual(expected);
  await listening.stop();
});

test.each(Object.keys(HEARS))("%s listens to all persons only where it may list them", async (persona) => {
  const listening = await listenAs(persona, "subscription { participantChanged { kind } }", {});
  if (HEARS[persona]!.listsPersons) {
    const outcome = await Promise.race([listening.ended.then(() => "ended"), listening.reached().then(() => "open")]);
    expect(outcome).toBe("open");
  } else {
    await expect(listening.until(1)).rejects.toThrow();
    expect(await listening.refusal()).toContain("ARGUMENT_INVALID");
  }
  await listening.stop();
});

describe("a person is told of alike in a query, in a subscription and in deferred parts", () => {
  const api = buildSchema(readSchemaDocument("api.graphql"), { assumeValid: true });
  const fields = Object.values((api.getType("Participant") as GraphQLObjectType).getFields());
  const live = fields.filter(({ name }) => name !== "accessLog");
  const select = (some: typeof fields) => some.map((field) => selectField(field)).join(" ");
  const halves = [0, 1].map((half) => select(fields.filter((_, index) => index % 2 === half))) as [string, string];
  const mayAsk = ({ groups }: Persona, coordinate: string) => {
    const decision = DECISIONS.get(coordinate)!;
    return decision === "whoever gets there" || (groups as readonly string[]).includes(decision);
  };
  const TOKENS: Record<keyof typeof PERSONAS, string> = {
    "VDAB mediator": "vdab-mediator",
    "OCMW worker": "ocmw-worker",
    "sickness-fund employee": "sickness-fund-employee",
    lead: "lead",
    "partner's guide": "partner-guide",
    "dossier manager": "dossier-manager",
    inspector: "inspector",
    analyst: "analyst",
    citizen: "citizen",
  };
  /** Right check digits, and nobody's. */
  const UNKNOWN = { insz: "85073003328" };

  /** By field: what was told, without when it was read, and each error below it. */
  function byField({ person, errors }: ToldOfPerson, asked: typeof fields) {
    if (person === null) return { person, errors: errors.map(({ path, extensions }) => [path, extensions?.["code"]]) };
    return Object.fromEntries(
      asked.map(({ name }) => {
        const text = JSON.stringify(person[name])?.replace(/"asOf":"[^"]*"/g, "");
        const ofField = errors.filter(({ path }) => path?.[0] === name);
        const codes = ofField.map(({ path, extensions }) => `${path?.join(".")}: ${String(extensions?.["code"])}`);
        // Each look at the log is in the log.
        return [name, { told: name === "accessLog" && person[name] ? "looks" : text, errors: codes.sort() }];
      }),
    );
  }

  test.each(Object.entries(PERSONAS) as [keyof typeof PERSONAS, Persona][])("by the %s", async (name, persona) => {
    const asker = { as: TOKENS[name], purpose: persona.mandate.purpose };
    const hidden = house.world.persons.find((one) => one.inscribed && !persona.sees(one, house.world)) ?? UNKNOWN;
    for (const [what, { insz }] of Object.entries({ "in sight": persona.known, hidden, unknown: UNKNOWN })) {
      const id = house.idOf({ insz });
      const queried = await askByQuery(house, asker, id, select(fields));
      const inParts = await askDeferring(house, asker, id, halves);
      expect([name, what, byField(inParts, fields)]).toEqual([name, what, byField(queried, fields)]);
      if (!mayAsk(persona, "Query.participant")) {
        await expect(askBySnapshot(house, asker, id, "id", "sse")).rejects.toThrow("UNAUTHORIZED_FIELD_OR_TYPE");
        expect(byField(queried, fields)).toEqual({ person: null, errors: [[[], "UNAUTHORIZED_FIELD_OR_TYPE"]] });
        continue;
      }
      // Both protocols tell what one answer holds: it is enough to see that for some.
      const protocols: Protocol[] = what === "in sight" && /lead|inspector/.test(name) ? ["sse", "websocket"] : ["sse"];
      for (const protocol of protocols) {
        const pushed = await askBySnapshot(house, asker, id, select(live), protocol);
        expect([name, what, byField(pushed, live)]).toEqual([name, what, byField(queried, live)]);
      }
      if (queried.person === null) {
        expect([name, what, queried.errors, what === "in sight"]).toEqual([name, what, [], false]);
        continue;
      }
      const denied = fields.filter(({ name: field }) =>
        queried.errors.some(
          ({ path, extensions }) => path?.join(".") === field && extensions?.["code"] === "UNAUTHORIZED_FIELD_OR_TYPE",
        ),
      );
      const withheld = (persona.withheld ?? "").split(" ");
      const shouldBe = fields.filter(
        ({ name: field }) => !mayAsk(persona, `Participant.${field}`) || withheld.includes(`Participant.${field}`),
      );
      const namesOf = (some: typeof fields) => some.map((field) => field.name);
      expect([name, what, namesOf(denied)]).toEqual([name, what, namesOf(shouldBe)]);
      const missing = live.filter(
        ({ name: field }) => !namesOf(shouldBe).includes(field) && queried.person?.[field] === null,
      );
      // Nothing is to be told of an outflow: nobody's known person has ended.
      if (what === "in sight")
        expect([name, namesOf(missing).filter((field) => field !== "outflow")]).toEqual([name, []]);
    }
  });

  test.each(["sse", "websocket"] as const)(
    "but for who looked, which no subscription tells: over %s",
    async (protocol) => {
      const ask = (name: keyof typeof PERSONAS, selection: string) =>
        askBySnapshot(
          house,
          { as: TOKENS[name], purpose: PERSONAS[name].mandate.purpose },
          house.idOf(PERSONAS[name].known),
          selection,
          protocol,
        );
      for (const name of Object.keys(PERSONAS) as (keyof typeof PERSONAS)[]) {
        const code = ["inspector", "citizen"].includes(name)
          ? "SUBSCRIPTION_FIELD_REFUSED"
          : "UNAUTHORIZED_FIELD_OR_TYPE";
        await expect(ask(name, "accessLog { totalCount }")).rejects.toThrow(code);
      }
      const hidden = "... on Participant { agreements { participant { looks: accessLog { totalCount } } } }";
      await expect(ask("inspector", hidden)).rejects.toThrow("SUBSCRIPTION_FIELD_REFUSED");
      const { person } = await ask("inspector", "id accessLog @include(if: false) { totalCount }");
      expect(person).toEqual({ id: house.idOf(PERSONAS.inspector.known) });
    },
  );
});
