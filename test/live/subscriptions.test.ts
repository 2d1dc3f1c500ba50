import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { HASSELT } from "../../agencies/population/municipalities.js";
import { ocmwOf } from "../../agencies/population/organisations.js";
import { PLOEG_ID } from "../../agencies/population/de-ploeg.js";
import { request } from "undici";
import WebSocket from "ws";
import { logIn } from "../../cli/log-in.js";
import type { AgencyEvent, EventKind } from "../../schema/events.js";
import type { ParticipantId } from "../../schema/identifiers.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { listen, type Listening, type Protocol, type PushedAnswer } from "../support/subscribe.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 60, environment: { AMA_SUBSCRIPTIONS_SUBJECT: "4" } });
});
afterAll(() => house.stop());

const PURPOSE = {
  inspector: "INSPECTION",
  lead: "GUIDANCE",
  "vdab-mediator": "GUIDANCE",
  "ocmw-worker": "PERMISSION_DECISION",
  analyst: "STATISTICS",
  "dossier-manager": "FUNDING",
  citizen: "OWN_FILE",
} as const;
type Persona = keyof typeof PURPOSE;

const CHANGES = `subscription($ids: [ID!], $kinds: [ChangeKind!], $partnership: ID, $after: ID, $snapshot: Boolean) {
  participantChanged(ids: $ids, kinds: $kinds, partnership: $partnership, after: $after, snapshot: $snapshot) {
    cursor kind agency participant { id permissions { status } } } }`;
const PARTNERSHIPS = `subscription($ids: [ID!], $after: ID, $snapshot: Boolean) {
  partnershipChanged(ids: $ids, after: $after, snapshot: $snapshot) { cursor kind agency partnership { id name } } }`;

const PROTOCOLS: Protocol[] = ["websocket", "sse"];

/** One of the world by its place in it: 0 is Amina, whom the Ploeg guides. */
const person = (index: number) => house.idOf(house.world.persons[index]!);
const amina = () => person(0);

/** Somebody whom the Ploeg neither guides nor was asked to guide. */
function stranger(): ParticipantId {
  const far = house.world.persons.find(
    ({ agreements, referrals }) =>
      referrals.length > 0 && ![...agreements, ...referrals].some(({ partnershipId }) => partnershipId === PLOEG_ID),
  );
  return house.idOf(far!);
}

/** Somebody of whom the OCMW of Hasselt is told something, when it asks. */
async function inSightOfOcmw(): Promise<ParticipantId> {
  const asker = { as: "ocmw-worker", purpose: PURPOSE["ocmw-worker"] };
  for (const one of house.world.persons) {
    if (!one.permissions.some(({ issuer }) => issuer === ocmwOf(HASSELT).kbo)) continue;
    const query = "query($id: ID!) { participant(id: $id) { networkFile { agency } } }";
    const { data } = await house.ask(query, { id: house.idOf(one) }, asker);
    if (data.participant?.networkFile) return house.idOf(one);
  }
  throw new Error("The world has nobody whom the OCMW of Hasselt decides on");
}

let told = 0;
/** An agency tells that something changed. @returns the place of the event */
async function tell(kind: EventKind, keys: Pick<AgencyEvent, "participant" | "partnership" | "year">): Promise<string> {
  const id = `test-${String(++told)}`;
  const event = { id, kind, ...keys, occurredAt: "2026-11-21T09:00:00Z" };
  const step = { source: "test", from: await house.bus.position("test"), to: id, events: [event] };
  expect(await house.bus.append(step)).toBe(true);
  return house.bus.end();
}

async function as(
  persona: Persona,
  protocol: Protocol,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Listening> {
  const headers = {
    authorization: `Bearer ${await house.token(persona)}`,
    "ama-purpose": PURPOSE[persona],
    "ama-legal-context": "Opdracht 2026/1",
  };
  return listen(protocol, house.address, headers, query, variables);
}

function changeIn({ data }: PushedAnswer): { cursor: string; kind: string; participant?: { id: string } | null } {
  return Object.values(data ?? {})[0] as never;
}

const kindsIn = (answers: readonly PushedAnswer[]) => answers.map((answer) => changeIn(answer).kind);
const codeIn = ({ errors }: PushedAnswer) => errors?.[0]?.extensions?.["code"];

describe.each(PROTOCOLS)("over %s", (protocol) => {
  test("a change is told with what the agencies answer now", async () => {
    const after = await house.bus.end();
    const listening = await as("inspector", protocol, CHANGES, { ids: [amina()], after });
    const cursor = await tell("PERMISSION_CHANGED", { participant: amina() });
    const [first] = await listening.until(1);
    const participant = { id: amina(), permissions: [{ status: "GRANTED" }] };
    expect(first).toEqual({
      data: { participantChanged: { cursor, kind: "PERMISSION_CHANGED", agency: "MAGDA", participant } },
    });
    await listening.stop();
  });

  test("a change is a look at the person, who reads what was told and by which criteria", async () => {
    const after = await house.bus.end();
    const given = { ids: [amina()], kinds: ["PERMISSION_CHANGED"], partnership: PLOEG_ID, after };
    const listening = await as("inspector", protocol, CHANGES, given);
    await tell("PERMISSION_CHANGED", { participant: amina() });
    await listening.until(1);
    await listening.stop();
    const [look] = (await house.accessLog.list(amina(), { first: 10 })).filter(({ fields }) =>
      fields.includes("Subscription.participantChanged"),
    );
    expect(look).toMatchObject({ agency: "MAGDA", byRule: false, capacity: "INSPECTOR" });
    expect([...look!.fields].sort()).toEqual([
      "ParticipantChange.agency",
      "ParticipantChange.kind",
      "Subscription.participantChanged",
      "Subscription.participantChanged(kinds:)",
      "Subscription.participantChanged(partnership:)",
    ]);
  });

  test("whoever comes back after a cursor is told what happened meanwhile, once and in order", async () => {
    const after = await house.bus.end();
    const first = await as("inspector", protocol, CHANGES, { ids: [amina()], after });
    await tell("DOSSIER_CHANGED", { participant: amina() });
    const [before] = await first.until(1);
    await first.stop();
    await tell("PERMISSION_CHANGED", { participant: amina() });
    await tell("STATUTE_CHANGED", { participant: person(1) });
    await tell("REFERRAL_CHANGED", { participant: amina() });
    const again = await as("inspector", protocol, CHANGES, { ids: [amina()], after: changeIn(before!).cursor });
    await again.until(2);
    await tell("ASSESSMENT_CHANGED", { participant: amina() });
    await again.until(3);
    expect(kindsIn(again.answers)).toEqual(["PERMISSION_CHANGED", "REFERRAL_CHANGED", "ASSESSMENT_CHANGED"]);
    await again.stop();
  });

  test("a lead hears of the people of its partnership and of nobody else", async () => {
    const after = await house.bus.end();
    const listening = await as("lead", protocol, CHANGES, { after });
    await tell("DOSSIER_CHANGED", { participant: stranger() });
    await tell("PERMISSION_CHANGED", { participant: stranger() });
    await tell("AGREEMENT_CHANGED", { participant: stranger(), partnership: "SV-0002" });
    await tell("DOSSIER_CHANGED", { participant: amina() });
    await listening.until(1);
    expect(listening.answers.map((answer) => changeIn(answer).participant?.id)).toEqual([amina()]);
    await listening.stop();
  });

  test("an OCMW hears of the kinds of change that it may read, and of no others", async () => {
    const after = await house.bus.end();
    const id = await inSightOfOcmw();
    const listening = await as("ocmw-worker", protocol, CHANGES, { ids: [id], after });
    await tell("REFERRAL_CHANGED", { participant: id });
    await tell("AGREEMENT_CHANGED", { participant: id, partnership: PLOEG_ID });
    await tell("PERMISSION_CHANGED", { participant: id });
    await listening.until(1);
    expect(kindsIn(listening.answers)).toEqual(["PERMISSION_CHANGED"]);
    await listening.stop();
  });

  test("how things stand comes first when asked for", async () => {
    const listening = await as("inspector", protocol, CHANGES, { ids: [amina(), person(1)], snapshot: true });
    await listening.until(2);
    await tell("DOSSIER_CHANGED", { participant: person(1) });
    await listening.until(3);
    expect(kindsIn(listening.answers)).toEqual(["SNAPSHOT", "SNAPSHOT", "DOSSIER_CHANGED"]);
    await listening.stop();
  });

  test("how things stand is told of what the query by the id finds: null for the rest", async () => {
    const ids = [stranger(), amina()];
    const listening = await as("lead", protocol, CHANGES, { ids: [...ids, ...ids], snapshot: true });
    const told = (await listening.until(2)).map((answer) => changeIn(answer));
    expect(told).toMatchObject([
      { kind: "SNAPSHOT", participant: null },
      { kind: "SNAPSHOT", participant: { id: amina() } },
    ]);
    expect(listening.answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    await listening.stop();
    const ofPartnerships = await as("lead", protocol, PARTNERSHIPS, { ids: ["SV-9999", PLOEG_ID], snapshot: true });
    expect((await ofPartnerships.until(2)).map(({ data, errors }) => [data?.["partnershipChanged"], errors])).toEqual([
      [expect.objectContaining({ kind: "SNAPSHOT", partnership: null }), undefined],
      [
        expect.objectContaining({ kind: "SNAPSHOT", partnership: expect.objectContaining({ id: PLOEG_ID }) }),
        undefined,
      ],
    ]);
    await ofPartnerships.stop();
  });

  test("a list too long for a request is refused before it is read", async () => {
    const listening = await as("inspector", protocol, CHANGES, { ids: Array(10_000).fill(amina()) });
    await expect(listening.until(1)).rejects.toThrow();
    if (protocol === "sse") expect(await listening.refusal()).toContain("TOO_LARGE");
    await listening.stop();
  });

  test("only changes of the asked kinds and the asked partnership are told", async () => {
    const after = await house.bus.end();
    const kinds = ["DOSSIER_CHANGED", "AGREEMENT_CHANGED"];
    const listening = await as("inspector", protocol, CHANGES, { partnership: PLOEG_ID, kinds, after });
    await tell("PERMISSION_CHANGED", { participant: amina() });
    await tell("AGREEMENT_CHANGED", { participant: stranger(), partnership: "SV-0002" });
    await tell("DOSSIER_CHANGED", { participant: stranger() });
    await tell("DOSSIER_CHANGED", { participant: amina() });
    await listening.until(1);
    expect(listening.answers.map((answer) => changeIn(answer).participant?.id)).toEqual([amina()]);
    await listening.stop();
  });

  test("a lead hears of the funding of its own partnership alone", async () => {
    const after = await house.bus.end();
    const listening = await as("lead", protocol, PARTNERSHIPS, { after });
    await tell("FUNDING_CHANGED", { partnership: "SV-0002", year: 2026 });
    await tell("FUNDING_CHANGED", { partnership: PLOEG_ID, year: 2026 });
    await tell("CONTINGENT_CHANGED", { partnership: "SV-0002" });
    await listening.until(2);
    expect(listening.answers.map((answer) => answer.data?.["partnershipChanged"])).toMatchObject([
      { kind: "FUNDING_CHANGED", agency: "DWSE", partnership: { id: PLOEG_ID } },
      { kind: "CONTINGENT_CHANGED", agency: "LOKET", partnership: { id: "SV-0002" } },
    ]);
    await listening.stop();
  });

  test("anybody may follow how the agencies answer", async () => {
    const listening = listen(protocol, house.address, {}, "subscription { agencyStatusChanged { agency state } }");
    await listening.until(4);
    const agencies = listening.answers.map((answer) => answer.data?.["agencyStatusChanged"]);
    expect(agencies).toEqual(["VDAB", "MAGDA", "LOKET", "DWSE"].map((agency) => ({ agency, state: "UP" })));
    await listening.stop();
  });

  test("a place that is not kept, or never was, ends it with a code", async () => {
    for (const [after, code] of [
      ["bm9uc2Vuc2U", "CURSOR_INVALID"],
      ["", "CURSOR_INVALID"],
      ["\0\ud800\n", "CURSOR_INVALID"],
      ["9".repeat(50_000), "CURSOR_INVALID"],
      [Buffer.from("1:another-life:7").toString("base64url"), "CURSOR_"],
    ] as const) {
      const listening = await as("inspector", protocol, CHANGES, { ids: [amina()], after });
      const told = await listening.until(1).then(
        ([only]) => codeIn(only!),
        () => listening.refusal(),
      );
      expect(told).toEqual(expect.stringContaining(code));
      await listening.ended;
    }
  });

  test("ends with the login that it was asked in: whoever logs out is told nothing more", async () => {
    const { token } = await logIn(house.settings.AMA_ISSUER_URL, "inspector");
    const headers = {
      authorization: `Bearer ${token}`,
      "ama-purpose": PURPOSE.inspector,
      "ama-legal-context": "Opdracht 2026/1",
    };
    const after = await house.bus.end();
    const listening = listen(protocol, house.address, headers, CHANGES, { ids: [amina()], after });
    const others = await as("inspector", protocol, CHANGES, { ids: [amina()], after });
    await tell("PERMISSION_CHANGED", { participant: amina() });
    await Promise.all([listening.until(1), others.until(1)]);
    const { authorization } = headers;
    await request(`${house.address}/session/logout`, { method: "POST", headers: { authorization } });
    await listening.ended;
    await tell("DOSSIER_CHANGED", { participant: amina() });
    await others.until(2);
    expect(listening.answers.map((answer) => codeIn(answer) ?? changeIn(answer).kind)).toEqual([
      "PERMISSION_CHANGED",
      "UNAUTHENTICATED",
    ]);
    expect(await listen(protocol, house.address, headers, CHANGES).refusal()).toContain("UNAUTHENTICATED");
    await others.stop();
  });

  test("a query is answered once, and that is all", async () => {
    const listening = await as("lead", protocol, "{ viewer { capacity } }");
    await listening.ended;
    expect(listening.answers).toEqual([{ data: { viewer: { capacity: "LEAD" } } }]);
  });

  test.each([
    ["who may read nothing of a person", "analyst", { ids: ["x".repeat(28)] }, "UNAUTHORIZED_FIELD_OR_TYPE"],
    ["who may not list persons and names none", "ocmw-worker", {}, "ARGUMENT_INVALID"],
    ["who asks how things stand and does not say of whom", "inspector", { snapshot: true }, "ARGUMENT_INVALID"],
    ["no ids", "inspector", { ids: [] }, "ARGUMENT_INVALID"],
    ["an id that no graph gives out", "inspector", { ids: ["x"] }, "ARGUMENT_INVALID"],
    ["an id that this graph did not give out", "inspector", { ids: ["x".repeat(28)] }, "PARTICIPANT_ID_INVALID"],
    ["an id with a NUL", "inspector", { ids: ["\0"], snapshot: true }, "ARGUMENT_INVALID"],
    ["201 ids", "inspector", { ids: Array(201).fill("x") }, "ARGUMENT_INVALID"],
    ["2 000 ids", "inspector", { ids: Array(2_000).fill("x") }, "VARIABLES_TOO_LARGE"],
    ["no kinds", "inspector", { kinds: [] }, "ARGUMENT_INVALID"],
    ["an unknown kind", "inspector", { kinds: ["NEWS"] }, "ARGUMENT_INVALID"],
    ["a partnership that can be none", "inspector", { partnership: "SV-0001&penhouder=\n" }, "ARGUMENT_INVALID"],
    ["a long partnership", "inspector", { partnership: "9".repeat(5_000) }, "ARGUMENT_INVALID"],
    ["an empty partnership", "inspector", { partnership: "" }, "ARGUMENT_INVALID"],
  ] as const)("refused: %s", async (_, persona, variables, code) => {
    const listening = await as(persona, protocol, CHANGES, variables);
    await expect(listening.until(1)).rejects.toThrow();
    expect(await listening.refusal()).toContain(code);
  });
});

describe("over multipart", () => {
  test("changes are told once and in order, also to whoever comes back after a cursor", async () => {
    const after = await house.bus.end();
    const first = await as("inspector", "multipart", CHANGES, { ids: [amina()], after });
    await tell("DOSSIER_CHANGED", { participant: amina() });
    const [before] = await first.until(1);
    await first.stop();
    await tell("PERMISSION_CHANGED", { participant: amina() });
    await tell("STATUTE_CHANGED", { participant: person(1) });
    const again = await as("inspector", "multipart", CHANGES, { ids: [amina()], after: changeIn(before!).cursor });
    await again.until(1);
    await tell("ASSESSMENT_CHANGED", { participant: amina() });
    await again.until(2);
    expect(kindsIn(again.answers)).toEqual(["PERMISSION_CHANGED", "ASSESSMENT_CHANGED"]);
    await again.stop();
  });

  test("why the gateway ends a stream comes as errors beside a payload of null", async () => {
    const after = Buffer.from("1:another-life:7").toString("base64url");
    const listening = await as("inspector", "multipart", CHANGES, { ids: [amina()], after });
    const [only] = await listening.until(1);
    expect(codeIn(only!)).toMatch(/^CURSOR_/);
    await listening.ended;
  });

  test("what is refused before it begins comes as one answer", async () => {
    const listening = await as("analyst", "multipart", CHANGES, { ids: ["x".repeat(28)] });
    expect(await listening.refusal()).toContain("UNAUTHORIZED_FIELD_OR_TYPE");
  });

  test("a query is answered at once where JSON is accepted too", async () => {
    const listening = await as("lead", "multipart", "{ viewer { capacity } }");
    expect(JSON.parse(await listening.refusal())).toEqual({ data: { viewer: { capacity: "LEAD" } } });
  });

  test("POST /graphql also answers a subscription with server-sent events", async () => {
    const { headers, body } = await request(`${house.address}/graphql`, {
      method: "POST",
      headers: { accept: "text/event-stream, multipart/mixed", "content-type": "application/json" },
      body: JSON.stringify({ query: "subscription { agencyStatusChanged { agency } }" }),
    });
    expect(headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    for await (const chunk of body) {
      expect(String(chunk)).toContain(`event: next\ndata: {"data":{"agencyStatusChanged":{"agency":`);
      break;
    }
  });
});

test("those who ask the same under the same mandate are answered by one execution", async () => {
  const after = await house.bus.end();
  const listening = await Promise.all(
    ["websocket", "sse", "websocket"].map((protocol) =>
      as("vdab-mediator", protocol as Protocol, CHANGES, { ids: [amina()], after }),
    ),
  );
  const looksBefore = await house.accessLog.count(amina());
  house.clearCalls();
  await tell("DOSSIER_CHANGED", { participant: amina() });
  await Promise.all(listening.map((one) => one.until(1)));
  const once = house.agencies.magda.calls.all();
  const looks = (await house.accessLog.count(amina())) - looksBefore;
  await Promise.all(listening.map((one) => one.stop()));

  const alone = await as("vdab-mediator", "sse", CHANGES, { ids: [amina()], after: await house.bus.end() });
  const looksMiddle = await house.accessLog.count(amina());
  house.clearCalls();
  await tell("DOSSIER_CHANGED", { participant: amina() });
  await alone.until(1);
  expect(once).toEqual(house.agencies.magda.calls.all());
  expect(looks).toBe((await house.accessLog.count(amina())) - looksMiddle);
  expect(looks).toBeGreaterThan(0);
  await alone.stop();
});

test("one asker keeps no more subscriptions open than the limit, and one that ended makes room", async () => {
  const open = await Promise.all(
    [1, 2, 3, 4].map(() => as("dossier-manager", "sse", PARTNERSHIPS, { ids: [PLOEG_ID], snapshot: true })),
  );
  await Promise.all(open.map((one) => one.until(1)));
  const refused = await as("dossier-manager", "websocket", PARTNERSHIPS);
  await expect(refused.until(1)).rejects.toThrow();
  expect(await refused.refusal()).toContain("TOO_MANY_SUBSCRIPTIONS");
  await Promise.all(open.map((one) => one.stop()));
  expect(await untilThereIsRoom("dossier-manager")).toContain("SNAPSHOT");
});

test("who leaves before the first answer leaves no subscription behind", async () => {
  const socket = new WebSocket(`${house.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  const payload = { authorization: `Bearer ${await house.token("lead")}`, "ama-purpose": PURPOSE.lead };
  socket.send(JSON.stringify({ type: "connection_init", payload }));
  await once(socket, "message");
  for (const id of ["1", "2", "3", "4", "5", "6"]) {
    socket.send(JSON.stringify({ id, type: "subscribe", payload: { query: PARTNERSHIPS } }));
    socket.send(JSON.stringify({ id, type: "complete" }));
  }
  expect(await untilThereIsRoom("lead")).toContain("SNAPSHOT");
  expect(socket.readyState).toBe(socket.OPEN);
  socket.terminate();
});

/** The server learns a little later that a client has gone. */
async function untilThereIsRoom(persona: Persona): Promise<string> {
  for (;;) {
    const one = await as(persona, "sse", PARTNERSHIPS, { ids: [PLOEG_ID], snapshot: true });
    const answers = await one.until(1).catch(() => undefined);
    await one.stop();
    if (answers) return JSON.stringify(answers);
  }
}
