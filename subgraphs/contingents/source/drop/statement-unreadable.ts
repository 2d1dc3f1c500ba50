import { Fault } from "../../../../schema/faults.js";

/**
 * The fault of one file in the drop folder, which is nobody else's.
 * @param what is wrong, after its name: "is not a file"
 */
export function statementUnreadable(
  name: string,
  what: string,
  remedy = "Deliver it again from the template.",
  cause?: unknown,
): Fault {
  const told = `The statement ${name} ${what}. ${remedy}`;
  return new Fault("STATEMENT_UNREADABLE", "LOKET", `${name} ${what}`, { told, ...(cause !== undefined && { cause }) });
}

/** The fault of the folder of one partnership. */
export function folderUnreadable(name: string, what: string, remedy: string): Fault {
  const told = `The folder ${name} of the drop folder ${what}. ${remedy}`;
  return new Fault("STATEMENT_UNREADABLE", "LOKET", `folder ${name} ${what}`, { told });
}
