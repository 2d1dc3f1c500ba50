import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The programs that some levels run for real: what each is called, and the Debian package that has it. */
const PROGRAMS = [
  { program: "redis-server", debian: "redis-server", level: "contract", without: "Redis is left out of the tests" },
  {
    program: "postgres",
    debian: "postgresql",
    level: "contract",
    without: "the ledger is tested on the embedded PostgreSQL alone",
  },
  {
    program: "pgbouncer",
    debian: "pgbouncer",
    level: "contract",
    without: "the access log is tested without a pooler before its PostgreSQL",
  },
  { program: "chromium", debian: "chromium", level: "browser", without: "no page is looked at" },
];

/** Where a program is, or undefined. Debian keeps PostgreSQL's own programs and its daemons out of the path. */
export function findProgram(program) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  const versions = "/usr/lib/postgresql";
  if (existsSync(versions)) for (const version of readdirSync(versions)) folders.push(join(versions, version, "bin"));
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Installs what these levels miss where that is possible; one line for each that stays missing, and why. */
export function installPrograms(levels) {
  const missing = PROGRAMS.filter(({ program, level }) => levels.includes(level) && !findProgram(program));
  if (missing.length === 0) return [];
  const why = install(missing.map(({ debian }) => debian));
  return missing
    .filter(({ program }) => !findProgram(program))
    .map(
      ({ program, without }) => `skipped: no ${program} here (${why ?? "its package does not bring it"}): ${without}`,
    );
}

function install(packages) {
  if (process.env.AMA_NO_INSTALL) return "AMA_NO_INSTALL is set";
  if (process.getuid?.() !== 0) return "only root may install it";
  if (!findProgram("apt-get")) return "there is no apt-get to install it";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...words) =>
    spawnSync("apt-get", ["-qq", ...words], { env, stdio: "ignore", timeout: 180_000 }).status === 0;
  const now = () => apt("install", "-y", "--no-install-recommends", ...packages);
  return now() || (apt("update") && now()) ? undefined : "apt-get could not install it";
}
