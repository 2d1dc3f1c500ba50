import { expect, test } from "@jest/globals";
import { Kind, parse, type FieldNode, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";
import { ParticipantResolver } from "../../../subgraphs/ledger/resolvers/participant-resolver.js";

/** What a resolver of the one root field of this document is told of it. */
function infoOf(document: string) {
  const { definitions } = parse(document);
  const operation = definitions.find((it): it is OperationDefinitionNode => it.kind === Kind.OPERATION_DEFINITION)!;
  const fragments = definitions.filter((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION);
  const fieldNodes = operation.selectionSet.selections as FieldNode[];
  return { fieldNodes, fragments: Object.fromEntries(fragments.map((it) => [it.name.value, it])) };
}

function askFunding(document: string) {
  const asked: string[] = [];
  let answer = (): void => undefined;
  const unitAmounts = () => {
    asked.push("unitAmounts");
    // The ledger answers neither before it was asked for both.
    answer();
    return Promise.reject(new Error("told where the amount is"));
  };
  const participantDays = {
    load: () => new Promise((resolve) => (asked.push("participantDays"), (answer = () => resolve([])))),
  };
  const load = { unitAmounts, participantDays };
  const funding = new ParticipantResolver().funding({ id: "p" }, { load } as never, infoOf(document) as never, 2026);
  return { asked, funding, answer: () => answer() };
}

test.each([
  "{ funding { amount { cents } } }",
  "{ funding { days ... on ParticipantFunding { amount { cents } } } }",
  "{ funding { ...Paid } } fragment Paid on ParticipantFunding { amount { cents } }",
])("the ledger is asked for days and unit amounts at once: %s", async (document) => {
  const { asked } = askFunding(document);
  await Promise.resolve();
  expect(asked.sort()).toEqual(["participantDays", "unitAmounts"]);
});

test("the ledger is not asked for unit amounts where nobody asks for an amount", async () => {
  const { asked, funding, answer } = askFunding("{ funding { days } }");
  answer();
  expect(await funding).toEqual({ year: 2026, quarters: [] });
  expect(asked).toEqual(["participantDays"]);
});
