/** Trajectories or full-time equivalents in hundredths, as the ledger keeps them: exact, where a float is not. */
export type Hundredths = bigint;

/** The number they are, to be shown. */
export function shown(hundredths: Hundredths): number {
  return Number(hundredths) / 100;
}
