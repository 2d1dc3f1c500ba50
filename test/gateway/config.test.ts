import { describe, expect, it } from "@jest/globals";
import { urlOf } from "../../gateway/config.js";
import { readSettings } from "../../platform/settings.js";

const settings = readSettings({ LEDGER_URL: "http://10.0.0.8:4004", REFERRALS_URL: "https://ama.example/referrals" });

describe("where a subgraph is asked", () => {
  it.each([
    ["ledger", "http://127.0.0.1:4004/graphql", "http://10.0.0.8:4004/graphql"],
    ["referrals", "http://127.0.0.1:4001/graphql", "https://ama.example/referrals"],
    ["permissions", "http://127.0.0.1:4002/graphql", "http://127.0.0.1:4002/graphql"],
  ])("ours, %s, is where the settings say", (name, inSupergraph, asked) => {
    expect(urlOf(name, inSupergraph, settings)).toBe(asked);
  });

  it("ours, with several replicas, is at each of them", () => {
    const several = readSettings({ LEDGER_URL: "http://10.0.0.8:4004/, https://[::1]/ledger" });
    expect(urlOf("ledger", "http://127.0.0.1:4004/graphql", several)).toBe(
      "http://10.0.0.8:4004/graphql,https://[::1]/ledger",
    );
    expect(() => readSettings({ LEDGER_URL: "http://10.0.0.8:4004,10.0.0.9:4004" })).toThrow(
      /LEDGER_URL: must be an address/,
    );
  });

  it("another's of the same name is where its supergraph says", () => {
    expect(urlOf("ledger", "https://bank.example/ledger", settings)).toBe("https://bank.example/ledger");
  });
});
