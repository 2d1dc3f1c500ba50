import { makeLedger, type LedgerOrder } from "./make-ledger.js";

// Entry of the process that `orderLedger` starts: one order, one reply, gone with all the memory it took.
process.once("message", (order: LedgerOrder) => {
  makeLedger(order).then(
    () => process.exit(0),
    (error: unknown) => {
      const complaint = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send!(complaint, undefined, undefined, () => process.exit(1));
    },
  );
});
