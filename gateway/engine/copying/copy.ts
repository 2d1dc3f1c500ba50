/** So short a run is copied faster byte by byte. */
const SHORT = 48;

/**
 * The copying of one reply's bytes into an answer's. What is passed is kept; only where the answer is another than the
 * reply something is written, so that an answer that is a part of its reply is never copied at all.
 */
export class Copy {
  /** Where it reads. */
  at = 0;
  /** From where on all up to `at` is kept and not written yet. */
  start = 0;
  /** Where it writes next. Beyond the end of `into` nothing is written, and it goes on counting. */
  to = 0;
  depth = 0;
  /** Items and members of all lists and objects so far. */
  values = 0;
  #into: Buffer | undefined;

  constructor(
    readonly from: Buffer,
    /** As many bytes can be written. */
    readonly size: number,
  ) {}

  get into(): Buffer {
    return (this.#into ??= Buffer.allocUnsafe(this.size));
  }

  /** Writes what is kept up to here, and goes on keeping at `at`. */
  drop(from: number): void {
    const { into, start } = this;
    const length = from - start;
    if (length > SHORT) this.from.copy(into, Math.min(this.to, into.length), start, from);
    else for (let index = 0; index < length; index++) into[this.to + index] = this.from[start + index] as number;
    this.to += length;
    this.start = this.at;
  }

  /** The answer has these bytes where the reply has others from here to `at`. */
  replace(from: number, bytes: Uint8Array): void {
    this.drop(from);
    const { into, to } = this;
    for (let index = 0; index < bytes.length; index++) into[to + index] = bytes[index] as number;
    this.to = to + bytes.length;
  }

  /** What was kept and written, up to `at`. */
  finish(): Buffer | undefined {
    if (!this.#into) return this.from.subarray(this.start, this.at);
    this.drop(this.at);
    return this.to > this.size ? undefined : this.#into.subarray(0, this.to);
  }
}

/**
 * Passes the value that begins at `at`, which is not null, so that what is kept of it is what the projection would write.
 * False where that cannot be done, or not without telling of an error: then nothing that was kept counts, and the reply is
 * read as values.
 */
export type CopyValue = (copy: Copy) => boolean;
