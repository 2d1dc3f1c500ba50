import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import { createParticipantIds } from "../../schema/identifiers.js";
import { createSeal } from "../../schema/seal.js";
import { createLoketSource } from "../../subgraphs/contingents/source/loket-source.js";
import { createGuard } from "../../subgraphs/kernel/guards/guard.js";
import { createMagdaSource } from "../../subgraphs/permissions/source/magda-source.js";
import { createVdabSource } from "../../subgraphs/referrals/source/vdab-source.js";
import { asking } from "../support/asking.js";

/** What the agency answers; tokens are granted without asking. */
let behave: (request: IncomingMessage, response: ServerResponse) => void;
/** Method, path and query of what the agency was asked, without the tokens. */
let asked: string[] = [];
/** Connections to a host that is nobody's agency. */
let strays = 0;
let agency: Server;
let stranger: Server;
const stops: (() => Promise<unknown>)[] = [];

const addressOf = (server: Server) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const json = (body: unknown) => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
};

beforeAll(async () => {
  stranger = createServer((_request, response) => response.end("{}")).on("connection", () => (strays += 1));
  agency = createServer((request, response) => {
    request.resume();
    if (request.url?.includes("oauth")) return json({ access_token: "t", expires_in: 900 })(request, response);
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    behave(request, response);
  });
  await Promise.all([listening(stranger), listening(agency)]);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  expect(strays).toBe(0);
  asked = [];
});
afterAll(async () => {
  for (const server of [agency, stranger]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

function connect() {
  const url = addressOf(agency);
  const settings = readSettings({ VDAB_URL: url, LOKET_URL: url, MAGDA_URL: url });
  const [clock, log] = [createClock(), createLog("silent")];
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  const seal = createSeal(settings.AMA_PARTICIPANT_KEY);
  const parts = (name: "VDAB" | "LOKET" | "MAGDA") => {
    return { settings, ids, seal, clock, log, guard: createGuard({ agency: name, clock, timeoutMs: 20_000 }) };
  };
  const sources = {
    vdab: createVdabSource(parts("VDAB")),
    loket: createLoketSource(parts("LOKET")),
    magda: createMagdaSource(parts("MAGDA")),
  };
  stops.push(...Object.values(sources).map((source) => () => source.stop()));
  return sources;
}

test("links in VDAB's answers lead nowhere: the next page is asked for by number, at VDAB itself", async () => {
  const away = addressOf(stranger);
  const links = { self: { href: away }, next: { href: `${away}/next` }, volgende: { href: `//${away.slice(7)}/next` } };
  behave = json({
    _links: links,
    volgende: `${away}/wijzigingen`,
    oudsteVolgnummer: 1,
    laatsteVolgnummer: 7,
    _embedded: { _links: links, wijzigingen: [] },
  });
  const { vdab } = connect();
  const { to, hasMore } = await vdab.askChanges("3", asking());
  expect([to, hasMore]).toEqual(["7", true]);
  await vdab.askChanges(to, asking());
  behave = json({
    _links: links,
    totaal: 9,
    naKlantnummer: `${away}/zoeken`,
    _embedded: { _links: links, klanten: [] },
  });
  expect(await vdab.searchClients({ first: 50 }, asking())).toMatchObject({ hasMore: true });
  expect(asked).toEqual([
    "GET /services/openservices/ama/v1/wijzigingen/bulk?aantal=500&naVolgnummer=3",
    "GET /services/openservices/ama/v1/wijzigingen/bulk?aantal=500&naVolgnummer=7",
    "POST /services/openservices/ama/v1/klanten/zoeken",
  ]);
});

test("a next place of the counter that is an address stays a place in the counter's own list", async () => {
  const away = addressOf(stranger);
  const places = [`${away}/x`, `//${away.slice(7)}/x`, "../../beheer?alles=1#", "x&aantal=9999", "\r\nhost: x"];
  behave = (request, response) =>
    json({ items: [], totaal: 0, volgende: places[asked.length - 1] ?? null })(request, response);
  await connect().loket.listPartnerships(asking());
  expect(asked).toHaveLength(places.length + 1);
  for (const [i, request] of asked.slice(1).entries()) {
    const { pathname, searchParams } = new URL(request.slice("GET ".length), "http://loket");
    expect(pathname).toBe("/loket/v1/samenwerkingsverbanden");
    expect([...searchParams]).toEqual([
      ["aantal", "200"],
      ["na", places[i]],
    ]);
  }
});

test("an agency that sends us elsewhere failed", async () => {
  behave = (_request, response) => response.writeHead(302, { location: `${addressOf(stranger)}/x` }).end();
  const { vdab, loket } = connect();
  await expect(vdab.askChanges("3", asking())).rejects.toMatchObject({ code: "AGENCY_FAILED" });
  await expect(loket.listPartnerships(asking())).rejects.toMatchObject({ code: "AGENCY_FAILED" });
});

test.each<[string, (call: number) => string, number, string]>([
  ["the same place", () => "a", 2, "partnerships: its pages go round in a circle"],
  ["two places in turn", (call) => (call % 2 ? "a" : "b"), 3, "partnerships: its pages go round in a circle"],
  ["always another place", (call) => `p${String(call)}`, 100, "partnerships: it has more than 100 pages"],
  ["a place that is too long", () => "a".repeat(10_000), 1, "partnerships"],
])("the counter's list that goes on at %s is given up, and says which list", async (_where, placeOf, calls, detail) => {
  behave = (request, response) => json({ items: [], totaal: 0, volgende: placeOf(asked.length) })(request, response);
  const listed = connect().loket.listPartnerships(asking());
  await expect(listed).rejects.toMatchObject({ code: "AGENCY_UNREADABLE", detail });
  expect(asked).toHaveLength(calls);
});

test("more clients than were asked for are none", async () => {
  behave = json({ totaal: 9, _embedded: { klanten: Array.from({ length: 51 }, () => ({})) } });
  await expect(connect().vdab.searchClients({ first: 50 }, asking())).rejects.toMatchObject({
    code: "AGENCY_UNREADABLE",
    detail: "search: more clients than asked for",
  });
});

test("a change that was read before is not told again", async () => {
  const change = (volgnummer: number) => ({
    volgnummer,
    resource: "klanten",
    insz: "91631412462",
    tijdstip: "2026-11-21T09:00:00Z",
  });
  behave = json({ oudsteVolgnummer: 1, laatsteVolgnummer: 8, _embedded: { wijzigingen: [6, 7, 8].map(change) } });
  const { notices } = await connect().vdab.askChanges("7", asking());
  expect(notices.map(({ number }) => number)).toEqual(["8"]);
});

const whole = { oudsteVolgnummer: 1, laatsteVolgnummer: 7, _embedded: { wijzigingen: [] } };
const body =
  (text: string | Buffer, headers = {}) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(text);
  };
/** Writes without end, until the reader leaves. */
const endless = (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" });
  const more = () => {
    while (!response.destroyed && response.write(" ".repeat(65_536)));
  };
  response.on("drain", more);
  more();
};
const unread: [string, typeof behave, string][] = [
  ["encoded though nobody asked", body(gzipSync(JSON.stringify(whole)), { "content-encoding": "gzip" }), "encoded"],
  ["a small one that unpacks to much", body(gzipSync("[".repeat(9e6)), { "content-encoding": "gzip" }), "encoded"],
  ["longer than may be, without end", endless, "more than 16777216 bytes"],
  ["deeper than may be", body(`{"_embedded":${"[".repeat(1e6)}${"]".repeat(1e6)}}`), "nested deeper"],
  [
    "a longer list than may be",
    body(`{"_embedded":{"wijzigingen":[${"{},".repeat(1e6)}{}]}}`),
    "more than 10000 items",
  ],
  ["more values than may be", body(`[${`[${"0,".repeat(9_000)}0],`.repeat(40)}0]`), "more than 250000 values"],
];
test.each(unread)("a reply that is %s is unreadable, and costs nothing else", async (_what, reply, detail) => {
  behave = reply;
  const { vdab } = connect();
  await expect(vdab.askChanges("3", asking())).rejects.toMatchObject({
    code: "AGENCY_UNREADABLE",
    detail: expect.stringContaining(detail),
  });
  behave = json(whole);
  expect(await vdab.askChanges("3", asking())).toMatchObject({ to: "7" });
});

test("an encoded or endless reply of MAGDA is unreadable too", async () => {
  const { magda } = connect();
  for (const reply of [body(gzipSync("<x/>"), { "content-encoding": "gzip" }), endless]) {
    behave = reply;
    await expect(magda.askMutations("3", asking())).rejects.toMatchObject({ code: "AGENCY_UNREADABLE" });
  }
});
