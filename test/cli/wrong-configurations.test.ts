import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { examineCertificates } from "../../cli/examine-certificates.js";
import { judgeSpace } from "../../cli/examine-disk.js";
import { examineIssuer } from "../../cli/examine-issuer.js";
import { examinePostgres, judgePostgres } from "../../cli/examine-postgres.js";
import { examineRedis } from "../../cli/examine-redis.js";
import { examineSettings, examineTimeouts } from "../../cli/examine-settings.js";
import { examineSubgraphs } from "../../cli/examine-subgraphs.js";
import { exitCodeOf, warning, well, wrong, type Finding } from "../../cli/finding.js";
import { PROGRAM_SECRETS } from "../../cli/program-secrets.js";
import { createConfiguration } from "../../gateway/configuration/gateway-configuration.js";
import { createLog } from "../../platform/log.js";
import { readSettings, type Environment, type Settings } from "../../platform/settings.js";
import { warnOfUnknownVariables } from "../../platform/unknown-variables.js";
import { createMandateVerifier } from "../../schema/mandate-statement.js";
import { answerHandshake } from "../../subgraphs/kernel/answer-handshake.js";

/*
 * Each wrong configuration of this table is found by `ama doctor`, with its code, how much it matters, and what to do. What
 * is asked is a small server here; the real ones are in test/contract.
 */

const running: { close(): unknown }[] = [];
const folder = mkdtempSync(join(tmpdir(), "ama-doctor-"));
afterAll(() => {
  for (const server of running) server.close();
  rmSync(folder, { recursive: true });
});

async function listen<S extends Server | TcpServer>(server: S): Promise<string> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = async (answer: RequestListener) => `http://${await listen(createServer(answer))}`;

/** What is amiss, in short. */
const told = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== "well").map(({ level, code, words }) => [level, code, words]);

interface Case {
  readonly what: string;
  readonly level: "warning" | "wrong";
  readonly code: string;
  readonly advice: RegExp;
  readonly examine: () => Promise<readonly Finding[]> | readonly Finding[];
}

const check = (cases: readonly Case[]) =>
  test.each(cases)("$what: $code", async ({ level, code, advice, examine }) => {
    expect(told(await examine())).toEqual([[level, code, expect.stringMatching(advice)]]);
  });

describe("settings", () => {
  const examine = (environment: Environment, open = false) =>
    examineSettings({ ...readSettings({}), ...(environment as Partial<Settings>) }, environment, { open });

  check([
    {
      what: "a variable that begins like ours and is none",
      level: "warning",
      code: "VARIABLE_UNKNOWN",
      advice: /^AMA_REQUEST_TIMEOUT .*no effect: is it AMA_REQUEST_TIMEOUT_MS\?/,
      examine: () => examine({ AMA_REQUEST_TIMEOUT: "5" }),
    },
    {
      what: "a variable that is mistyped",
      level: "warning",
      code: "VARIABLE_UNKNOWN",
      advice: /is it ACCESS_LOG_URL_FILE\?/,
      examine: () => examine({ ACCES_LOG_URL_FILE: "/x", PATH: "/bin", KUBERNETES_PORT: "tcp://10.0.0.1" }),
    },
    {
      what: "an agency's time above the request's",
      level: "warning",
      code: "AGENCY_TIMEOUT_TOO_LONG",
      advice: /AMA_AGENCY_TIMEOUT_MS \(20000\) .*AMA_REQUEST_TIMEOUT_MS \(10000\).*make it shorter/,
      examine: () => examineSettings(readSettings({ AMA_AGENCY_TIMEOUT_MS: "20000" }), {}, { open: false }),
    },
    {
      what: "a subgraph's time above the request's",
      level: "warning",
      code: "SUBGRAPH_TIMEOUT_TOO_LONG",
      advice: /make it shorter/,
      examine: () =>
        examineTimeouts(
          [{ name: "toy" }, { name: "other" }],
          createConfiguration({ traffic: { subgraphs: { toy: { timeout: 20_000 } } } }, true),
          readSettings({}),
        ),
    },
    {
      what: "no Redis in production",
      level: "wrong",
      code: "REDIS_NOT_SET",
      advice: /give all programs one Redis/,
      examine: () => examine({ NODE_ENV: "production" }),
    },
    {
      what: "no Redis in production, for another graph",
      level: "warning",
      code: "REDIS_NOT_SET",
      advice: /rate limits/,
      examine: () => examine({ NODE_ENV: "production" }, true),
    },
  ]);

  test("a program warns of unknown variables at start, and starts", () => {
    let lines = "";
    const log = createLog("info", { write: (line) => void (lines += line) });
    warnOfUnknownVariables({ AMA_COST_LIMITS: "1", AMA_COST_LIMIT: "1" }, log);
    expect(lines.match(/"variable":"AMA_COST_LIMITS","nearest":"AMA_COST_LIMIT".*no effect/g)).toHaveLength(1);
  });
});

describe("subgraphs", () => {
  const OTHER_KEY = Buffer.alloc(64, "another key");
  const surroundings = (settings: Settings) => ({
    configuration: createConfiguration({}, false),
    settings,
    uses: Object.values(PROGRAM_SECRETS).flat(),
    open: false,
  });

  /** A subgraph with these settings and this clock, as far as it answers handshakes. */
  function runs(name: "referrals" | "contingents", other: Partial<Settings> = {}, aheadMs = 0): Promise<string> {
    const settings = { ...readSettings({}), ...other };
    const nowMs = () => Date.now() + aheadMs;
    const verify = createMandateVerifier(settings.AMA_MANDATE_KEY, name, nowMs);
    const noticeSecret = name === "referrals" ? "VDAB_NOTICE_SECRET" : "LOKET_NOTICE_SECRET";
    return serve((request, response) => {
      const statement = request.headers["ama-mandate"]?.toString();
      void text(request).then((body) => {
        const now = new Date(nowMs());
        response.end(
          JSON.stringify(answerHandshake({ body, statement }, { name, verify, noticeSecret }, { settings, now })),
        );
      });
    });
  }
  const examine = async (url: string) =>
    examineSubgraphs(
      [{ name: "referrals", url: "http://127.0.0.1:4001/graphql" }],
      surroundings(readSettings({ REFERRALS_URL: url })),
    );

  test("one that is right is well", async () => {
    const findings = await examine(await runs("referrals"));
    expect(findings).toEqual([expect.objectContaining({ level: "well" })]);
    expect(findings[0]!.words).toMatch(/takes our mandates/);
  });

  check([
    {
      what: "an address where nobody answers",
      level: "wrong",
      code: "SUBGRAPH_AWAY",
      advice: /start it, or say where it is with REFERRALS_URL/,
      examine: () => examine("http://127.0.0.1:9"),
    },
    {
      what: "an address where another subgraph answers",
      level: "wrong",
      code: "SUBGRAPH_IS_ANOTHER",
      advice: /answers the subgraph contingents.*REFERRALS_URL/,
      examine: async () => examine(await runs("contingents")),
    },
    {
      what: "a foreign mandate key",
      level: "wrong",
      code: "MANDATE_KEY_DIFFERS",
      advice: /another AMA_MANDATE_KEY.*give it and the gateway the same/,
      examine: async () => examine(await runs("referrals", { AMA_MANDATE_KEY: OTHER_KEY })),
    },
    {
      what: "a foreign participant key",
      level: "wrong",
      code: "PARTICIPANT_KEY_DIFFERS",
      advice: /another AMA_PARTICIPANT_KEY.*give it and all other programs the same/,
      examine: async () => examine(await runs("referrals", { AMA_PARTICIPANT_KEY: OTHER_KEY })),
    },
    {
      what: "a foreign notice secret",
      level: "wrong",
      code: "NOTICE_SECRET_DIFFERS",
      advice: /another VDAB_NOTICE_SECRET.*give it the one/,
      examine: async () => examine(await runs("referrals", { VDAB_NOTICE_SECRET: "x".repeat(16) })),
    },
    {
      what: "a clock an hour ahead",
      level: "wrong",
      code: "CLOCKS_DIFFER",
      advice: /its clock is 3\d+\.\d s ahead .*set both clocks by NTP/,
      examine: async () => examine(await runs("referrals", {}, 3_600_000)),
    },
  ]);
});

describe("the issuer", () => {
  /** An issuer whose document says these things; it knows no keys unless told where. */
  async function issuer(document: (self: string) => object, date = new Date()): Promise<string> {
    let self = "";
    self = await serve((request, response) => {
      response.setHeader("date", date.toUTCString());
      if (request.url === "/keys") return void response.end('{"keys":[]}');
      if (request.url !== "/.well-known/openid-configuration") return void response.writeHead(404).end();
      response.end(JSON.stringify({ issuer: self, ...document(self) }));
    });
    return self;
  }
  const examine = (AMA_ISSUER_URL: string) => examineIssuer(readSettings({ AMA_ISSUER_URL }));

  check([
    {
      what: "one that does not answer",
      level: "wrong",
      code: "ISSUER_UNREACHABLE",
      advice: /ECONNREFUSED.*correct AMA_ISSUER_URL/,
      examine: () => examine("http://127.0.0.1:9"),
    },
    {
      what: "keys that do not answer at the address set for them",
      level: "wrong",
      code: "ISSUER_UNREACHABLE",
      advice: /correct AMA_JWKS_URL/,
      examine: () => examineIssuer(readSettings({ AMA_JWKS_URL: "http://127.0.0.1:9/keys" })),
    },
    {
      what: "another's document",
      level: "wrong",
      code: "ISSUER_IS_ANOTHER",
      advice: /set AMA_ISSUER_URL exactly/,
      examine: async () => examine(await issuer((self) => ({ issuer: `${self}/other`, jwks_uri: `${self}/keys` }))),
    },
    {
      what: "keys on another origin",
      level: "wrong",
      code: "JWKS_ELSEWHERE",
      advice: /name it in AMA_JWKS_URL/,
      examine: async () => examine(await issuer(() => ({ jwks_uri: "http://127.0.0.1:9/keys" }))),
    },
    {
      what: "keys that do not answer",
      level: "wrong",
      code: "JWKS_UNREACHABLE",
      advice: /open the way there/,
      examine: async () => examine(await issuer((self) => ({ jwks_uri: `${self}/nowhere` }))),
    },
    {
      what: "a clock an hour behind",
      level: "wrong",
      code: "CLOCKS_DIFFER",
      advice: /s behind .*tokens are refused/,
      examine: async () =>
        examine(await issuer((self) => ({ jwks_uri: `${self}/keys` }), new Date(Date.now() - 3_600_000))),
    },
  ]);
});

describe("Redis", () => {
  /** A Redis that says who it is, and answers nothing of use to whatever else it is asked. */
  async function redis({ version = "7.0.15", role = "master", aheadMs = 0 }): Promise<string> {
    const bulk = (words: string) => `$${words.length}\r\n${words}\r\n`;
    const answerTo = (command: string) => {
      if (/hello/i.test(command))
        return `*6\r\n${["version", version, "role", role, "mode", "standalone"].map(bulk).join("")}`;
      if (/\btime\b/i.test(command))
        return `*2\r\n${bulk(String(Math.floor((Date.now() + aheadMs) / 1_000)))}${bulk("0")}`;
      if (/ping/i.test(command)) return "+PONG\r\n";
      return /\beval/i.test(command) ? "*2\r\n:1\r\n:1\r\n" : "$-1\r\n";
    };
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        const commands = data.toString().split(/\r\n(?=\*\d+\r\n)/);
        socket.write(commands.map(answerTo).join(""));
      });
    });
    return `redis://${await listen(server)}`;
  }
  const examine = async (url: string) => (await examineRedis({ ...readSettings({}), REDIS_URL: url })).slice(1);

  check([
    {
      what: "an old version",
      level: "wrong",
      code: "REDIS_TOO_OLD",
      advice: /version 6\.2\.0: upgrade it to 7/,
      examine: async () => examine(await redis({ version: "6.2.0" })),
    },
    {
      what: "a replica",
      level: "warning",
      code: "REDIS_IS_REPLICA",
      advice: /have REDIS_URL name its primary/,
      examine: async () => examine(await redis({ role: "replica" })),
    },
    {
      what: "a clock an hour ahead",
      level: "warning",
      code: "CLOCKS_DIFFER",
      advice: /ahead .*set both clocks by NTP/,
      examine: async () => examine(await redis({ aheadMs: 3_600_000 })),
    },
  ]);
});

describe("PostgreSQL", () => {
  const RIGHT = { version: 150_004, now: "2026-11-21T09:00:00Z", isReadOnly: false, pooler: "none" } as const;
  const use = { subject: "access log", variable: "ACCESS_LOG_URL", writes: true };
  const ledger = { subject: "DWSE (dwse)", variable: "DATABASE_URL", writes: false, listens: "DATABASE_URL" };

  check([
    {
      what: "one that does not answer",
      level: "wrong",
      code: "POSTGRES_UNREACHABLE",
      advice: /ECONNREFUSED.*ACCESS_LOG_URL/,
      examine: () => examinePostgres("postgres://u:p@127.0.0.1:9/log", use),
    },
    {
      what: "an old version",
      level: "wrong",
      code: "POSTGRES_TOO_OLD",
      advice: /14\.2: upgrade it to 15/,
      examine: () => judgePostgres({ ...RIGHT, version: 140_002 }, use),
    },
    {
      what: "a replica where rows are written",
      level: "wrong",
      code: "POSTGRES_READ_ONLY",
      advice: /have ACCESS_LOG_URL name the primary/,
      examine: () => judgePostgres({ ...RIGHT, isReadOnly: true }, use),
    },
    {
      what: "a pooler in transaction mode where changes are listened for",
      level: "warning",
      code: "POOLER_HIDES_NOTICES",
      advice: /name the server itself in DATABASE_URL/,
      examine: () => judgePostgres({ ...RIGHT, pooler: "transaction" }, ledger),
    },
  ]);

  test("a pooler in transaction mode is well where rows are written, and a replica where they are read", () => {
    expect(judgePostgres({ ...RIGHT, pooler: "transaction" }, use)).toEqual([
      well("access log", "is PostgreSQL 15.4, behind a pooler in transaction mode"),
    ]);
    expect(told(judgePostgres({ ...RIGHT, isReadOnly: true }, ledger))).toEqual([]);
  });
});

describe("disks", () => {
  const GB = 1024 ** 3;
  check([
    {
      what: "little left",
      level: "warning",
      code: "DISK_NEARLY_FULL",
      advice: /3\.0 %, of the disk at \/data are left: free some/,
      examine: () => [judgeSpace("/data", { freeBytes: 3 * GB, freeShare: 0.03, freeFileShare: 1 })!],
    },
    {
      what: "hardly anything left",
      level: "wrong",
      code: "DISK_FULL",
      advice: /only 10 MB/,
      examine: () => [judgeSpace("/data", { freeBytes: GB / 100, freeShare: 0.02, freeFileShare: 1 })!],
    },
    {
      what: "no further files",
      level: "wrong",
      code: "DISK_FULL",
      advice: /no further files: remove some/,
      examine: () => [judgeSpace("/data", { freeBytes: 3 * GB, freeShare: 0.5, freeFileShare: 0 })!],
    },
  ]);

  test("a small share of a large disk is enough", () => {
    expect(judgeSpace("/data", { freeBytes: 100 * GB, freeShare: 0.05, freeFileShare: 0.5 })).toBeUndefined();
  });
});

describe("certificates", () => {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const DAY_MS = 86_400_000;
  let url: string;
  beforeAll(async () => {
    const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 60 -subj /CN=127.0.0.1";
    execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", certificate], { stdio: "ignore" });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) });
    url = `https://${await listen(server)}`;
  });
  const examine = (days: number, environment: Environment = {}, subgraphs = [{ name: "toy", url }]) =>
    examineCertificates(readSettings({}), environment, subgraphs, new Date(Date.now() + days * DAY_MS));

  test("those that last are well", async () => {
    expect(await examine(0)).toEqual([well("certificates", "1 last for 21 days or longer")]);
  });

  check([
    {
      what: "one of a server that ends soon",
      level: "warning",
      code: "CERTIFICATE_ENDS_SOON",
      advice: /that of subgraph toy ends on .* in 9 days: renew it/,
      examine: () => examine(50),
    },
    {
      what: "one of a server that ended",
      level: "wrong",
      code: "CERTIFICATE_ENDED",
      advice: /that of subgraph toy ended on .*: renew it/,
      examine: () => examine(61),
    },
    {
      what: "one in a file that ends soon",
      level: "warning",
      code: "CERTIFICATE_ENDS_SOON",
      advice: /that of NODE_EXTRA_CA_CERTS/,
      examine: () => examine(50, { NODE_EXTRA_CA_CERTS: certificate }, []),
    },
  ]);
});

test("the exit code says the worst that was found", () => {
  const [fine, amiss, failing] = [well("a", "b"), warning("a", "A", "b"), wrong("a", "A", "b")];
  expect([[fine], [fine, amiss], [amiss, failing, fine]].map(exitCodeOf)).toEqual([0, 2, 1]);
});
