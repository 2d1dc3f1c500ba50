import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { constants, createBrotliDecompress, createGunzip, createInflate, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { request } from "undici";
import { COMPRESSED, compressAnswers } from "../../gateway/compress-answers.js";
import { until } from "../support/until.js";

const UNPACK = { br: createBrotliDecompress, gzip: createGunzip, deflate: createInflate };
const CSV = "text/csv; charset=utf-8";
const LONG = JSON.stringify({ data: { names: Array<string>(40_000).fill("Ann Peeters") } });

let openGate = (): void => undefined;
async function* inParts() {
  // Begins as a compressed stream might.
  yield "hb;name\r\n";
  await new Promise<void>((resolve) => (openGate = resolve));
  yield "1;Ann\r\n";
}
async function* failing() {
  yield "id\r\n";
  await Promise.resolve();
  yield "#EXPORT_INCOMPLETE INTERNAL\r\n";
  throw new Error("a later page failed");
}

const app = Fastify({ forceCloseConnections: true });
let address: string;
let source: Readable | undefined;
beforeAll(async () => {
  await compressAnswers(app);
  app.get("/short", COMPRESSED, (_request, reply) => reply.type("application/json").send('{"data":null}'));
  app.get("/long", COMPRESSED, (_request, reply) => reply.header("vary", "origin").type("application/json").send(LONG));
  app.get("/workbook", COMPRESSED, (_request, reply) =>
    reply.type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").send(Buffer.alloc(5_000)),
  );
  app.get("/parts", COMPRESSED, (_request, reply) => reply.type(CSV).send((source = Readable.from(inParts()))));
  app.get("/failing", COMPRESSED, (_request, reply) => reply.type(CSV).send(Readable.from(failing())));
  app.get("/session", (_request, reply) => reply.type("application/json").send(LONG));
  address = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => app.close());

async function get(path: string, accepted?: string) {
  const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
  const { headers: told, body } = await request(`${address}${path}`, { headers });
  return { encoding: told["content-encoding"], vary: told["vary"], length: told["content-length"], body };
}

describe("an answer", () => {
  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["deflate", "deflate"],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
  ] as const)("to a client that takes %s comes as %s", async (accepted, encoding) => {
    const answer = await get("/long", accepted);
    expect(answer).toMatchObject({ encoding, vary: "origin, accept-encoding" });
    const packed = Buffer.from(await answer.body.arrayBuffer());
    expect(packed.length).toBeLessThan(LONG.length / 20);
    expect(await text(Readable.from([packed]).pipe(UNPACK[encoding]()))).toBe(LONG);
  });

  it.each([
    ["to a client that takes none", "/long", undefined, LONG.length],
    ["to a client that takes another", "/long", "zstd", LONG.length],
    ["to a client that refuses it", "/long", "gzip;q=0", LONG.length],
    ["that is short", "/short", "gzip", 13],
    ["that is compressed already", "/workbook", "gzip", 5_000],
  ])("%s comes as it is", async (_, path, accepted, length) => {
    const { encoding, vary, body } = await get(path, accepted);
    expect([encoding, vary, (await body.arrayBuffer()).byteLength]).toEqual([
      undefined,
      expect.stringMatching(/accept-encoding$/),
      length,
    ]);
  });

  it("of a route that does not ask for it comes as it is", async () => {
    const { encoding, body } = await get("/session", "gzip");
    expect([encoding, (await body.text()).length]).toEqual([undefined, LONG.length]);
  });
});

describe("an answer in parts", () => {
  it.each(["br", "gzip", "deflate"] as const)("in %s has each part as soon as it is there", async (encoding) => {
    const { body, ...answer } = await get("/parts", encoding);
    expect(answer.encoding).toBe(encoding);
    const parts = body.pipe(UNPACK[encoding]());
    const [first] = (await once(parts, "data")) as [Buffer];
    expect(first.toString()).toBe("hb;name\r\n");
    openGate();
    expect(await text(parts)).toBe("1;Ann\r\n");
  });

  it("that fails has its last part, and breaks off", async () => {
    const { body } = await get("/failing", "gzip");
    const read: Buffer[] = [];
    body.on("data", (bytes: Buffer) => read.push(bytes));
    await expect(once(body, "end")).rejects.toThrow();
    const told = gunzipSync(Buffer.concat(read), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    expect(told).toBe("id\r\n#EXPORT_INCOMPLETE INTERNAL\r\n");
  });

  it("ends when the client leaves", async () => {
    const { body } = await get("/parts", "gzip");
    await once(body, "data");
    body.on("error", () => undefined).destroy();
    await until(() => source!.destroyed);
  });
});
