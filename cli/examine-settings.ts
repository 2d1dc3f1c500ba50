import type { GatewayConfiguration } from "../gateway/configuration/gateway-configuration.js";
import type { Environment, Settings } from "../platform/settings.js";
import { findUnknownVariables } from "../platform/unknown-variables.js";
import { warning, well, wrong, type Finding } from "./finding.js";

const SUBJECT = "configuration";

/** What is wrong with settings that are each well-formed. */
export function examineSettings(settings: Settings, environment: Environment, { open }: { open: boolean }): Finding[] {
  const { NODE_ENV, AMA_AGENCY_TIMEOUT_MS: agencyMs, AMA_REQUEST_TIMEOUT_MS: requestMs, REDIS_URL } = settings;
  const findings = findUnknownVariables(environment).map(({ name, nearest }) =>
    warning(SUBJECT, "VARIABLE_UNKNOWN", `${name} is no variable of ours and has no effect: is it ${nearest}?`),
  );
  if (agencyMs > requestMs)
    findings.push(
      warning(
        SUBJECT,
        "AGENCY_TIMEOUT_TOO_LONG",
        `AMA_AGENCY_TIMEOUT_MS (${agencyMs}) is longer than AMA_REQUEST_TIMEOUT_MS (${requestMs}), so that an agency that hangs ` +
          "takes the whole time of each request: make it shorter",
      ),
    );
  if (NODE_ENV === "production" && REDIS_URL === undefined) {
    const [level, effect] = open
      ? ([warning, "several gateways count rate limits each for itself"] as const)
      : ([wrong, "programs hear of no change, and several gateways share no rate limit, session or log-out"] as const);
    findings.push(
      level(SUBJECT, "REDIS_NOT_SET", `REDIS_URL is not set, so that ${effect}: give all programs one Redis`),
    );
  }
  return findings.length > 0
    ? findings
    : [well(SUBJECT, `every variable is well-formed and known (NODE_ENV is ${NODE_ENV})`)];
}

/** Which times of the configuration file have no effect, or leave an agency none. */
export function examineTimeouts(
  subgraphs: readonly { readonly name: string }[],
  configuration: GatewayConfiguration,
  { AMA_REQUEST_TIMEOUT_MS: requestMs }: Settings,
): Finding[] {
  return subgraphs.flatMap(({ name }) => {
    const { timeoutMs = 0 } = configuration.trafficOf(name);
    if (timeoutMs <= requestMs) return [];
    const words = `\`traffic.subgraphs.${name}.timeout\` (${timeoutMs} ms) is longer than AMA_REQUEST_TIMEOUT_MS (${requestMs}), which ends the request first: make it shorter`;
    return [warning(`subgraph ${name}`, "SUBGRAPH_TIMEOUT_TOO_LONG", words)];
  });
}
