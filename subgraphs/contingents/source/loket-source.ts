import type { Day } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import type { Source, SourceParts } from "../../kernel/subgraph.js";
import { ObligationKind } from "../entities/finding.js";
import type { ObligationPolicy } from "../rules/obligations/obligation-policy.js";
import type { PermissionPolicy } from "../rules/permission-policy.js";
import { createAgreementReads, type AgreementReads } from "./agreement-reads.js";
import { createChangeReads, type ChangeReads } from "./change-reads.js";
import { createDropFolder, type DropFolder } from "./drop-folder.js";
import { createDurationReads, type DurationRead } from "../statistics/read-durations.js";
import { createLoketClient } from "./loket-client.js";
import { readAgreementTerms } from "./read-agreement-terms.js";
import { createPartnershipReads, listPath, type PartnershipReads } from "./partnership-reads.js";

/** The department's counter and its drop folder, as far as the graph reads them. */
export interface LoketSource extends Source, PartnershipReads, AgreementReads, ChangeReads, DropFolder {
  /** What all agreements come to that ended by a day. @throws Fault */
  askDurations(until: Day, asking: Asking): Promise<DurationRead>;
  /** How this graph is told to read what the law leaves open. */
  readonly policy: ObligationPolicy;
  /** What the law leaves open about permissions, as configured. */
  readonly permissionPolicy: PermissionPolicy;
}

export function createLoketSource(parts: SourceParts): LoketSource {
  const client = createLoketClient(parts);
  const folder = createDropFolder(parts);
  const { settings } = parts;
  return {
    policy: {
      atRisk: new Set(settings.OBLIGATIONS_AT_RISK.map((name) => ObligationKind[name])),
      monthsToBuildUp: settings.OBLIGATIONS_HOURS_MONTHS,
      hoursOver: settings.OBLIGATIONS_HOURS_OVER,
      daysToPlan: settings.OBLIGATIONS_PLAN_DAYS,
    },
    permissionPolicy: {
      workplace: settings.READINESS_PERMISSION_WORKPLACE,
      standsMonths: settings.READINESS_PERMISSION_STANDS_MONTHS,
    },
    ...createPartnershipReads(client),
    ...createAgreementReads(client, parts),
    ...createChangeReads(client, parts),
    ...folder,
    askDurations: createDurationReads({
      keptMs: parts.settings.AMA_STATISTICS_KEPT_MS,
      clock: parts.clock,
      read: (asking, take) => readAgreementTerms(client, asking, take),
    }),
    async probe(asking) {
      await client.get(listPath(1, ""), (body) => ({ body }), asking);
    },
    async stop() {
      await Promise.all([client.stop(), folder.stop()]);
    },
  };
}
