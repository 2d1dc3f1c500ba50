import { getNamedType, Kind, typeFromAST, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { now } from "../shell/clock.js";
import { askGraph } from "../shell/session/ask-graph.js";
import { currentSession } from "../shell/session/session.js";

interface Found {
  participants?: { edges: { node: { id: string } }[] } | null;
  partnerships?: { edges: { node: { id: string } }[] } | null;
}

const FIND = /* GraphQL */ `
  query FindSomething {
    participants(first: 1) {
      edges {
        node {
          id
        }
      }
    }
    partnerships(first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`;

let found: { key: string; ids: Promise<Ids> } | undefined;

interface Ids {
  readonly participant?: string;
  readonly partnership?: string;
}

/**
 * Values with which an example can be run at once: somebody and something in the asker's sight, and days about now.
 * A variable that may be left out is left out; a text that we know nothing for is empty, for the reader to fill.
 */
export async function sampleVariables(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): Promise<Record<string, unknown>> {
  const needed = (operation.variableDefinitions ?? []).filter(
    ({ type, defaultValue, variable }) =>
      (type.kind === Kind.NON_NULL_TYPE && !defaultValue) || variable.name.value === "partnership",
  );
  const names = needed.map(({ variable }) => variable.name.value);
  const ids = names.some((name) => name === "participant" || name === "partnership") ? await findIds() : {};
  const today = now();
  const values: Record<string, unknown> = {
    participant: ids.participant ?? "",
    partnership: ids.partnership ?? "",
    year: today.getUTCFullYear(),
    quarter: quarterBefore(today),
    before: dayOf(new Date(today.getTime() + 30 * 86_400_000)),
    on: dayOf(today),
  };
  return Object.fromEntries(
    needed.map(({ variable: { name }, type }) => [name.value, values[name.value] ?? emptyOf(type)]),
  );

  function emptyOf(type: Parameters<typeof typeFromAST>[1]): unknown {
    switch (getNamedType(typeFromAST(schema, type as never))?.name) {
      case "Int":
        return 0;
      case "Boolean":
        return false;
      case "Date":
        return dayOf(today);
      default:
        return "";
    }
  }
}

function findIds(): Promise<Ids> {
  const session = currentSession();
  if (!session) return Promise.resolve({});
  const key = `${session.token} ${session.purpose ?? ""}`;
  if (found?.key !== key) found = { key, ids: ask() };
  return found.ids;
}

async function ask(): Promise<Ids> {
  const { data } = await askGraph<Found>(FIND).catch(() => ({ data: undefined }));
  const participant = data?.participants?.edges[0]?.node.id;
  const partnership = data?.partnerships?.edges[0]?.node.id;
  return { ...(participant && { participant }), ...(partnership && { partnership }) };
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The last quarter that has ended. */
function quarterBefore(moment: Date): string {
  const quarter = Math.floor(moment.getUTCMonth() / 3);
  return quarter === 0 ? `${moment.getUTCFullYear() - 1}Q4` : `${moment.getUTCFullYear()}Q${quarter}`;
}
