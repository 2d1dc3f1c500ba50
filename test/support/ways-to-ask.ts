import { request } from "undici";
import type { GraphQLFormattedError } from "graphql";
import { readParts } from "./read-parts.js";
import type { TestHouse } from "./start-house.js";
import { listen, type Protocol } from "./subscribe.js";

/** What was told of one person, however it was asked: paths begin at the person. */
export interface ToldOfPerson {
  readonly person: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
}

/** Who asks, with a real token. */
export interface PersonAsker {
  readonly as: string;
  readonly purpose: string;
}

interface Part {
  readonly data?: Record<string, unknown> | null;
  readonly path?: readonly (string | number)[];
  readonly errors?: readonly GraphQLFormattedError[];
  readonly incremental?: readonly Part[];
}

async function headersOf(house: TestHouse, { as, purpose }: PersonAsker): Promise<Record<string, string>> {
  const authorization = `Bearer ${await house.token(as)}`;
  return { authorization, "ama-purpose": purpose, "ama-legal-context": "Opdracht 2026/1" };
}

/** Asks a query for a selection of one person. */
export function askByQuery(house: TestHouse, asker: PersonAsker, id: string, selection: string): Promise<ToldOfPerson> {
  return askInParts(house, asker, id, `query($id: ID!) { participant(id: $id) { ${selection} } }`);
}

/** The same, with all of it but the id deferred, in two parts. */
export function askDeferring(
  house: TestHouse,
  asker: PersonAsker,
  id: string,
  [one, other]: readonly [string, string],
): Promise<ToldOfPerson> {
  const deferred = `... @defer(label: "one") { ${one} } ... @defer(label: "other") { ${other} }`;
  return askInParts(house, asker, id, `query($id: ID!) { participant(id: $id) { id ${deferred} } }`);
}

/** The same, as the snapshot of a subscription. @throws Error whose message is the refusal, where it is refused */
export async function askBySnapshot(
  house: TestHouse,
  asker: PersonAsker,
  id: string,
  selection: string,
  protocol: Protocol,
): Promise<ToldOfPerson> {
  const query = `subscription($ids: [ID!]) { participantChanged(ids: $ids, snapshot: true) { participant { ${selection} } } }`;
  const listening = listen(protocol, house.address, await headersOf(house, asker), query, { ids: [id] });
  try {
    const [answer] = await listening.until(1).catch(async () => {
      throw new Error(await listening.refusal());
    });
    const { data, errors = [] } = answer!;
    const change = data?.["participantChanged"] as { participant: ToldOfPerson["person"] };
    return { person: change.participant, errors: below(errors, ["participantChanged", "participant"]) };
  } finally {
    await listening.stop();
  }
}

async function askInParts(house: TestHouse, asker: PersonAsker, id: string, query: string): Promise<ToldOfPerson> {
  const accept = "multipart/mixed; deferSpec=20220824, application/json";
  const { body, headers } = await request(`${house.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...(await headersOf(house, asker)) },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const isMultipart = String(headers["content-type"]).startsWith("multipart/mixed");
  const parts: Part[] = [];
  if (isMultipart) for await (const part of readParts(body)) parts.push(part);
  else parts.push((await body.json()) as Part);
  if (!parts[0]?.data) throw new Error(`refused: ${JSON.stringify(parts[0])}`);
  const all = parts.flatMap((part) => [part, ...(part.incremental ?? [])]);
  const errors = all.flatMap((part) => part.errors ?? []);
  const first = parts[0].data["participant"] as ToldOfPerson["person"];
  const later = all.filter(({ path }) => path !== undefined).map(({ data }) => data ?? {});
  return { person: first && Object.assign({}, first, ...later), errors: below(errors, ["participant"]) };
}

/** Errors by their place below another; one that is not below it keeps its whole path. */
function below(errors: readonly GraphQLFormattedError[], place: readonly string[]): GraphQLFormattedError[] {
  return errors.map(({ path = [], ...rest }) => ({
    ...rest,
    path: place.every((step, index) => path[index] === step) ? path.slice(place.length) : path,
  }));
}
