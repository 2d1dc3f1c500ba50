import { spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-ports.js";
import { findProgram } from "./install-programs.mjs";
import { notRoot, untilItAnswers, type RealPostgres } from "./postgres.js";

/** PgBouncer before a PostgreSQL server, started for a test. */
export interface Pooler {
  /** The same address of a database, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * Starts PgBouncer in transaction mode as its package configures it: it takes no startup parameter that it does not know,
 * and two transactions of one client may run on two connections, which it takes in turns.
 * @param logins who may come in, without a password
 */
export async function startPgBouncer(server: RealPostgres, logins: readonly string[]): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), "ama-pgbouncer-"));
  const port = await freePort();
  const upstream = new URL(server.url);
  const users = join(folder, "users.txt");
  const settings = join(folder, "pgbouncer.ini");
  writeFileSync(users, logins.map((login) => `"${login}" ""\n`).join(""));
  writeFileSync(
    settings,
    `[databases]
* = host=${upstream.hostname} port=${upstream.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 3
server_round_robin = 1
`,
  );
  const who = notRoot();
  if (who) chownSync(folder, who.uid, who.gid);
  const program = spawn(findProgram("pgbouncer")!, ["--quiet", settings], { ...who, cwd: folder, stdio: "ignore" });
  const gone = new Promise<void>((resolve) => program.once("exit", () => resolve()));
  const through = (url: string) => {
    const address = new URL(url);
    address.port = String(port);
    return address.href;
  };
  await untilItAnswers(through(server.url));
  return {
    through,
    async stop() {
      program.kill("SIGKILL");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
