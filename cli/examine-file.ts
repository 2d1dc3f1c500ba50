import { urlOf } from "../gateway/config.js";
import type { Surroundings } from "../gateway/configuration/configuration-file.js";
import { createConfiguration, type GatewayConfiguration } from "../gateway/configuration/gateway-configuration.js";
import { readConfiguration } from "../gateway/configuration/read-configuration.js";
import { addressesOf } from "../platform/addresses-of.js";
import type { Settings } from "../platform/settings.js";
import { StartRefused } from "../platform/start-refused.js";
import type { ExaminedSubgraph } from "./examine-subgraphs.js";
import { well, wrong, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

interface FileSurroundings extends Omit<Surroundings, "subgraphs"> {
  readonly subgraphs: readonly ExaminedSubgraph[];
  readonly settings: Settings;
}

/** What a configuration file says of each subgraph, or every fault in it; and what holds: without a file, its defaults. */
export function examineFile(file: string | undefined, surroundings: FileSurroundings) {
  const { open, subgraphs, environment, settings } = surroundings;
  const otherwise = createConfiguration({}, open);
  if (file === undefined) return { configuration: otherwise, findings: [] };
  const subject = "file";
  try {
    const names = subgraphs.map(({ name }) => name);
    const configuration = readConfiguration(file, { open, subgraphs: names, environment });
    const isRight = well(subject, `${file} has no fault`);
    return { configuration, findings: [isRight, ...explain(subgraphs, configuration, settings)] };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return { configuration: otherwise, findings: error.faults.map((words) => wrong(subject, "FILE_FAULTY", words)) };
  }
}

/** What the configuration file says of each subgraph, without any value of a header. */
function explain(
  subgraphs: readonly ExaminedSubgraph[],
  configuration: GatewayConfiguration,
  settings: Settings,
): Finding[] {
  return subgraphs.flatMap(({ name, url: written }) => {
    const { url = urlOf(name, written, settings), timeoutMs, compression } = configuration.trafficOf(name);
    const { request, response } = configuration.headers.explain(name);
    const list = (rules: readonly string[]) => (rules.length === 0 ? "none" : rules.join("; "));
    const told = [
      `gets headers of the client: ${list(request)}`,
      `sends headers to the client: ${list(response)}`,
      `its own errors ${configuration.passesErrors(name) ? "pass" : "are masked"}`,
    ];
    if (addressesOf(url).every((one) => URL.canParse(one))) {
      const { protocol, urls } = configuration.subscriptionOf(name, url);
      told.push(`streams subscriptions over ${protocol} at ${urls.map(withoutSecrets).join(" and ")}`);
    }
    told.push(
      `has ${timeoutMs ?? settings.AMA_REQUEST_TIMEOUT_MS} ms for a request; ` +
        `compressed replies are ${compression ? "" : "not "}asked for`,
    );
    return told.map((words) => well(`subgraph ${name}`, words));
  });
}
