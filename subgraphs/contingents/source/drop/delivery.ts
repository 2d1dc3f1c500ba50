import type { Fault } from "../../../../schema/faults.js";
import type { Day, QuarterName } from "../../../../schema/scalars.js";
import type { StatementContents } from "../../rules/statement-problems.js";

/** A file in the drop folder that is of a partnership and a quarter, readable or not. */
export interface Delivery {
  readonly quarter: QuarterName;
  /** Its name, as it lies there. It may name a person: show `title`. */
  readonly file: string;
  /** Its name for people, messages and logs: what may name a person is masked. */
  readonly title: string;
  /** When it was delivered, ISO with a time; and on which day in Flanders. */
  readonly deliveredAt: string;
  readonly deliveredOn: Day;
}

/** One delivery of a statement and what it says. */
export interface StatementVersion extends Delivery {
  /** STATEMENT_UNREADABLE for what is wrong with the file alone; any other fault says nothing about the file. */
  readonly contents: StatementContents | Fault;
}
