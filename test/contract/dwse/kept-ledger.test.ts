import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import { NOW } from "./ledger-world.js";

const world = createWorld({ seed: 1, participants: 30, now: NOW });
const OTHERS = ".data/test/dwse";
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "ama-kept-"));
  // An empty database that another test made saves the seconds of making one.
  const others = existsSync(OTHERS) ? readdirSync(OTHERS) : [];
  const template = others.find((name) => /^template-\w+$/.test(name));
  if (template) cpSync(join(OTHERS, template), join(dataDir, template), { recursive: true });
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start() {
  return createDwse(world, { host: "127.0.0.1", port: 0, dataDir });
}
async function countDays(address: string): Promise<number> {
  const client = new Client({ connectionString: address });
  await client.connect();
  const { rows } = await client.query<{ count: string }>("select count(*) from dwse.aanvaarde_dagen");
  await client.end();
  return Number(rows[0]!.count);
}
const kept = () => readdirSync(dataDir).filter((name) => name.startsWith("ledger-"));

describe("the embedded ledger is kept between starts", () => {
  test("made once, changed by nobody who runs on it, and made again when it is spoilt", async () => {
    const first = await start();
    const days = await countDays(first.address);
    expect(days).toBeGreaterThan(10);
    const client = new Client({ connectionString: first.address });
    await client.connect();
    await client.query("delete from dwse.aanvaarde_dagen");
    await client.end();
    await first.stop();
    expect(kept()).toHaveLength(1);

    const second = await start();
    expect(await countDays(second.address)).toBe(days);
    await second.stop();

    // A file of the database is lost, as when a disk filled up halfway.
    rmSync(join(dataDir, kept()[0]!, "data", "base"), { recursive: true });
    const third = await start();
    expect(await countDays(third.address)).toBe(days);
    await third.stop();
  });

  test("two that run on it at once each have their own, and leave nothing but what is kept", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const client = new Client({ connectionString: one.address });
    await client.connect();
    await client.query("delete from dwse.aanvaarde_dagen");
    await client.end();
    expect(await countDays(one.address)).toBe(0);
    expect(await countDays(other.address)).toBeGreaterThan(10);
    await Promise.all([one.stop(), other.stop()]);
    expect(readdirSync(dataDir).every((name) => /^(ledger|template)-\w+$/.test(name))).toBe(true);
  });

  test("what a process left that is gone is swept away, what lives is left alone", async () => {
    const [gone, alive] = ["running-4194303-1", `running-${process.ppid}-1`].map((name) => join(dataDir, name));
    for (const left of [gone!, alive!]) {
      mkdirSync(left);
      writeFileSync(join(left, "PG_VERSION"), "18");
    }
    await (await start()).stop();
    expect([existsSync(gone!), existsSync(alive!)]).toEqual([false, true]);
  });

  test("a port that is taken is told, and nothing keeps running", async () => {
    const one = await start();
    const port = Number(new URL(one.address).port);
    await expect(createDwse(world, { host: "127.0.0.1", port, dataDir })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await one.stop();
    expect(readdirSync(dataDir).filter((name) => name.startsWith(`running-${process.pid}-`))).toEqual([]);
  });
});
