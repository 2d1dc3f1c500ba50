import { createServer, type Server } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connectRedis } from "../../platform/redis.js";
import { createLog } from "../../platform/log.js";
import { freePort } from "../support/free-ports.js";
import { startAma } from "../support/program.js";
import { until } from "../support/until.js";

/*
 * Every setting that holds a secret has one of its own here, and what the programs ask quotes back all that it is sent.
 * None of the secrets is in what `ama doctor` and starts that are refused write to either output.
 */

const hex = (digit: string) => `5ec4e7${digit}`.repeat(19).slice(0, 128);
const KEYS = { AMA_PARTICIPANT_KEY: hex("a1"), AMA_MANDATE_KEY: hex("b2") };
const SECRETS = {
  VDAB_CLIENT_SECRET: "secret-of-the-vdab-client",
  LOKET_CLIENT_SECRET: "secret-of-the-loket-client",
  VDAB_NOTICE_SECRET: "secret-of-the-vdab-notices",
  LOKET_NOTICE_SECRET: "secret-of-the-loket-notices",
  AMA_PAGES_CLIENT_SECRET: "secret-of-the-pages",
};
const PASSWORD = "secret-of-a-login";
/** The same keys with a last digit that is none. */
const MALFORMED_KEYS = Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [name, `${key.slice(0, -1)}g`]));

const secretIn = (words: string) => /.{0,40}(secret-of|5ec4e7|Bearer |eyJ).{0,20}/.exec(words)?.[0];

let web: Server;
let redis: TcpServer;
let addresses: Record<string, string>;

beforeAll(async () => {
  web = createServer((request, response) => {
    void text(request).then((body) => response.writeHead(500).end(`${JSON.stringify(request.headers)} ${body}`));
  });
  // As a Redis of before version 6 does with a login that it does not know.
  redis = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => socket.write(`-ERR unknown command ${data.toString().replaceAll("\r\n", " ")}\r\n`));
  });
  for (const server of [web, redis]) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const [webPort, redisPort] = [web, redis].map((server) => (server.address() as AddressInfo).port);
  const nowhere = await freePort();
  addresses = {
    VDAB_URL: `http://127.0.0.1:${webPort}/secret-of-a-path`,
    MAGDA_URL: `http://127.0.0.1:${webPort}`,
    LOKET_URL: `http://127.0.0.1:${webPort}`,
    REDIS_URL: `redis://user:${PASSWORD}@127.0.0.1:${redisPort}`,
    DATABASE_URL: `postgres://user:${PASSWORD}@127.0.0.1:${nowhere}/ledger?password=${PASSWORD}`,
    ACCESS_LOG_URL: `postgres://user:${PASSWORD}@127.0.0.1:${nowhere}/access_log`,
    ACCESS_LOG_OWNER_URL: `postgres://user:${PASSWORD}@127.0.0.1:${nowhere}/access_log`,
  };
});
afterAll(() => {
  web.closeAllConnections();
  web.close();
  redis.close();
});

async function run(words: string[], environment: Record<string, string>) {
  const program = startAma(words, { LOG_LEVEL: "trace", AMA_ADMIN_PORT: "0", ...environment });
  return { code: await program.ended, words: program.words() };
}

describe("no secret is told", () => {
  it("by ama doctor, while all that it asks fails and quotes what it was sent", async () => {
    const { code, words } = await run(["doctor"], { ...KEYS, ...SECRETS, ...addresses, AMA_AGENCY_TIMEOUT_MS: "5000" });
    expect(code).toBe(1);
    for (const subject of ["VDAB", "MAGDA", "LOKET", "DWSE", "Redis", "access log"])
      expect(words).toMatch(new RegExp(`^WRONG +${subject}`, "m"));
    expect(secretIn(words)).toBeUndefined();
  });

  it("by a start that is refused because the access log is away", async () => {
    const { code, words } = await run(["gateway", "--port", "0"], { ...KEYS, ...SECRETS, ...addresses });
    expect([code, words]).toEqual([1, expect.stringContaining("ACCESS_LOG_URL cannot be opened (ECONNREFUSED)")]);
    expect(secretIn(words)).toBeUndefined();
  });

  it.each(["doctor", "gateway"])("by ama %s where every variable is malformed", async (command) => {
    const malformed: Record<string, string> = {
      ...MALFORMED_KEYS,
      VDAB_NOTICE_SECRET: "secret-of-x",
      LOKET_NOTICE_SECRET_FILE: "/secret-of-the-loket-notices",
      AMA_CLAIMS: `{"${PASSWORD}":"x"}`,
    };
    for (const [name, address] of Object.entries(addresses))
      malformed[name] = address.replace(PASSWORD, `12/${PASSWORD}`);
    for (const name of ["VDAB_URL", "AMA_ISSUER_URL", "AMA_JWKS_URL"])
      malformed[name] = `http://user:${PASSWORD}@127.0.0.1`;
    const { code, words } = await run([command], malformed);
    expect(code).toBe(1);
    for (const name of Object.keys(malformed).filter((one) => !/^(MAGDA|LOKET)_URL$/.test(one)))
      expect(words).toContain(`- ${name}: `);
    expect(secretIn(words)).toBeUndefined();
  });

  it("in the log of a program that Redis does not let in", async () => {
    let lines = "";
    const client = connectRedis(addresses["REDIS_URL"]!, createLog("trace", { write: (line) => void (lines += line) }));
    await until(() => lines.includes("Redis does not answer"));
    client.destroy();
    expect(lines).toContain("***");
    expect(secretIn(lines)).toBeUndefined();
  });
});
