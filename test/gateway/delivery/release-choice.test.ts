import { describe, expect, test } from "@jest/globals";
import { isTriedOn } from "../../../gateway/delivery/canary-share.js";
import { findLostSubgraphs } from "../../../gateway/delivery/lost-subgraphs.js";
import {
  NEWEST,
  rollBack,
  servingOf,
  tryOut,
  use,
  type ReleaseChoice,
} from "../../../gateway/delivery/release-choice.js";

const VERSIONS = ["v1", "v2", "v3"];

describe("the version that serves", () => {
  test("is the newest where nobody chose, and the chosen one whatever is added", () => {
    expect(servingOf(NEWEST, VERSIONS)).toBe("v3");
    expect(servingOf(use(NEWEST, VERSIONS, "v2", false), [...VERSIONS, "v4"])).toBe("v2");
    expect(() => servingOf(NEWEST, [])).toThrow("ama supergraph add FILE");
  });

  test("is rolled back to the one that served before, and from there to the one that is older", () => {
    const chosen = use(use(NEWEST, VERSIONS, "v1", false), VERSIONS, "v3", false);
    const back = rollBack(chosen, VERSIONS, false);
    expect(back).toEqual({ serve: "v1", force: false });
    expect(() => rollBack(back, VERSIONS, false)).toThrow("no version before v1");
    expect(rollBack(NEWEST, VERSIONS, true)).toEqual({ serve: "v2", force: true });
  });

  test("keeps serving while another is tried out, the newest too", () => {
    const tried: ReleaseChoice = tryOut(use(NEWEST, VERSIONS, "v2", false), VERSIONS, {
      version: "v3",
      percent: 5,
      by: "caller",
    });
    expect([servingOf(tried, VERSIONS), tried.canary]).toEqual(["v2", { version: "v3", percent: 5, by: "caller" }]);
    expect(use(tried, VERSIONS, "v3", false)).toEqual({ serve: "v3", before: "v2", force: false });
    expect(() => tryOut(tried, VERSIONS, { version: "v2", percent: 5, by: "caller" })).toThrow("serves all already");
    expect(() => tryOut(tried, VERSIONS, { version: "v9", percent: 5, by: "caller" })).toThrow("no version v9");
  });
});

describe("a share of the requests", () => {
  const callers = Array.from({ length: 4_000 }, (_, index) => `caller ${index}`);
  const drawn = (percent: number, version = "v1") =>
    callers.filter((caller) => isTriedOn({ percent, by: "caller" }, version, caller, Math.random));

  test("by caller is about as large as was asked, always of the same callers, and keeps them as it grows", () => {
    const [few, more] = [drawn(10), drawn(40)];
    expect(few.length).toBeGreaterThan(300);
    expect(few.length).toBeLessThan(500);
    expect(drawn(10)).toEqual(few);
    expect(more).toEqual(expect.arrayContaining(few));
    expect(drawn(10, "v2")).not.toEqual(few);
    expect([drawn(0).length, drawn(100).length]).toEqual([0, callers.length]);
  });

  test("by request follows the draw and not the caller", () => {
    const draws = [0.01, 0.2, 0.049];
    const share = { percent: 5, by: "request" } as const;
    expect([1, 2, 3].map(() => isTriedOn(share, "v1", "anybody", () => draws.shift()!))).toEqual([true, false, true]);
  });
});

test("a subgraph is lost when it is left out, or moved to where nothing answers", async () => {
  const now = [
    { name: "stays", url: "http://a" },
    { name: "moves", url: "http://b" },
    { name: "goes", url: "http://c" },
  ];
  const next = [
    { name: "stays", url: "http://a" },
    { name: "moves", url: "http://d" },
    { name: "comes", url: "http://e" },
  ];
  const asked: string[] = [];
  const answers = (url: string) => {
    asked.push(url);
    return Promise.resolve(url === "http://e");
  };
  expect((await findLostSubgraphs(now, next, answers)).map(({ name }) => name)).toEqual(["goes", "moves"]);
  expect(asked).toEqual(["http://d", "http://e"]);
});
