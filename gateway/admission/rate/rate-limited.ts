import { Refusal, REFUSALS } from "../../../schema/faults.js";

/** Too much in a short time; the headers say when there is more. */
export class RateLimited extends Refusal {
  /** @param settings which bound was reached, where one is set */
  constructor(
    readonly headers: Readonly<Record<string, string>>,
    settings?: string,
  ) {
    super("RATE_LIMITED", settings && `${REFUSALS.RATE_LIMITED.means} (by ${settings})`);
  }
}
