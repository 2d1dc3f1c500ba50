/** A numbered line of a log. */
export type Numbered<Line> = Line & { readonly number: number };

/** A stretch of a log, and between which numbers the log is. */
export interface Stretch<Line> {
  readonly lines: readonly Numbered<Line>[];
  /** The number up to which this goes; that of the newest where there is nothing after it. */
  readonly upTo: number;
  readonly oldest: number;
  readonly newest: number;
}

const MOST_KEPT = 10_000;

/** What changed at an agency, each change under the next number; the oldest are let go of. */
export class NoticeLog<Line> {
  #lines: Numbered<Line>[] = [];
  #newest: number;
  readonly #most: number;

  /** @param first the number of the first line; higher than any that an earlier process gave out */
  constructor(first = 1, most = MOST_KEPT) {
    this.#newest = first - 1;
    this.#most = most;
  }

  add(line: Line): Numbered<Line> {
    this.#newest += 1;
    const numbered = { ...line, number: this.#newest };
    this.#lines.push(numbered);
    // In one go now and then: to shift each time would move them all.
    if (this.#lines.length > this.#most * 1.25) this.#lines = this.#lines.slice(-this.#most);
    return numbered;
  }

  get newest(): number {
    return this.#newest;
  }

  after(number: number, count: number): Stretch<Line> {
    const oldest = this.#newest - this.#lines.length + 1;
    const start = Math.max(0, number + 1 - oldest);
    const lines = this.#lines.slice(start, start + count);
    return { lines, upTo: lines.at(-1)?.number ?? this.#newest, oldest, newest: this.#newest };
  }
}
