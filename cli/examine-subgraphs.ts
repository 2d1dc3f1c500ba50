import { ownUrl, urlOf } from "../gateway/config.js";
import type { GatewayConfiguration } from "../gateway/configuration/gateway-configuration.js";
import { greetSubgraph, type Greeter, type Greeting } from "../gateway/subgraph-links/greet-subgraph.js";
import { addressesOf } from "../platform/addresses-of.js";
import { createClock } from "../platform/clock.js";
import type { Secret, Settings } from "../platform/settings.js";
import { differentSecrets, SHARED_SECRETS, type SharedSecret } from "../schema/handshake.js";
import { createMandateSigner, SKEW_SECONDS } from "../schema/mandate-statement.js";
import { examineClock } from "./examine-clock.js";
import { warning, well, wrong, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

export interface ExaminedSubgraph {
  readonly name: string;
  /** As the supergraph has it. */
  readonly url: string;
}

export interface SubgraphSurroundings {
  readonly configuration: GatewayConfiguration;
  readonly settings: Settings;
  /** The secrets that are known here. */
  readonly uses: readonly Secret[];
  readonly open: boolean;
}

/** Whether each subgraph answers where the gateway would ask it, is the one it should be, and holds the same secrets. */
export async function examineSubgraphs(
  subgraphs: readonly ExaminedSubgraph[],
  surroundings: SubgraphSurroundings,
): Promise<Finding[]> {
  return (await Promise.all(subgraphs.map((subgraph) => examineSubgraph(subgraph, surroundings)))).flat();
}

/** Where the gateway would ask each of them. */
export function placesOf(
  subgraphs: readonly ExaminedSubgraph[],
  configuration: GatewayConfiguration,
  settings: Settings,
): ExaminedSubgraph[] {
  return subgraphs.flatMap(({ name, url: written }) => {
    const { url = urlOf(name, written, settings) } = configuration.trafficOf(name);
    return addressesOf(url).map((address) => ({ name, url: address }));
  });
}

async function examineSubgraph(
  { name, url: written }: ExaminedSubgraph,
  { configuration, settings, uses, open }: SubgraphSurroundings,
): Promise<Finding[]> {
  const subject = `subgraph ${name}`;
  const advice =
    written === ownUrl(name)
      ? `start it, or say where it is with ${name.toUpperCase()}_URL`
      : `start it, or say where it is with \`traffic.subgraphs.${name}.url\` in the file of --config`;
  const greeter = greeterOf(name, { settings, uses, open });
  const findings = placesOf([{ name, url: written }], configuration, settings).map(async ({ url }) => {
    if (!URL.canParse(url)) return [wrong(subject, "SUBGRAPH_HAS_NO_ADDRESS", `has no address: ${advice}`)];
    const sentMs = greeter.nowMs();
    const greeting = await greetSubgraph(url, greeter);
    const place = withoutSecrets(url);
    if (greeting.state === "AWAY" && url === ownUrl(name))
      return [well(subject, `does not run at ${place}, its default place: \`ama start\` runs its own`)];
    const expected = { subject, name, place, advice, sentMs, receivedMs: greeter.nowMs() };
    return judgeGreeting(greeting, expected);
  });
  return (await Promise.all(findings)).flat();
}

function greeterOf(name: string, { settings, uses, open }: Omit<SubgraphSurroundings, "configuration">): Greeter {
  const machine = createClock();
  const nowMs = () => machine().getTime();
  const mandateKey = settings.AMA_MANDATE_KEY;
  const known = open ? [] : SHARED_SECRETS.filter((secret) => uses.includes(secret));
  const secrets = Object.fromEntries(known.map((secret) => [secret, settings[secret]]));
  return { name, nowMs, mandateKey, secrets, ...(!open && { sign: createMandateSigner(mandateKey, nowMs) }) };
}

interface Expected {
  readonly subject: string;
  readonly name: string;
  readonly place: string;
  /** Where to say another address. */
  readonly advice: string;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** What a greeting says of a subgraph that should be at this place. */
export function judgeGreeting(greeting: Greeting, expected: Expected): Finding[] {
  const { subject, name, place, advice, sentMs, receivedMs } = expected;
  const { state, subgraph, acceptsMandates, secrets = {}, clocks } = greeting;
  if (state === "AWAY") return [wrong(subject, "SUBGRAPH_AWAY", `does not answer at ${place}: ${advice}`)];
  if (state === "UNKNOWN") return [well(subject, `answers at ${place}`)];
  if (subgraph !== name) {
    const words = `at ${place} answers the subgraph ${subgraph}, another one: say where this one is (${advice})`;
    return [wrong(subject, "SUBGRAPH_IS_ANOTHER", words)];
  }
  const findings = differentSecrets(secrets).map((secret) =>
    wrong(subject, `${CODES[secret]}_DIFFERS`, ADVICE[secret]),
  );
  const clock =
    clocks &&
    examineClock(
      subject,
      { sentMs, receivedMs, now: clocks.theirs.toISOString() },
      { warnMs: 1_000, wrongMs: SKEW_SECONDS * 1_000, fails: "it refuses mandates, or soon will" },
    );
  if (clock) findings.push(clock);
  if (acceptsMandates === false && findings.length === 0)
    findings.push(
      warning(subject, "MANDATE_REFUSED", `refuses a mandate at ${place} under the right key: read in its log why`),
    );
  if (findings.length > 0) return findings;
  return [well(subject, `answers at ${place}${acceptsMandates ? ", and takes our mandates" : ""}`)];
}

const CODES: Readonly<Record<SharedSecret, string>> = {
  AMA_MANDATE_KEY: "MANDATE_KEY",
  AMA_PARTICIPANT_KEY: "PARTICIPANT_KEY",
  VDAB_NOTICE_SECRET: "NOTICE_SECRET",
  LOKET_NOTICE_SECRET: "NOTICE_SECRET",
};

const ADVICE: Readonly<Record<SharedSecret, string>> = {
  AMA_MANDATE_KEY:
    "has another AMA_MANDATE_KEY, and refuses all that it is asked: give it and the gateway the same. Its other secrets can only then be compared",
  AMA_PARTICIPANT_KEY:
    "has another AMA_PARTICIPANT_KEY, and knows none of the others' participants: give it and all other programs the same",
  VDAB_NOTICE_SECRET:
    "has another VDAB_NOTICE_SECRET than is set here: give it the one that VDAB signs its notices with",
  LOKET_NOTICE_SECRET: "has another LOKET_NOTICE_SECRET than is set here: give it the one that the counter sends along",
};
