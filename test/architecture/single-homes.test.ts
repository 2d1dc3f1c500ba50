import { describe, expect, test } from "@jest/globals";
import { FAULTS, PROTOCOL_CODES, REFUSALS } from "../../schema/faults.js";
import { readSources, type SourceFile } from "../support/sources.js";

/** What is shipped: tests may do as they need. */
const sources = readSources().filter(({ path }) => !path.startsWith("test/"));

interface Home {
  what: string;
  /** Where it may be: files, or folders that end with a slash. */
  homes: readonly string[];
  isUsed: (file: SourceFile) => boolean;
  because: string;
}

const imports =
  (...names: string[]) =>
  (file: SourceFile): boolean =>
    names.some((name) => file.imports.includes(name));
const says =
  (pattern: RegExp) =>
  ({ text }: SourceFile): boolean =>
    pattern.test(text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ""));

const HOMES: readonly Home[] = [
  {
    what: "process.env",
    homes: ["platform/settings.ts"],
    isUsed: says(/\bprocess\.env\b/),
    because: "every variable is named, checked and documented in one list",
  },
  {
    what: "HTTP clients",
    homes: [
      "subgraphs/kernel/client.ts",
      "gateway/subgraph-links/http-link.ts",
      "gateway/subgraph-links/greet-subgraph.ts",
      "gateway/engine/",
      "gateway/identity/fetch-json.ts",
      // Where supergraphs come from, and whether something answers where one says that a subgraph is.
      "gateway/delivery/",
      "cli/log-in.ts",
      "gateway/pages/shell/session/",
      "gateway/pages/playground/graph-fetcher.ts",
      // The other side: where VDAB and the counter post their notices.
      "agencies/notices/",
    ],
    isUsed: (file) => imports("undici", "axios", "node-fetch")(file) || says(/(?<![.\w])fetch\(/)(file),
    because: "every call that leaves carries a deadline, a cap and a mandate",
  },
  {
    what: "redis",
    homes: ["platform/redis.ts", "platform/redis-set.ts"],
    isUsed: imports("redis", "@redis/client", "ioredis"),
    because: "its connections, errors and embedded replacement are decided once",
  },
  {
    what: "dataloader",
    homes: ["subgraphs/kernel/loader.ts"],
    isUsed: imports("dataloader"),
    because: "answers are matched by key, never by position, and that is written once",
  },
  {
    what: "pg",
    homes: [
      "subgraphs/ledger/source/",
      "agencies/dwse/",
      "platform/access-log/",
      "platform/postgres/",
      "platform/inspect-postgres.ts",
    ],
    isUsed: imports("pg"),
    because: "only the department's ledger and the access log speak PostgreSQL",
  },
  {
    what: "the machine's clock",
    homes: ["platform/clock.ts", "gateway/pages/shell/clock.ts"],
    isUsed: says(/\bnew Date\(\)|\bDate\.now\(\)/),
    because: "a test and a picture are the same tomorrow",
  },
  {
    what: "threads",
    // Those of the editor run in a browser.
    homes: ["platform/threads/", "gateway/pages/playground/editor-threads.ts"],
    isUsed: says(/\bnew Worker\(/),
    because: "each starts from sources and built alike, and has a limit to its memory",
  },
  {
    what: "the digits of a national number",
    homes: [
      "schema/identifiers.ts",
      "schema/scalars.ts",
      "subgraphs/kernel/ask-persons.ts",
      "subgraphs/kernel/kept/value-text.ts",
      ...sourceFolders(),
    ],
    isUsed: says(/\.reveal\(\)/),
    because: "they are shown to the agency that is asked, kept encrypted, and shown to nobody else",
  },
];

function sourceFolders(): string[] {
  return ["referrals", "permissions", "contingents", "ledger"].map((name) => `subgraphs/${name}/source/`);
}

/** Seen and allowed: each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "process.env in gateway/pages/build-pages.ts":
    "it is a word of libraries made for bundlers, which the build replaces: nothing is read from the environment",
  "the machine's clock in agencies/dwse/embedded/open-embedded.ts":
    "it marks a kept database as just used, for the sweeping of old ones; no answer depends on it",
};

describe("what has a single home", () => {
  test.each(HOMES.map((home) => [home.what, home] as const))("%s", (_what, { what, homes, isUsed, because }) => {
    const strays = sources
      .filter(isUsed)
      .filter(({ path }) => !homes.some((home) => (home.endsWith("/") ? path.startsWith(home) : path === home)))
      .filter(({ path }) => !(`${what} in ${path}` in EXCEPTIONS))
      .map(({ path }) => `${path} uses ${what}, whose home is ${homes.join(", ")}, because ${because}`);
    expect(strays).toEqual([]);
  });

  test("every code that a client can be told is in the catalogue", () => {
    const catalogue = new Set([...Object.keys(FAULTS), ...Object.keys(REFUSALS), ...PROTOCOL_CODES]);
    const strays = sources
      .filter(({ path }) => /^(schema|platform|subgraphs|gateway)\//.test(path) && !path.startsWith("gateway/engine/"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\bcode: "([A-Z][A-Z_]+)"/g)]
          .filter(([, code = ""]) => !catalogue.has(code))
          .map(([, code = ""]) => `${path} tells ${code}, which schema/faults.ts does not explain to anybody`),
      );
    expect(strays).toEqual([]);
  });
});
