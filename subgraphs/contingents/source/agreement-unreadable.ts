import { Fault } from "../../../schema/faults.js";

/** The fault of an agreement whose record is not right, with what the record still says. */
export class AgreementUnreadable extends Fault {
  constructor(
    /** Null where the record does not tell that either. */
    readonly partnershipId: string | null,
  ) {
    super("AGENCY_RECORD_INVALID", "LOKET", "agreement");
  }
}
