import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLFormattedError } from "graphql";
import { request } from "undici";
import { PERSONAS } from "../../agencies/acmidm/personas.js";
import { HASSELT } from "../../agencies/population/municipalities.js";
import type { Mood } from "../../agencies/stand-in.js";
import { clientNumber } from "../../agencies/vdab/records.js";
import { AMINA } from "../../agencies/population/stories.js";
import { findKeys } from "../support/find-keys.js";
import { ASKERS, DOCUMENTS, isOfOnePerson, questionOf } from "../support/registered-questions.js";
import { listen } from "../support/subscribe.js";
import { startOtlpReceiver, type OtlpReceiver } from "../support/otlp-receiver.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

/*
 * Everybody asks everything, also wrongly, also while agencies fail; then all that left the house beside the data itself
 * is searched for what only the data may hold.
 */

const SECRETS = {
  AMA_PARTICIPANT_KEY: "5a".repeat(64),
  AMA_MANDATE_KEY: "a5".repeat(64),
  VDAB_CLIENT_SECRET: "vdab-secret-of-the-test",
  LOKET_CLIENT_SECRET: "loket-secret-of-the-test",
};
let house: TestHouse;
/** All that left, but the data of answers. */
const told = { log: "", output: "", errors: "", headers: "", events: "", telemetry: "" };
let collector: OtlpReceiver;
let data = "";
/** Every id and cursor in the data. */
const handles = { ids: new Set<string>(), cursors: new Set<string>() };

/** Asks for everything by which something is found again, or a list read on. */
const HANDLES = `query($id: ID!) {
  participants(first: 60) { pageInfo { endCursor } edges { cursor node { id } } }
  assessmentsDue(before: "2028-01-01", first: 60) { pageInfo { endCursor } edges { cursor node { id } } }
  fundingYears(year: 2026, first: 60) { pageInfo { endCursor } edges { cursor node { partnership { id } } } }
  partnerships(first: 60) { pageInfo { endCursor } edges { cursor node { id guides { id }
    participants(first: 20) { pageInfo { endCursor } edges { cursor node { id } } }
    agreements(first: 20) { pageInfo { endCursor } edges { cursor node { id workplace { id } guide { id } } } } } } }
  participant(id: $id) { id referrals { id } permissions { id } agreements { id }
    accessLog(first: 20) { pageInfo { endCursor } edges { cursor } } } }`;
const levels = new Set<number>();
const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write.bind(stream) }));

beforeAll(async () => {
  for (const { stream, write } of streams)
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
      told.output += String(chunk);
      return (write as (...given: unknown[]) => boolean)(chunk, ...rest);
    };
  collector = await startOtlpReceiver();
  house = await startHouse({
    participants: 60,
    publishes: true,
    environment: {
      ...{ LOG_LEVEL: "trace", AMA_AGENCY_TIMEOUT_MS: "2000", AMA_TRUSTED_PROXIES: "127.0.0.1", ...SECRETS },
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_BSP_SCHEDULE_DELAY: "100" },
      OTEL_METRIC_EXPORT_INTERVAL: "2000",
    },
    onLog: (line) => {
      told.log += line;
      levels.add((JSON.parse(line) as { level: number }).level);
    },
  });
});
afterAll(async () => {
  for (const { stream, write } of streams) stream.write = write;
  await house.stop();
  await collector.stop();
});

async function post(body: string, headers: Record<string, string>): Promise<void> {
  const reply = await request(`${house.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  told.headers += `${JSON.stringify(reply.headers)}\n`;
  const answer = (await reply.body.json()) as { data?: unknown; errors?: GraphQLFormattedError[] };
  told.errors += `${JSON.stringify(answer.errors ?? [])}\n`;
  data += JSON.stringify(answer.data ?? null);
  gather(answer.data);
}

function gather(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== "string") gather(inner);
    else if (/^id$|Id$/.test(name)) handles.ids.add(inner);
    else if (/cursor/i.test(name)) handles.cursors.add(inner);
  }
}

async function headersOf(persona: string, purpose?: string): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${await house.token(persona)}`,
    ...(purpose && { "ama-purpose": purpose }),
    "ama-legal-context": "Opdracht 2026/1",
  };
}

async function askEverything(persons: readonly string[]): Promise<void> {
  for (const { as, purpose } of ASKERS) {
    const headers = await headersOf(as, purpose);
    for (const document of DOCUMENTS)
      for (const insz of isOfOnePerson(document) ? persons : [AMINA.insz])
        await post(questionOf(document, { insz, id: house.idOf({ insz }) }), headers);
    await post(JSON.stringify({ query: HANDLES, variables: { id: house.idOf(AMINA) } }), headers);
    const query = `{ participant(id: "${house.idOf(AMINA)}") { insz name { first last } } }`;
    await post(JSON.stringify({ query }), headers);
  }
}

/** Questions that go wrong, and hold what must not come back or stay in a log. */
async function askWrongly(headers: Record<string, string>): Promise<void> {
  const { insz, firstName, lastName } = AMINA;
  const formatted = insz.replace(/(..)(..)(..)(...)(..)/, "$1.$2.$3-$4.$5");
  const wrong = `${insz.slice(0, 9)}${insz.endsWith("00") ? "01" : "00"}`;
  const questions = [
    { query: `{ participantByInsz(insz: "${wrong}") { id } }` },
    { query: `{ participantByInsz(insz: "${formatted}") { id nam } }` },
    { query: `{ participantByInsz(insz: ${insz}) { id }` },
    { query: `{ participantByInsz(insz: "${formatted}" }` },
    { query: `{ participant(id: "${insz}") { id } }` },
    { query: `{ participants(first: 2, after: "${formatted}") { totalCount } }` },
    { query: `{ organisation(enterpriseNumber: "${insz}") { name } }` },
    { query: "query($insz: Insz!) { participantByInsz(insz: $insz) { id } }", variables: { insz: wrong } },
    { query: "query($insz: Insz!) { participantByInsz(insz: $insz) { id } }", variables: { insz: { number: insz } } },
    { query: "query($d: Date!) { assessmentsDue(before: $d) { totalCount } }", variables: { d: formatted } },
    { query: "{ agencies { agency } }", variables: { name: `${firstName} ${lastName}`, insz } },
    { query: "{ agencies { agency } }", operationName: formatted },
    { documentId: insz },
  ];
  for (const question of questions) await post(JSON.stringify(question), headers);
  await post(`{ "query": "{ agencies { agency } }", "variables": { "insz": ${insz}`, headers);
  await post(JSON.stringify({ query: "{ agencies { agency } }" }), { ...headers, "ama-legal-context": `zaak ${insz}` });
  await post(JSON.stringify({ query: "{ agencies { agency } }" }), { ...headers, "ama-purpose": insz });
  const named = {
    ...{ "x-request-id": insz, "apollographql-client-name": `${firstName} ${lastName}`, baggage: `insz=${insz}` },
    ...{ "apollographql-client-version": formatted, tracestate: `ama=${insz}` },
    traceparent: `00-${insz.padStart(32, "a")}-${"b".repeat(16)}-01`,
  };
  const operationName = `Of_${insz}_${lastName.replace(/\W/g, "")}`;
  await post(JSON.stringify({ query: `query ${operationName} { agencies { agency } }`, operationName }), named);
  const { authorization = "" } = headers;
  for (const bad of [`${authorization.slice(0, -8)}AAAAAAAA`, `Basic ${btoa(`${insz}:x`)}`, authorization.slice(7)])
    await post(JSON.stringify({ query: "{ viewer { subject } }" }), { ...headers, authorization: bad });
  for (const [address, path] of [
    [house.address, `/graphql?query={participantByInsz(insz:"${insz}"){id}}`],
    [house.address, `/${insz}`],
    [house.adminAddress, "/metrics"],
    [house.adminAddress, "/health/ready"],
  ] as const) {
    const reply = await request(`${address}${path}`, { headers });
    told.headers += JSON.stringify(reply.headers);
    // An address that is not there is said back to whoever sent it, and goes no further.
    const body = await reply.body.text();
    if (path !== `/${insz}`) told.errors += body;
  }
}

/** Things happen at every agency, people listen to them, and are refused. */
async function listenToEverything(): Promise<void> {
  const after = await house.bus.end();
  const query = `subscription($id: ID!, $after: ID) { participantChanged(ids: [$id], after: $after) {
    cursor kind participant { insz name { first last } permissions { status } } } }`;
  const variables = { id: house.idOf(AMINA), after };
  const listening = await Promise.all(
    (["websocket", "sse"] as const).map(async (protocol) =>
      listen(protocol, house.address, await headersOf("inspector", "INSPECTION"), query, variables),
    ),
  );
  await house.life.happen({ what: "MOVED", person: 0, nis: HASSELT });
  for (const answers of await Promise.all(listening.map((one) => one.until(1)))) {
    data += JSON.stringify(answers);
    gather(answers);
  }
  await Promise.all(listening.map((one) => one.stop()));
  for (const protocol of ["websocket", "sse"] as const) {
    const given = { id: AMINA.insz, after: AMINA.insz };
    const refused = listen(protocol, house.address, await headersOf("lead", "GUIDANCE"), query, given);
    told.errors += `${await refused.refusal()} ${JSON.stringify(refused.answers)}\n`;
    await refused.stop();
  }
  told.events += JSON.stringify(await house.bus.read(after, 1_000));
}

describe("what only the data may hold", () => {
  beforeAll(async () => {
    await listenToEverything();
    const hidden = house.world.persons.find(({ former, referrals }) => !former && referrals.length === 0);
    const moved = house.world.persons.find(({ former }) => former)!;
    const persons = [AMINA.insz, hidden?.insz ?? moved.insz, moved.former!.insz];
    await askEverything(persons);
    await askWrongly(await headersOf("inspector", "INSPECTION"));
    const headers = await headersOf("inspector", "INSPECTION");
    const insz = moved.former!.insz;
    const askThere = async (name: string) => {
      const document = DOCUMENTS.find((one) => one.name === name)!;
      await post(questionOf(document, { insz, id: house.idOf({ insz }) }), headers);
    };
    const several = ["ParticipantOnOnePage", "FindParticipant", "WaitingList", "PartnershipFunding"];
    // `down` comes last: it opens the circuit breaker, and then the agency is not asked.
    const moods = [
      ["lying", several],
      ["hanging", ["ParticipantOnOnePage"]],
      ["down", several],
    ] satisfies [Mood, string[]][];
    for (const system of ["vdab", "magda", "loket", "dwse"] as const)
      for (const [mood, names] of moods) {
        house.agencies[system].setMood(mood);
        for (const name of names) await askThere(name);
        house.agencies[system].setMood("well");
      }
    const after = collector.spans.length;
    await askThere("ParticipantOnOnePage");
    await until(() => collector.spans.slice(after).some(({ name }) => name === "gateway.request"));
    told.telemetry = collector.text;
  });

  it("was in the data, and something was said of everything else", () => {
    expect([AMINA.insz, AMINA.lastName].filter((one) => !data.includes(one))).toEqual([]);
    expect(told.log.split("\n").length).toBeGreaterThan(50);
    for (const level of [20, 40]) expect([...levels]).toContain(level);
    expect(told.events).toContain("DOSSIER_CHANGED");
    for (const code of ["UNAUTHORIZED_FIELD_OR_TYPE", "AGENCY_TIMEOUT", "AGENCY_UNREADABLE", "GRAPHQL_PARSE_FAILED"])
      expect([code, told.errors.includes(code)]).toEqual([code, true]);
    expect(told.headers.includes("x-request-id")).toBe(true);
    for (const one of ["agency.call", "access-log.append", "gateway.push", "AGENCY_TIMEOUT", "ama_answers_total"])
      expect([one, told.telemetry.includes(one)]).toEqual([one, true]);
  });

  it.each(Object.keys(told) as (keyof typeof told)[])("no national number is in: %s", (where) => {
    const numbers = house.world.persons.flatMap(({ insz, former }) => [insz, ...(former ? [former.insz] : [])]);
    const digits = told[where].replaceAll(/(?<=\d)[.\- ](?=\d)/g, "");
    expect(numbers.filter((insz) => told[where].includes(insz) || digits.includes(insz))).toEqual([]);
  });

  it.each(Object.keys(told) as (keyof typeof told)[])("no name of anybody is in: %s", (where) => {
    const people = [...house.world.persons, ...house.world.guides].flatMap(({ firstName, lastName }) => [
      `${firstName} ${lastName}`,
      ...(lastName.length > 4 ? [lastName] : []),
    ]);
    const names = [...people, ...PERSONAS.map(({ naam }) => naam)];
    const words = (name: string) => new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, "u");
    expect(names.filter((name) => words(name).test(told[where]))).toEqual([]);
  });

  it.each(Object.keys(told) as (keyof typeof told)[])("no token and no secret is in: %s", async (where) => {
    const tokens = await Promise.all(PERSONAS.map(({ id }) => house.token(id)));
    const secrets = [...Object.values(SECRETS), ...tokens.flatMap((token) => [token, token.split(".")[2]!])];
    expect(secrets.filter((secret) => told[where].includes(secret))).toEqual([]);
    expect(/.{0,60}(eyJ[\w-]{10,}\.eyJ|Bearer [\w-]{20}|client_secret)/.exec(told[where])).toBeNull();
  });

  it.each(["log", "output", "headers", "telemetry"] as const)("no fact about a permission is in: %s", (where) => {
    const permissions = house.world.persons.flatMap((person) => person.permissions);
    expect(permissions.filter(({ id }) => told[where].includes(id))).toEqual([]);
    expect(
      /.{0,60}\b(TOEGESTAAN|GEWEIGERD|HERROEPEN|AANGEVRAAGD|GRANTED|REVOKED|LEEFLOON)\b/.exec(told[where]),
    ).toBeNull();
  });

  it("no id and no cursor holds a key of an agency, in any encoding", () => {
    const { persons, guides, workplaces, partnerships } = house.world;
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
    const keys = persons.flatMap((person) => [
      ...[person.insz, ...(person.former ? [person.former.insz] : []), clientNumber(person)],
      ...ids([...person.referrals, ...person.permissions]),
    ]);
    // By contract these are the counter's own (docs/authorisation.md), where they stand by themselves.
    const open = [
      ...ids([...guides, ...workplaces, ...partnerships]),
      ...persons.flatMap((one) => ids(one.agreements)),
    ];
    for (const kind of [/^[\w-]{28}$/, /^[\w-]{28}\./, /^BO-/, /^SV-/, /^BG-/])
      expect([kind, [...handles.ids].some((id) => kind.test(id))]).toEqual([kind, true]);
    expect(handles.cursors.size).toBeGreaterThan(200);
    const sealed = [...handles.ids].filter((id) => !open.includes(id));
    expect(findKeys([...handles.cursors, ...sealed], [...keys, ...open])).toEqual([]);
    expect(findKeys(handles.ids, keys)).toEqual([]);
  });

  it.each([
    ["a cursor as it once was", "MToyMDAwMDAwMA", "20000000"],
    ["reversed", "00000002", "20000000"],
    ["in hexadecimal digits", Buffer.from("x20000000").toString("hex"), "20000000"],
    ["twice in base64", btoa(btoa("0:20000000")), "20000000"],
    ["as an integer", Buffer.from([9, 1, 0x31, 0x2d, 0]).toString("base64url"), "20000000"],
    ["behind an id of ours", `${"A".repeat(28)}.TL-000412607`, "TL-000412607"],
    ["its digits alone", `${"A".repeat(28)}.${btoa("000412607")}`, "TL-000412607"],
  ])("such a key is found: %s", (_how, text, key) => {
    expect(findKeys([text], [key, "20000037"])).toEqual([key]);
  });

  it("the access log on disk holds nothing by which somebody is known", () => {
    const files = readdirSync(house.accessLogFolder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const text = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1")).join("\n");
    expect(text.includes("Participant.permissions")).toBe(true);
    const persons = house.world.persons.flatMap((person) => [person.insz, house.idOf(person)]);
    expect(persons.filter((one) => text.includes(one))).toEqual([]);
    expect(text.includes(AMINA.lastName)).toBe(false);
  });
});
