import { describe, expect, test } from "@jest/globals";
import { explained, explanationFor, withPlan } from "../../gateway/explain-plan.js";
import type { RequestContext } from "../../gateway/request-context.js";
import type { SubgraphLink } from "../../gateway/subgraph-links/subgraph-link.js";
import { Fault } from "../../schema/faults.js";
import { CAPACITIES, type Capacity, type Mandate } from "../../schema/mandate.js";
import type { ToldPlan } from "../../schema/plan-step.js";

const as = (capacity: Capacity) => ({ capacity }) as Mandate;

describe("how an answer came about", () => {
  test("is told in production to those who write their own questions and to inspectors alone", () => {
    const told = CAPACITIES.filter((capacity) => explanationFor("true", as(capacity), { production: true }));
    expect(told).toEqual(["INSPECTOR", "ANALYST"]);
    expect(explanationFor("true", undefined, { production: true })).toBeUndefined();
  });

  test("is told only when it is asked for", () => {
    for (const asked of [undefined, "false", "yes", ["true"]])
      expect(explanationFor(asked, as("INSPECTOR"), { production: false })).toBeUndefined();
  });

  test("says who was asked what about how many, and nothing of what stood in the variables", async () => {
    const explanation = explanationFor("true", as("LEAD"), { production: false })!;
    const context = { explanation } as unknown as RequestContext;
    const link = (name: string, ask: SubgraphLink["ask"]) => explained({ name, ask } as SubgraphLink);
    const signal = new AbortController().signal;
    const representations = [1, 2].map((id) => ({ __typename: "Participant", id: `secret-${id}` }));
    await link("referrals", () => Promise.resolve({})).ask({
      query: 'query { participantByInsz(insz: "85.07.30-033.28") { id } }',
      kind: "query",
      variables: JSON.stringify({ representations, other: ["secret"] }),
      context,
      signal,
    });
    const away = link("ledger", () => Promise.reject(new Fault("SUBGRAPH_UNAVAILABLE")));
    await expect(away.ask({ query: "{ x }", kind: "query", variables: "{}", context, signal })).rejects.toThrow();

    const { extensions } = withPlan({ data: null }, context);
    const { steps } = extensions!["plan"] as ToldPlan;
    expect(steps).toMatchObject([
      { subgraph: "referrals", agency: "VDAB", entities: 2 },
      { subgraph: "ledger", agency: "DWSE", entities: 0, fault: "SUBGRAPH_UNAVAILABLE" },
    ]);
    expect(JSON.stringify(steps)).not.toMatch(/secret|85\.07\.30/);
  });
});
