import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { program } from "../../../cli/program.js";
import { followSupergraph } from "../../../gateway/delivery/follow-supergraph.js";
import { openSupergraph } from "../../../gateway/delivery/open-supergraph.js";
import { readVersions } from "../../../gateway/delivery/supergraph-folder.js";
import { versionOf } from "../../../gateway/delivery/version-of.js";
import { createGatewayMetrics } from "../../../gateway/gateway-metrics.js";
import { loadSupergraph } from "../../../gateway/supergraph.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { toyGraph } from "../../support/toy-graph.js";
import { until } from "../../support/until.js";

const supergraphOf = (field: string) =>
  toyGraph([{ name: "hello", sdl: `type Query { ${field}: String }`, resolvers: {} }]).supergraph;
const BROKEN = "type Query { nothing: Int }";

let folder: string;
let ends: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ama-supergraphs-"));
});
afterEach(() => {
  for (const end of ends) end();
  ends = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Follows a place as `ama gateway --supergraph PLACE` does, and notes what the gateway is told to serve. */
async function follow(place: string) {
  const lines: string[] = [];
  const log = createLog("info", { write: (line: string) => lines.push(line) });
  const settings = readSettings({
    AMA_SUPERGRAPH_FOLDER: folder,
    AMA_SUPERGRAPH_POLL_MS: "50",
    AMA_SUPERGRAPH_KEY: "secret-of-the-test",
  });
  const source = await openSupergraph({ place, settings, clock: createClock(), log, check: loadSupergraph });
  const release = await source.read();
  const told: { serves: string; force?: boolean | undefined; canary?: object | undefined } = {
    serves: release.supergraph,
  };
  let refusals = 0;
  const metrics = createGatewayMetrics();
  const gateway = {
    metrics,
    reload: (supergraph: string, { force }: { force?: boolean } = {}) => {
      if (supergraph === BROKEN) return Promise.reject(new Error(`refused ${(refusals += 1)}`));
      Object.assign(told, { serves: supergraph, force });
      return Promise.resolve();
    },
    tryOut: (canary: object | undefined) => Promise.resolve(void Object.assign(told, { canary })),
  };
  ends.push(followSupergraph(gateway, source, release, log));
  const serves = (field: string) => until(() => told.serves === supergraphOf(field));
  return { told, serves, refusals: () => refusals, metrics: () => metrics.registry.metrics(), lines };
}

async function ama(...words: string[]): Promise<string> {
  let text = "";
  const write = jest.spyOn(process.stdout, "write").mockImplementation((chunk) => Boolean((text += String(chunk))));
  try {
    await program.parseAsync(["supergraph", ...words, "--folder", folder], { from: "user" });
  } finally {
    write.mockRestore();
  }
  return text;
}

/** What a command that is refused says, on standard error. */
async function refusal(...words: string[]): Promise<string> {
  let text = "";
  const write = jest.spyOn(process.stderr, "write").mockImplementation((chunk) => Boolean((text += String(chunk))));
  try {
    expect(await ama(...words)).toBe("");
    expect(process.exitCode).toBe(1);
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
  return text;
}

test("a folder of versions serves its newest, the one that was chosen, a share of another, and the one before", async () => {
  writeFileSync(join(folder, "v9.graphql"), supergraphOf("first"));
  const { told, serves } = await follow(folder);
  expect(told.serves).toBe(supergraphOf("first"));

  writeFileSync(join(folder, "v10.graphql"), supergraphOf("second"));
  await serves("second");

  await ama("use", "v9", "--force");
  await serves("first");
  expect(told.force).toBe(true);
  expect(await ama("canary", "v10", "--percent", "7")).toContain("v10 is tried out on 7 % of the requests, by caller");
  await until(() => told.canary !== undefined);
  expect(told.canary).toEqual({ percent: 7, by: "caller", supergraph: supergraphOf("second") });
  await ama("canary");
  await until(() => told.canary === undefined);
  await ama("newest");
  await serves("second");
  expect(await ama("back")).toBe("v9 serves.\n");
  await serves("first");
  expect(await ama("list")).toMatch(/^v9 {2}\w{12} {2}serves\nv10 {2}\w{12}\n$/);

  // One that no gateway could serve is not chosen, and leaving it is no choice of it.
  writeFileSync(join(folder, "v11.graphql"), supergraphOf("cut").slice(0, -40));
  for (const words of [["use", "v11"], ["canary", "v11"], ["newest"]]) expect(await refusal(...words)).toContain("v11 is not chosen: the supergraph cannot be read"); // prettier-ignore
  expect(await ama("use", "v10")).toBe("v10 serves.\n");
  expect(await ama("back")).toBe("v9 serves.\n");
  writeFileSync(join(folder, "another.graphql"), supergraphOf("third"));
  expect(await ama("add", join(folder, "another.graphql"))).toMatch(/^\d{8}T\d{9}Z-\w{12} is in .*\nv9 serves\.\n$/);
});

describe("an address", () => {
  let server: Server;
  let url: string;
  let current: string | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (current === undefined) return void response.writeHead(503).end();
      const etag = `"${versionOf(current)}"`;
      if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
      response.writeHead(200, { etag }).end(current);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test("is followed, and what was last good serves while it is away, at a start too", async () => {
    current = undefined;
    await expect(follow(url)).rejects.toThrow("none is kept from before");
    current = supergraphOf("first");
    const before = await follow(url);
    expect(before.told.serves).toBe(current);
    current = supergraphOf("second");
    await before.serves("second");
    await until(async () => (await readVersions(folder)).length === 2);
    current = BROKEN;
    await until(() => before.refusals() > 0);

    // Another start, with a supergraph at the address that cannot be served, then with nothing there.
    for (const gone of [BROKEN, undefined]) {
      current = gone;
      const { told, lines } = await follow(url);
      expect(told.serves).toBe(supergraphOf("second"));
      expect(lines.join("")).toContain("the last good one serves");
      expect(lines.join("")).not.toMatch(/secret-of-the-test|127\.0\.0\.1/);
    }
    await until(async () => (await before.metrics()).includes("ama_supergraph_kept 1"));
    expect(before.refusals()).toBe(1);

    // Rolled back on this machine, whatever the address gives.
    await ama("back");
    await before.serves("first");
    current = supergraphOf("third");
    await until(async () => (await before.metrics()).includes("ama_supergraph_kept 0"));
    expect(before.told.serves).toBe(supergraphOf("first"));
    await ama("newest");
    await before.serves("third");

    // What the address went back to is the last good one, although it was kept before others.
    current = supergraphOf("second");
    await before.serves("second");
    await until(async () => (await readVersions(folder)).at(-1)!.endsWith(versionOf(supergraphOf("second"))));
  });
});
