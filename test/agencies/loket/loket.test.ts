import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createLoket } from "../../../agencies/loket/create-loket.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { StandIn } from "../../../agencies/stand-in.js";

const world = createWorld({ seed: 1, participants: 200, now: "2026-11-21T09:00:00Z" });
const clients = [
  { id: "all", secret: "s", scopes: ["samenwerkingsverbanden", "personen"] as const },
  { id: "no-persons", secret: "s", scopes: ["samenwerkingsverbanden"] as const },
].map((client) => ({ ...client, scopes: [...client.scopes] }));
let folder: string;
let loket: StandIn;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "loket-"));
  loket = await createLoket(world, { host: "127.0.0.1", port: 0, dropFolder: folder, clients, ratePerSecond: 50 });
});
afterAll(async () => {
  await loket.stop();
  await rm(folder, { recursive: true });
});

async function askToken(id = "all", secret = "s"): Promise<Response> {
  return fetch(`${loket.address}/oauth/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
}
async function headersOf(id = "all"): Promise<Record<string, string>> {
  const { access_token } = (await (await askToken(id)).json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
}
const get = async (path: string, headers?: Record<string, string>) =>
  fetch(`${loket.address}/loket/v1${path}`, { headers: headers ?? (await headersOf()) });
const post = async (path: string, body: object, headers?: Record<string, string>) =>
  fetch(`${loket.address}/loket/v1${path}`, {
    method: "POST",
    headers: headers ?? (await headersOf()),
    body: JSON.stringify(body),
  });

describe("the counter's door", () => {
  it("a known client gets a token for fifteen minutes, another none", async () => {
    expect(await (await askToken()).json()).toMatchObject({ token_type: "Bearer", expires_in: 900 });
    expect((await askToken("all", "wrong")).status).toBe(401);
    expect((await askToken("nobody")).status).toBe(401);
  });

  it("without a token nothing is told, in the form of a problem", async () => {
    const reply = await get("/samenwerkingsverbanden", {});
    expect(reply.status).toBe(401);
    expect(reply.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  it("a client that may not read persons is refused, which is not the same as unknown", async () => {
    const headers = await headersOf("no-persons");
    expect((await get("/samenwerkingsverbanden/SV-0001", headers)).status).toBe(200);
    expect((await post("/overeenkomsten/opvragen", { ids: ["BO-1"] }, headers)).status).toBe(403);
    expect((await get("/samenwerkingsverbanden/SV-9999", headers)).status).toBe(404);
  });

  it("who asks too much is told to come back", async () => {
    const headers = await headersOf();
    const replies = await Promise.all(
      Array.from({ length: 120 }, () => get("/samenwerkingsverbanden/SV-0001", headers)),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.headers.get("retry-after")).toBe("1");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  });
});

describe("the counter's answers", () => {
  it("an answer that did not change is not sent again", async () => {
    const headers = await headersOf();
    const first = await get("/samenwerkingsverbanden?aantal=2", headers);
    const again = await get("/samenwerkingsverbanden?aantal=2", {
      ...headers,
      "if-none-match": first.headers.get("etag")!,
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("page by page every partnership comes by once", async () => {
    const headers = await headersOf();
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const reply = await get(`/samenwerkingsverbanden?aantal=40${next && `&na=${next}`}`, headers);
      const page = (await reply.json()) as { items: { id: string }[]; volgende: string | null; totaal: number };
      expect(page.totaal).toBe(world.partnerships.length);
      seen.push(...page.items.map(({ id }) => id));
      next = page.volgende;
    }
    expect(seen).toEqual([...world.partnerships.map(({ id }) => id)].sort());
  });

  it("a question of the wrong form is refused with what is wrong", async () => {
    const reply = await post("/organisaties/opvragen", { ondernemingsnummers: ["12"] });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ title: "Ongeldige vraag", status: 400 });
    expect((await get("/samenwerkingsverbanden?na=zomaar")).status).toBe(400);
  });

  it("every organisation of the world is known by its number, funds and OCMWs too", async () => {
    const kbos = [...world.organisations.keys()].slice(0, 200);
    const { items } = (await (await post("/organisaties/opvragen", { ondernemingsnummers: kbos })).json()) as {
      items: { naam: string; gemeente: { nis: string } }[];
    };
    expect(items.map(({ naam }) => naam)).toEqual(kbos.map((kbo) => world.organisations.get(kbo)!.name));
  });

  it("describes itself in OpenAPI 3.1, with no national number in any address", async () => {
    const document = (await (await fetch(`${loket.address}/loket/v1/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toContain("/loket/v1/overeenkomsten/opvragen");
    expect(Object.keys(document.paths).filter((path) => /insz/i.test(path))).toEqual([]);
  });
});

describe("the drop folder", () => {
  it("holds the statements that were delivered, at the moment of delivery", async () => {
    const { id, statements } = world.partnerships[0]!;
    const recent = statements.filter(({ quarter }) => quarter >= "2025Q3");
    expect((await readdir(join(folder, id))).sort()).toEqual(
      recent.map(({ quarter }) => `${id}_${quarter}.xlsx`).sort(),
    );
    const { quarter, deliveredOn } = recent[0]!;
    const { mtime } = await stat(join(folder, id, `${id}_${quarter}.xlsx`));
    expect(mtime.toISOString().slice(0, 10)).toBe(deliveredOn);
  });

  it("is left as it is when the same world starts again", async () => {
    const { id, statements } = world.partnerships[0]!;
    const file = join(folder, id, `${id}_${statements.at(-1)!.quarter}.xlsx`);
    const before = await stat(file);
    const again = await createLoket(world, { host: "127.0.0.1", port: 0, dropFolder: folder });
    await again.stop();
    expect((await stat(file)).ctimeMs).toBe(before.ctimeMs);
  });

  it("is not touched when it holds somebody else's files", async () => {
    const foreign = await mkdtemp(join(tmpdir(), "loket-"));
    await writeFile(join(foreign, "begroting.xlsx"), "");
    await expect(createLoket(world, { host: "127.0.0.1", port: 0, dropFolder: foreign })).rejects.toThrow("not empty");
    expect(await readdir(foreign)).toEqual(["begroting.xlsx"]);
    await rm(foreign, { recursive: true });
  });
});
