import { createHmac, hkdfSync } from "node:crypto";
import type { Log } from "../../platform/log.js";
import type { Redis } from "../../platform/redis.js";
import { createRefusalLog } from "../../platform/redis-refusals.js";
import type { Settings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { createArgumentCheck } from "../../schema/check-arguments.js";
import type { TrustedDocument } from "../../schema/operations.js";
import type { GenerationFacts } from "../engine/engine-options.js";
import { createAdmitStage } from "../pipeline/admit.js";
import { admissionLimitsOf } from "./admission-limits.js";
import { createForAnybody } from "./for-anybody.js";
import { readCostTable } from "./cost/cost-table.js";
import { createRateLimit } from "./rate/rate-limit.js";

export interface AdmissionParts {
  readonly settings: Settings;
  readonly documents: readonly TrustedDocument[];
  /** Served to everybody: nobody to count, no documents of ours, and a graph that may say nothing of its costs. */
  readonly open: boolean;
  readonly redis: Redis | undefined;
  readonly log: Log;
  /** Told whether a document that came was known, or had to be read. */
  readonly onText: (isKnown: boolean) => void;
}

const WINDOW_SECONDS = 60;

/**
 * The admit stage as the settings want it, for each supergraph that comes to be served: limits and costs are its own,
 * what was counted goes on. @throws StartRefused when the settings contradict each other
 */
export function createAdmission(parts: AdmissionParts): (supergraph: Supergraph) => Admit {
  const { settings, documents, open, redis, log, onText } = parts;
  const { NODE_ENV, AMA_COST_LIMIT, AMA_RATE_SUBJECT, AMA_RATE_ORGANISATION, AMA_PARTICIPANT_KEY } = settings;
  if (AMA_RATE_SUBJECT < AMA_COST_LIMIT || AMA_RATE_ORGANISATION < AMA_RATE_SUBJECT)
    throw new StartRefused([
      "AMA_COST_LIMIT may not be more than AMA_RATE_SUBJECT, nor that more than AMA_RATE_ORGANISATION: what one question may cost could never be asked",
    ]);
  const limits = admissionLimitsOf(settings, { open });
  const production = NODE_ENV === "production" && !open;
  const rate = open
    ? undefined
    : createRateLimit({
        subjectPoints: AMA_RATE_SUBJECT,
        organisationPoints: AMA_RATE_ORGANISATION,
        windowSeconds: WINDOW_SECONDS,
        key: AMA_PARTICIPANT_KEY,
        redis,
        onFailure: createRefusalLog(log),
      });
  const secret = Buffer.from(hkdfSync("sha256", AMA_PARTICIPANT_KEY, "", "ama logged documents", 32));
  const loggedIdOf = (id: string) => createHmac("sha256", secret).update(id).digest("base64url").slice(0, 22);
  return ({ supergraphSdl, apiSchema }) =>
    createAdmitStage({
      documents,
      table: readCostTable(supergraphSdl, apiSchema),
      limits,
      onlyTrusted: !open && (production || settings.AMA_TRUSTED_DOCUMENTS === "always"),
      production,
      enforceCost: !open,
      isForAnybody: open ? undefined : createForAnybody(supergraphSdl, apiSchema),
      checkArguments: open ? undefined : createArgumentCheck(apiSchema),
      rate,
      watch: { loggedIdOf, onText },
    });
}

export type Admit = ReturnType<typeof createAdmitStage>;
type Supergraph = Pick<GenerationFacts, "supergraphSdl" | "apiSchema">;
