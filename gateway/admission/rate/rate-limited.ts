import { Refusal } from "../../../schema/faults.js";

/** Too much in a short time; the headers say when there is more. */
export class RateLimited extends Refusal {
  constructor(readonly headers: Readonly<Record<string, string>>) {
    super("RATE_LIMITED");
  }
}
