import { Fault } from "../../../../schema/faults.js";

/** What is wrong with one file in the drop folder, which is nobody else's. */
export class StatementUnreadable extends Fault {
  constructor(
    /** The file's title. */
    readonly title: string,
    /** What is wrong, to be read after its name: "is not a file". */
    readonly what: string,
    readonly remedy: string = DELIVER_AGAIN,
    cause?: unknown,
  ) {
    const told = `The statement ${title} ${what}. ${remedy}`;
    super("STATEMENT_UNREADABLE", "LOKET", `${title} ${what}`, { told, ...(cause !== undefined && { cause }) });
  }
}

export const DELIVER_AGAIN = "Deliver it again from the template.";

/** The fault of the folder of one partnership. */
export function folderUnreadable(name: string, what: string, remedy: string): Fault {
  const told = `The folder ${name} of the drop folder ${what}. ${remedy}`;
  return new Fault("STATEMENT_UNREADABLE", "LOKET", `folder ${name} ${what}`, { told });
}
