import { describe, expect, test } from "@jest/globals";
import { AGENCIES } from "../../schema/agencies.js";
import { readSources } from "../support/sources.js";

const sources = readSources();
const SUBGRAPHS = AGENCIES.map(({ subgraph }) => `subgraphs/${subgraph}`);

interface Rule {
  files: string;
  /** The folders of ours that they may import from. */
  may: readonly string[];
  because: string;
}

const RULES: readonly Rule[] = [
  { files: "schema", may: ["schema"], because: "the contract serves nothing and depends on nothing that does" },
  { files: "platform", may: ["schema", "platform"], because: "what any process needs knows no agency and no gateway" },
  {
    files: "subgraphs/kernel",
    may: ["schema", "platform", "subgraphs/kernel"],
    because: "what all four share cannot depend on one of them",
  },
  ...SUBGRAPHS.map((files) => ({
    files,
    may: ["schema", "platform", "subgraphs/kernel", files],
    because: "subgraphs never meet in code, only in the graph",
  })),
  {
    files: "gateway",
    may: ["schema", "platform", "gateway"],
    because: "a gateway that knows a subgraph's code cannot stand alone before any supergraph",
  },
  {
    files: "gateway/engine",
    may: [
      "gateway/engine",
      "platform/addresses-of.ts",
      "platform/json",
      "platform/threads",
      "platform/unless-aborted.ts",
    ],
    because: "the engine serves any supergraph: it knows nothing of agencies, mandates or settings",
  },
  ...["shell", "landing", "playground", "schema-map", "dashboard", "callback"].map((page) => ({
    files: `gateway/pages/${page}`,
    may: ["schema", "gateway/pages"],
    because: "a page runs in its reader's browser: it knows the contract, and nothing of how it is kept",
  })),
  {
    files: "agencies",
    may: ["agencies"],
    because: "a stand-in that shares code with its connector proves nothing about the real system",
  },
  {
    files: "cli",
    may: ["schema", "platform", "subgraphs", "gateway", "agencies", "cli"],
    because: "what is shipped does not need the tests",
  },
];

describe("who may import what", () => {
  test.each(RULES.map((rule) => [rule.files, rule] as const))("%s", (_files, { files, may, because }) => {
    const broken = sources
      .filter(({ path }) => isIn(path, files))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => name.endsWith(".ts") && !may.some((folder) => isIn(name, folder)))
          .map((name) => `${path} imports ${name}, because of which: ${because}`),
      );
    expect(broken).toEqual([]);
  });

  test("an agency's records stay in source/", () => {
    const broken = sources
      .filter(({ path }) => path.startsWith("subgraphs/"))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => /^subgraphs\/\w+\/source\/.*records\.ts$/.test(name) && !path.includes("/source/"))
          .map((name) => `${path} imports ${name}: beyond source/ only our own words are spoken`),
      );
    expect(broken).toEqual([]);
  });

  test("the scanner sees imports of every form", () => {
    const self = sources.find(({ path }) => path === "cli/open-house.ts");
    expect(self?.imports).toEqual(expect.arrayContaining(["gateway/gateway.ts", "subgraphs/kernel/run-subgraph.ts"]));
    const lazy = sources.find(({ path }) => path === "cli/subgraphs.ts");
    expect(lazy?.imports).toContain("subgraphs/referrals/subgraph.ts");
  });
});

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
