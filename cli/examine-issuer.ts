import { createIssuerKeys, IssuerMisconfigured, SKEW_SECONDS } from "../gateway/identity/issuer-keys.js";
import { readDate } from "../gateway/identity/fetch-json.js";
import { createClock } from "../platform/clock.js";
import { createLog } from "../platform/log.js";
import { readSettings, type Settings } from "../platform/settings.js";
import { examineClock } from "./examine-clock.js";
import { codeOf, well, wrong, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

const SUBJECT = "issuer";
/** The header that tells its time counts whole seconds. */
const DATE_MS = 1_000;

/** Reads the keys of the issuer as a gateway does, and its time. */
export async function examineIssuer(settings: Settings): Promise<Finding[]> {
  const { AMA_ISSUER_URL: issuer, AMA_ISSUER_INTERNAL_URL: internalUrl, AMA_JWKS_URL: jwksUrl } = settings;
  const place = jwksUrl ?? internalUrl ?? issuer;
  const own = internalUrl === undefined ? "AMA_ISSUER_URL" : "AMA_ISSUER_INTERNAL_URL";
  try {
    await createIssuerKeys({ issuer, internalUrl, jwksUrl, clock: createClock(), log: createLog("silent") }).load();
  } catch (error) {
    if (issuer === readSettings({}).AMA_ISSUER_URL && jwksUrl === undefined)
      return [well(SUBJECT, "AMA_ISSUER_URL is not set: `ama start` runs a stand-in, which does not run now")];
    return [findingOf(error, place, jwksUrl === undefined ? own : "AMA_JWKS_URL")];
  }
  const clock = await examineIssuersClock(place);
  return [well(SUBJECT, `gives its keys at ${withoutSecrets(place)}`), ...(clock ? [clock] : [])];
}

/** Our own sentences name no address; of any other error only the code is known to hold none. */
function findingOf(error: unknown, place: string, variable: string): Finding {
  if (error instanceof IssuerMisconfigured) return wrong(SUBJECT, error.code, error.message);
  const words = `gives no keys at ${withoutSecrets(place)} (${codeOf(error)}): correct ${variable}, or open the way there`;
  return wrong(SUBJECT, "ISSUER_UNREACHABLE", words);
}

async function examineIssuersClock(url: string): Promise<Finding | undefined> {
  const nowMs = () => createClock()().getTime();
  const sentMs = nowMs();
  const date = await readDate(new URL(url)).catch(() => undefined);
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return undefined;
  const now = new Date(told).toISOString();
  return examineClock(
    SUBJECT,
    { sentMs: sentMs - DATE_MS, receivedMs: nowMs(), now },
    { warnMs: 5_000, wrongMs: SKEW_SECONDS * 1_000, fails: "its tokens are refused as too old, or of a time to come" },
  );
}
