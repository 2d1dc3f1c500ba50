/*
 * How full the partnerships are, and each change as it happens, until Ctrl-C:
 *
 *   AMA_LOGIN='npx ama token lead' npx tsx docs/examples/follow-partnerships.ts http://127.0.0.1:4000 websocket
 */
import { exec } from "node:child_process";
import { promisify } from "node:util";
import { WebSocket } from "ws";
import {
  DASHBOARD_PARTNERSHIP_CHANGES as CHANGES,
  PARTNERSHIPS_OCCUPANCY as OCCUPANCY,
  type PartnershipsOccupancyData,
} from "../../schema/typed-documents.js";
import { ask, type Answer, type Mandate } from "./ask.js";
import { overServerSentEvents } from "./over-server-sent-events.js";
import { overWebSocket } from "./over-websocket.js";
import { subscribeForever } from "./subscribe-forever.js";

type Answered = Answer<PartnershipsOccupancyData>;

const [address = "http://127.0.0.1:4000", protocol = "websocket"] = process.argv.slice(2);
const end = new AbortController();
process.once("SIGINT", () => end.abort());
process.once("SIGTERM", () => end.abort());

let mandate: Mandate;
await subscribeForever({
  transport: protocol === "sse" ? overServerSentEvents(address) : overWebSocket(address, WebSocket),
  document: CHANGES,
  variables: {},
  logIn,
  readAfresh,
  onChange({ partnershipChanged: { kind, partnership } }) {
    console.log(`${kind} ${partnership?.id ?? ""}`);
  },
  signal: end.signal,
});

/** A front end asks its OpenID Connect client; this one asks a command for an access token. */
async function logIn(): Promise<Mandate> {
  const { stdout } = await promisify(exec)(process.env["AMA_LOGIN"] ?? "npx ama token lead");
  mandate = { authorization: `Bearer ${stdout.trim()}`, "ama-purpose": "GUIDANCE" };
  return mandate;
}

/** Page after page. An agency that is away leaves null in its fields, and an error that says which. */
async function readAfresh(): Promise<void> {
  for (let after: string | null = null, more = true; more;) {
    const answer: Answered = await ask(address, mandate, OCCUPANCY, { first: 50, after });
    for (const { message, extensions } of answer.errors ?? [])
      console.error(`${extensions?.code} ${extensions?.agency}: ${message}`);
    if (!answer.data?.partnerships) throw new Error("the list cannot be read");
    const { edges, pageInfo } = answer.data.partnerships;
    for (const { node } of edges)
      if (node) console.log(`${node.name}: ${node.occupancy?.running} of ${node.occupancy?.granted ?? "none"}`);
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
}
