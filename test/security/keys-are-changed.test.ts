import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AMINA } from "../../agencies/population/stories.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { readSettings } from "../../platform/settings.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import { Refusal } from "../../schema/faults.js";
import { createMandateSigner, createMandateVerifier } from "../../schema/mandate-statement.js";
import { createCursors, createSeals } from "../../schema/seal.js";
import { loketNotices } from "../../subgraphs/contingents/events.js";
import { vdabNotices } from "../../subgraphs/referrals/events.js";
import { inspector } from "../support/asking.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { listen } from "../support/subscribe.js";

/*
 * A key is changed in three steps: the next one is accepted everywhere, then used everywhere, then the former one is accepted
 * no longer. Between two steps some programs are a step ahead: whatever one of them wrote, each of the others reads.
 */
const OLD = Buffer.alloc(64, "the former key");
const NEW = Buffer.alloc(64, "the next key");
const insz = Insz.parse(AMINA.insz);
const [oldId, newId] = [createParticipantIds(OLD).seal(insz), createParticipantIds(NEW).seal(insz)];
/** What each program has at each step: the key it uses, and the one it accepts besides. */
const STEPS = [
  [OLD, undefined],
  [OLD, NEW],
  [NEW, OLD],
  [NEW, undefined],
] as const;
const NEIGHBOURS = [
  [0, 1],
  [1, 0],
  [1, 2],
  [2, 1],
  [2, 3],
  [3, 2],
] as const;

describe.each(NEIGHBOURS)("what a program at step %d wrote, one at step %d reads", (writing, reading) => {
  const [[key, other], [itsKey, itsOther]] = [STEPS[writing], STEPS[reading]];

  it("participant ids", () => {
    const [ids, theirs] = [createParticipantIds(key, other), createParticipantIds(itsKey, itsOther)];
    expect(theirs.open(ids.seal(insz)).equals(insz)).toBe(true);
    expect(theirs.renew(`{"id":"${ids.seal(insz)}"}`)).toBe(`{"id":"${theirs.seal(insz)}"}`);
  });

  it("cursors, also of a list that is bound to somebody's id", () => {
    const [ids, theirs] = [createParticipantIds(key, other), createParticipantIds(itsKey, itsOther)];
    const cursors = createCursors(createSeals(key, other, ids), ["Participant.agreements", ids.seal(insz)]);
    const read = createCursors(createSeals(itsKey, itsOther, theirs), ["Participant.agreements", theirs.seal(insz)]);
    expect(read.read(cursors.write("place 17"))).toBe("place 17");
  });

  it("mandates", () => {
    const sign = createMandateSigner(key, Date.now);
    const keys = itsOther ? [itsKey, itsOther] : [itsKey];
    const verify = createMandateVerifier(keys, "ledger", Date.now);
    const statement = sign({ mandate: inspector, audience: "ledger", body: "{}" });
    expect(verify(statement, "{}")).toEqual(inspector);
    expect(() => verify(statement, "{}")).toThrow();
  });

  it("the access log's names and seals", () => {
    const keys = createLogKeys(key, other && [other]);
    const others = [...(itsOther ? [itsOther] : []), ...(reading === 3 ? [OLD] : [])];
    const theirs = createLogKeys(itsKey, others);
    for (const id of [createParticipantIds(itsKey).seal(insz), createParticipantIds(key).seal(insz)])
      expect(theirs.subjectsOf(id)).toContain(keys.subjectOf(createParticipantIds(key).seal(insz)));
    expect(theirs.isSeal(keys.seal(1, 2, "hash"), 1, 2, "hash")).toBe(true);
    expect(theirs.isSeal(keys.seal(1, 2, "hash"), 1, 3, "hash")).toBe(false);
  });
});

describe("a key that is accepted no longer", () => {
  it("opens nothing", () => {
    expect(() => createParticipantIds(NEW).open(oldId)).toThrow();
    expect(createSeals(NEW, undefined, createParticipantIds(NEW)).open(oldId, [])).toBeUndefined();
    const statement = createMandateSigner(OLD, Date.now)({ mandate: inspector, audience: "ledger", body: "" });
    expect(() => createMandateVerifier([NEW], "ledger", Date.now)(statement, "")).toThrow();
  });

  it("reads what was logged under it where it is named as a former one, and is good for no id then", () => {
    const settings = readSettings({
      AMA_PARTICIPANT_KEY: NEW.toString("hex"),
      ACCESS_LOG_KEYS_BEFORE: `${OLD.toString("hex")}, ${Buffer.alloc(64, "older").toString("hex")}`,
    });
    expect(settings.ACCESS_LOG_KEYS_BEFORE).toHaveLength(2);
    const names = createLogKeys(NEW, settings.ACCESS_LOG_KEYS_BEFORE).subjectsOf(newId);
    expect(names).toContain(createLogKeys(OLD).subjectOf(oldId));
  });
});

it("notices are taken with the secret, with the one that is accepted besides, and with no other", () => {
  const settings = readSettings({
    VDAB_NOTICE_SECRET: "the secret in force",
    VDAB_NOTICE_SECRET_ALSO_ACCEPTED: "the other secret",
    LOKET_NOTICE_SECRET: "the secret in force",
    LOKET_NOTICE_SECRET_ALSO_ACCEPTED: "the other secret",
  });
  const parts = { settings, ids: createParticipantIds(NEW), nowMs: 1_800_000_000_000 };
  const vdab = (secret: string) => {
    const signature = createHmac("sha256", secret).update("1800000000.{}").digest("hex");
    const headers = { "x-vdab-tijdstip": "1800000000", "x-vdab-handtekening": `sha256=${signature}` };
    return () => vdabNotices.receive!({ headers, body: "{}" }, parts);
  };
  const loket = (secret: string) => () =>
    loketNotices.receive!({ headers: { "x-loket-sleutel": secret }, body: "" }, parts);
  // What VDAB signed is read then, and says nothing here.
  const isRefused = (receive: () => unknown): boolean => {
    try {
      receive();
      return false;
    } catch (error) {
      return error instanceof Refusal && error.code === "NOTICE_REFUSED";
    }
  };
  for (const receive of [vdab, loket])
    expect(
      ["the secret in force", "the other secret", "a third secret ..."].map((secret) => isRefused(receive(secret))),
    ).toEqual([false, false, true]);
});

describe("a graph that has the next key, and accepts the former one", () => {
  let house: TestHouse;
  const CITIZEN = { as: "citizen", purpose: "OWN_FILE" } as const;
  beforeAll(async () => {
    const environment = {
      AMA_PARTICIPANT_KEY: NEW.toString("hex"),
      AMA_PARTICIPANT_KEY_ALSO_ACCEPTED: OLD.toString("hex"),
    };
    house = await startHouse({ participants: 60, environment });
  });
  afterAll(() => house.stop());

  it("answers a person who comes with the id of before, about that person alone", async () => {
    const query =
      "query($id: ID!) { participant(id: $id) { id name { first } permissions { status } agreements { status } } }";
    const [before, after] = [
      await house.ask(query, { id: oldId }, CITIZEN),
      await house.ask(query, { id: newId }, CITIZEN),
    ];
    expect(after.errors).toBeUndefined();
    expect(before).toEqual(after);
    expect(after.data.participant).toMatchObject({ id: newId, name: { first: AMINA.firstName } });
  });

  it("shows who looked under the former key, and who looks now", async () => {
    const mandate = { ...inspector, requestId: "looked-under-the-former-key" };
    await house.accessLog.append([{ mandate, agency: "VDAB", byRule: false, participants: [oldId], fields: ["name"] }]);
    const query = "query($id: ID!) { participant(id: $id) { accessLog(first: 200) { edges { node { requestId } } } } }";
    const { data, errors } = await house.ask(query, { id: oldId }, CITIZEN);
    expect(errors).toBeUndefined();
    const looks = data.participant.accessLog.edges.map(({ node }: { node: { requestId: string } }) => node.requestId);
    expect(looks).toContain(mandate.requestId);
  });

  it.each([
    ["websocket", "former"],
    ["sse", "next"],
  ] as const)(
    "pushes over %s to who asked with the %s id, whichever key the publisher has",
    async (protocol, which) => {
      const headers = {
        authorization: `Bearer ${await house.token("inspector")}`,
        "ama-purpose": "INSPECTION",
        "ama-legal-context": "Opdracht 2026/1",
      };
      const after = await house.bus.end();
      const changes =
        "subscription($ids: [ID!], $after: ID) { participantChanged(ids: $ids, after: $after) { participant { id } } }";
      const ids = [which === "former" ? oldId : newId];
      const listening = listen(protocol, house.address, headers, changes, { ids, after });
      const from = await house.bus.position("keys");
      const events = [oldId, newId].map((participant, at) => ({
        id: `keys-${from ?? ""}-${at}`,
        kind: "DOSSIER_CHANGED" as const,
        participant,
        occurredAt: "2026-11-21T09:00:00Z",
      }));
      await house.bus.append({ source: "keys", from, to: `${from ?? ""}1`, events });
      const answers = await listening.until(1);
      await listening.stop();
      expect(answers[0]!.errors).toBeUndefined();
      expect(answers[0]!.data).toMatchObject({ participantChanged: { participant: { id: newId } } });
    },
  );
});
