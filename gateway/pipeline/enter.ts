import type { Deadline } from "../../platform/deadline.js";
import { unlessAborted } from "../../platform/unless-aborted.js";
import { Fault } from "../../schema/faults.js";
import type { Span } from "../../platform/tracing/tracing.js";
import type { Mandate } from "../../schema/mandate.js";
import type { Admitted } from "./admit.js";

/** The stages before an operation is planned. */
export interface EntryStages {
  readonly nameAsker: () => Promise<Mandate | undefined>;
  readonly admit: (mandate: Mandate | undefined, span?: Span) => Promise<Admitted>;
}

/**
 * Who asks, and that it may be answered, within the request's time.
 * @throws Fault that names what was waited for: ISSUER_UNAVAILABLE, ADMISSION_TIMEOUT; and what the stages throw
 */
export async function enter({ nameAsker, admit }: EntryStages, { signal }: Pick<Deadline, "signal">) {
  const mandate = await unlessAborted(nameAsker(), signal, () => new Fault("ISSUER_UNAVAILABLE"));
  const admitted = await unlessAborted(admit(mandate), signal, () => new Fault("ADMISSION_TIMEOUT"));
  return { mandate, admitted };
}
