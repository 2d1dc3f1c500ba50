/**
 * Divides an amount by parts, to the cent: each gets what its parts come to, rounded down, and the cents left over go one
 * by one to the largest remainders; of equal remainders the one named first.
 * @returns in the order of the parts; null where there is nothing to divide by
 */
export function divide(cents: bigint, parts: readonly number[]): bigint[] | null {
  const whole = BigInt(parts.reduce((sum, part) => sum + part, 0));
  if (whole === 0n) return null;
  const shares = parts.map((part) => (cents * BigInt(part)) / whole);
  const remainders = parts.map((part, index) => ({ index, left: (cents * BigInt(part)) % whole }));
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  const left = Number(shares.reduce((rest, share) => rest - share, cents));
  for (const { index } of remainders.slice(0, left)) shares[index]! += 1n;
  return shares;
}
