import { parseArgs } from "node:util";

/*
 * What the whole of Flanders would need: everybody's stub, every OCMW, and so many who subscribe, at the prices that size.mts and
 * restore.mts measured. Everything is an option, so that another assumption is another run.
 *   node --import tsx test/bench/flanders.mts [--stubs 12000000] [--push-ms 0.2] …
 */
const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries({
      // How much there is.
      stubs: 12_000_000,
      ocmws: 285,
      subscribers: 100_000,
      "users-per-ocmw": 20,
      "changes-per-stub-a-year": 4,
      "peak-over-mean": 10,
      /** How many subscribers one change is pushed to. */
      "reach-of-a-change": 5,
      "requests-per-user-a-minute": 0.5,
      "looks-per-request": 4,
      "persons-per-request": 10,
      "log-years": 10,
      "window-hours": 24,
      // What each costs: measured.
      "gateway-mb": 300,
      "subscriber-kb": 60,
      "rest-ms-per-second": 0.02,
      "push-ms": 0.5,
      "push-bytes": 300,
      "request-gateway-ms": 10,
      "request-subgraphs-ms": 40,
      "event-bytes": 300,
      "look-bytes": 600,
      // How full a core and a gateway are made.
      utilisation: 0.5,
      "connections-per-gateway": 20_000,
    }).map(([name, value]) => [name, { type: "string", default: String(value) }] as const),
  ),
});
const of = (name: string) => Number(values[name]);
const YEAR_S = 365 * 86_400;

const changes = (of("stubs") * of("changes-per-stub-a-year")) / YEAR_S;
const peak = changes * of("peak-over-mean");
const pushes = peak * of("reach-of-a-change");
const users = of("ocmws") * of("users-per-ocmw");
const requests = (users * of("requests-per-user-a-minute")) / 60;
const gatewayCores =
  (requests * of("request-gateway-ms") + pushes * of("push-ms") + of("subscribers") * of("rest-ms-per-second")) /
  1_000 /
  of("utilisation");
const byConnections = of("subscribers") / of("connections-per-gateway");
const gateways = Math.max(Math.ceil(byConnections), Math.ceil(gatewayCores)) + 1;
// A working day of eight hours, 220 days a year.
const looks = requests * of("looks-per-request") * 8 * 3_600 * 220;

const rows: readonly (readonly [string, string])[] = [
  ["changes a second, mean and peak", `${changes.toFixed(1)}, ${peak.toFixed(0)}`],
  ["pushes a second at the peak", pushes.toFixed(0)],
  ["bytes a second that pushes send at the peak", `${((pushes * of("push-bytes")) / 1e3).toFixed(0)} kB`],
  ["requests a second while all users work", requests.toFixed(0)],
  ["cores of gateways", gatewayCores.toFixed(1)],
  ["cores of subgraphs", ((requests * of("request-subgraphs-ms")) / 1_000 / of("utilisation")).toFixed(1)],
  ["gateways, one of them to spare", String(gateways)],
  [
    "memory of each gateway",
    `${(of("gateway-mb") + ((of("subscribers") / (gateways - 1)) * of("subscriber-kb")) / 1024).toFixed(0)} MB`,
  ],
  ["descriptors of each gateway", String(Math.ceil(of("subscribers") / (gateways - 1)) + 200)],
  [
    "events that Redis keeps at once",
    `${(changes * of("window-hours") * 3_600).toFixed(0)}, ${((changes * of("window-hours") * 3_600 * of("event-bytes")) / 1e6).toFixed(0)} MB`,
  ],
  ["connections to Redis", String(gateways * 2 + 4 * 2 * 2)],
  ["connections to PostgreSQL", String(gateways * 4 + 4 * 2 * 4)],
  [
    "rows of the access log a year",
    `${(looks / 1e6).toFixed(0)} million, ${((looks * of("look-bytes")) / 1e9).toFixed(0)} GB`,
  ],
  ["the access log as long as it is kept", `${((looks * of("look-bytes") * of("log-years")) / 1e12).toFixed(2)} TB`],
  ["memory for ids of stubs", "none: an id is the number, sealed"],
];
for (const [what, much] of rows) console.log(`| ${what} | ${much} |`);
