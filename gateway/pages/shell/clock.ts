/** The reader's own clock: what a page shows of ages and of a token's life follows it. */
export function now(): Date {
  return new Date();
}
