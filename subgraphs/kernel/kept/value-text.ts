import { parse, stringify } from "devalue";
import { Fault } from "../../../schema/faults.js";
import { Insz } from "../../../schema/identifiers.js";
import { RecordFault } from "../record-fault.js";

type FaultParts = [Fault["code"], Fault["agency"], Fault["detail"], string];
type RecordFaultParts = [NonNullable<Fault["agency"]>, string, object];

/** A value that a source gave as text, with the classes of ours that stand in it. @throws for any other class */
export function writeValue(value: unknown): string {
  return stringify(value, {
    Insz: (it: unknown) => it instanceof Insz && it.reveal(),
    RecordFault: (it: unknown) => it instanceof RecordFault && [it.agency, it.detail, it.readable],
    Fault: (it: unknown) =>
      it instanceof Fault && !(it instanceof RecordFault) && [it.code, it.agency, it.detail, it.message],
  });
}

/** The value of a text that `writeValue` made. @throws for any other text */
export function readValue(text: string): unknown {
  return parse(text, {
    Insz: (digits: string) => Insz.parse(digits),
    RecordFault: ([agency, detail, readable]: RecordFaultParts) => new RecordFault(agency, detail, readable),
    Fault: ([code, agency, detail, told]: FaultParts) => new Fault(code, agency, detail, { told }),
  });
}
