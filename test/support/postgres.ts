import { execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { migratePostgres } from "../../platform/access-log/postgres-database.js";
import { freePort } from "./free-ports.js";
import { findProgram } from "./install-programs.mjs";

/** A real PostgreSQL server, started for a test. */
export interface RealPostgres {
  /** `postgres://postgres@127.0.0.1:…/postgres`; every login comes in without a password unless one was given. */
  url: string;
  /** Ends the server at once; what it keeps stays. */
  halt(): Promise<void>;
  /** Starts it again where it was, after `halt`. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs on this machine, or undefined. */
export function findPostgres(): string | undefined {
  const folders = ["initdb", "postgres"].map((program) => findProgram(program)).map((path) => path && dirname(path));
  return folders[0] === folders[1] ? folders[0] : undefined;
}

/**
 * Starts a server with an empty database, on a free port and a folder of its own.
 * @param within where that folder is made
 * @param password the administrator's; every login then needs its own
 */
export async function startPostgres(
  programs: string,
  { within = tmpdir(), password }: { within?: string; password?: string } = {},
): Promise<RealPostgres> {
  const folder = mkdtempSync(join(within, "ama-postgres-"));
  const data = join(folder, "data");
  const who = notRoot();
  if (who) chownSync(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } };
  const secret = join(folder, "password");
  if (password !== undefined) writeFileSync(secret, password);
  const authentication = password === undefined ? ["--auth=trust"] : ["--auth=scram-sha-256", `--pwfile=${secret}`];
  execFileSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "--no-sync", "--no-instructions", "-E", "UTF8", ...authentication],
    { ...options, stdio: "ignore" },
  );
  const port = await freePort();
  const settings = ["fsync=off", `unix_socket_directories=${folder}`, "listen_addresses=127.0.0.1", `port=${port}`];
  const url = `postgres://postgres${password === undefined ? "" : `:${password}`}@127.0.0.1:${port}/postgres`;
  let halt = await run();

  async function run(): Promise<() => Promise<void>> {
    const server = spawn(join(programs, "postgres"), ["-D", data, ...settings.flatMap((each) => ["-c", each])], {
      ...options,
      stdio: "ignore",
    });
    const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    await untilItAnswers(url);
    return async () => {
      server.kill("SIGQUIT");
      await gone;
    };
  }

  return {
    url,
    halt: () => halt(),
    async resume() {
      halt = await run();
    },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Another server that follows this one, change by change, until it is told to take over. */
export interface Replica {
  readonly url: string;
  /** From then on it takes changes. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one; from then on the primary says that something is written only once the replica has it too. */
export async function startReplica(programs: string, primary: RealPostgres): Promise<Replica> {
  const folder = mkdtempSync(join(tmpdir(), "ama-replica-"));
  const who = notRoot();
  if (who) chownSync(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } };
  const data = join(folder, "data");
  const from = new URL(primary.url);
  execFileSync(
    // Beside the program itself, which the one in the path may only lead to.
    join(dirname(realpathSync(join(programs, "postgres"))), "pg_basebackup"),
    [
      "-D",
      data,
      "-h",
      from.hostname,
      "-p",
      from.port,
      "-U",
      "postgres",
      "-R",
      "-X",
      "stream",
      "-c",
      "fast",
      "--no-sync",
    ],
    { ...options, stdio: "ignore" },
  );
  const port = await freePort();
  const settings = ["fsync=off", `unix_socket_directories=${folder}`, "listen_addresses=127.0.0.1", `port=${port}`];
  const server = spawn(join(programs, "postgres"), ["-D", data, ...settings.flatMap((each) => ["-c", each])], {
    ...options,
    stdio: "ignore",
  });
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = primary.url.replace(from.port, String(port));
  await untilItAnswers(url);
  await runSql(primary.url, "alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
  return {
    url,
    promote: () => runSql(url, "select pg_promote()"),
    async stop() {
      server.kill("SIGQUIT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runSql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Makes an access log there. @returns its address under the login of a gateway */
export async function makeAccessLog({ url }: RealPostgres): Promise<string> {
  await migratePostgres(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("create role of_gateway login in role ama_access_writer, ama_access_reader");
  await client.end();
  return url.replace("postgres@", "of_gateway@");
}

/** PostgreSQL refuses to be run by root: somebody else, when we are root. */
export function notRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string) =>
    Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  for (const user of ["postgres", "nobody"])
    try {
      return { uid: idOf("-u", user), gid: idOf("-g", user) };
    } catch {
      // No such user here: the next.
    }
  return { uid: 65534, gid: 65534 };
}

/** Waits until a database takes a login. */
export async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
