import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { HASSELT } from "../../agencies/population/municipalities.js";
import { ocmwOf } from "../../agencies/population/organisations.js";
import { PLOEG_ID } from "../../agencies/population/de-ploeg.js";
import type { ParticipantId } from "../../schema/identifiers.js";
import type { Purpose } from "../../schema/mandate.js";
import type { AgencyEvent, EventKind } from "../../schema/events.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { listen, type PushedAnswer } from "../support/subscribe.js";

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
  house = await startHouse({ participants: 200, environment: { AMA_HEARTBEAT_MS: "100" } });
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
