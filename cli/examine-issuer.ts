import { createIssuerKeys } from "../gateway/identity/issuer-keys.js";
import { createClock } from "../platform/clock.js";
import { createLog } from "../platform/log.js";
import { readSettings, type Settings } from "../platform/settings.js";
import { codeOf, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

/** Reads the keys of the issuer as a gateway does. */
export async function examineIssuer(settings: Settings): Promise<Finding> {
  const { AMA_ISSUER_URL: issuer, AMA_JWKS_URL: jwksUrl } = settings;
  const subject = "issuer";
  try {
    await createIssuerKeys({ issuer, jwksUrl, clock: createClock(), log: createLog("silent") }).load();
    return { well: true, subject, words: `gives its keys at ${withoutSecrets(jwksUrl ?? issuer)}` };
  } catch (error) {
    if (issuer === readSettings({}).AMA_ISSUER_URL && jwksUrl === undefined)
      return {
        well: true,
        subject,
        words: "AMA_ISSUER_URL is not set: `ama start` runs a stand-in, which does not run now",
      };
    const place = withoutSecrets(jwksUrl ?? issuer);
    // Our own sentence names the variable; of any other error only the code is known to hold no address.
    const why = /\bAMA_/.test((error as Error).message) ? (error as Error).message : codeOf(error);
    return {
      well: false,
      subject,
      words: `gives no keys at ${place} (${why}): look at AMA_ISSUER_URL and AMA_JWKS_URL`,
    };
  }
}
