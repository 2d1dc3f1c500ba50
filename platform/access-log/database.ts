import type { Row } from "../postgres/ask-in-time.js";

export type { Row };

/** What reads the log's tables. */
export interface LogReader {
  /** One statement, whole or not at all. @throws Error of PostgreSQL or of the connection */
  query(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** The PostgreSQL that keeps the access log: a server, or the embedded one. */
export interface LogDatabase extends LogReader {
  /** The same, for what is done again and again. */
  repeated(sql: string, parameters: readonly (string | number)[]): Promise<Row[]>;
  /** Several statements at once, without parameters, whole or not at all. */
  script(sql: string): Promise<void>;
  /** Runs `read` on one snapshot: it sees the log as it is at one moment, whatever others write meanwhile. */
  snapshot<T>(read: (moment: LogReader) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}
