import { ownUrl, urlOf } from "../gateway/config.js";
import type { GatewayConfiguration } from "../gateway/configuration/gateway-configuration.js";
import { createHttpLink } from "../gateway/subgraph-links/http-link.js";
import { addressesOf } from "../platform/addresses-of.js";
import type { Settings } from "../platform/settings.js";
import type { Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

export interface ExaminedSubgraph {
  readonly name: string;
  /** As the supergraph has it. */
  readonly url: string;
}

/** Whether each subgraph answers where the gateway would ask it. */
export function examineSubgraphs(
  subgraphs: readonly ExaminedSubgraph[],
  configuration: GatewayConfiguration,
  settings: Settings,
): Promise<Finding[]> {
  return Promise.all(subgraphs.map((subgraph) => examineSubgraph(subgraph, configuration, settings)));
}

async function examineSubgraph(
  { name, url: written }: ExaminedSubgraph,
  configuration: GatewayConfiguration,
  settings: Settings,
): Promise<Finding> {
  const subject = `subgraph ${name}`;
  const { url = urlOf(name, written, settings) } = configuration.trafficOf(name);
  const advice = `start it, or say where it is with \`traffic.subgraphs.${name}.url\` in the file of --config`;
  if (!addressesOf(url).every((one) => URL.canParse(one)))
    return { well: false, subject, words: `has no address in the supergraph: ${advice}` };
  const link = createHttpLink(name, url, () => "");
  const isReady = await link.isReady();
  await link.stop();
  const place = addressesOf(url).map(withoutSecrets).join(" or ");
  if (isReady) return { well: true, subject, words: `answers at ${place}` };
  if (url === ownUrl(name))
    return { well: true, subject, words: `does not run at ${place}, its default place: \`ama start\` runs its own` };
  const isOurs = written === ownUrl(name);
  const ours = `start it, or say where it is with ${name.toUpperCase()}_URL`;
  return { well: false, subject, words: `does not answer at ${place}: ${isOurs ? ours : advice}` };
}
