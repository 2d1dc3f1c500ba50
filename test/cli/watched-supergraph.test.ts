import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { startAma, type Program } from "../support/program.js";
import { freePort } from "../support/free-ports.js";
import { toyGraph } from "../support/toy-graph.js";

const supergraphWith = (field: string) =>
  toyGraph([{ name: "hello", sdl: `type Query { ${field}: String }`, resolvers: {} }]).supergraph;

let folder: string;
let ama: Program | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ama-watched-"));
});
afterEach(async () => {
  await ama?.stop();
  await rm(folder, { recursive: true });
});

test("a gateway serves what its supergraph file becomes, by a rename, by writing, and on SIGHUP", async () => {
  const file = join(folder, "supergraph.graphql");
  await writeFile(file, supergraphWith("first"));
  const port = await freePort();
  ama = startAma(["gateway", "--open", "--supergraph", file, "--port", String(port)], { LOG_LEVEL: "info" });
  await ama.hasSaid(/answers at/);
  const fields = async (): Promise<string> => {
    const { body } = await request(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __schema { queryType { fields { name } } } }" }),
    });
    return body.text();
  };
  expect(await fields()).toContain("first");

  await writeFile(`${file}.new`, supergraphWith("second"));
  await rename(`${file}.new`, file);
  await ama.hasSaid(/supergraph reloaded/);
  expect(await fields()).toContain("second");

  await writeFile(file, "type Query { nothing");
  await ama.hasSaid(/the old one keeps serving/);
  expect(await fields()).toContain("second");

  await writeFile(file, supergraphWith("third"));
  ama.child.kill("SIGHUP");
  await ama.hasSaid(/reloaded[^]*reloaded/);
  expect(await fields()).toContain("third");
});
