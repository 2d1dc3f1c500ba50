/** The copying of one reply's bytes into an answer's: where it reads, and where it writes. */
export class Copy {
  at = 0;
  /** Beyond the end of `into` nothing is written, and it goes on counting. */
  to = 0;
  depth = 0;
  /** Items and members of all lists and objects so far. */
  values = 0;

  constructor(
    readonly from: Buffer,
    readonly into: Buffer,
  ) {}
}

/**
 * Copies the value that begins at `at`, which is not null, as the projection would write it. False where that cannot be
 * done, or not without telling of an error: then nothing that was copied counts, and the reply is read as values.
 */
export type CopyValue = (copy: Copy) => boolean;
