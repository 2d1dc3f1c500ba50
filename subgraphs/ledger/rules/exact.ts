/** An exact number: a fraction in its lowest terms, with a positive denominator. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function exact(numerator: bigint | number, denominator: bigint | number = 1n): Exact {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  const divisor = commonDivisor(above, below) * (below < 0n ? -1n : 1n);
  return { numerator: above / divisor, denominator: below / divisor };
}

export const ZERO = exact(0);

export function sum(terms: readonly Exact[]): Exact {
  return terms.reduce(
    (a, b) => exact(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    ZERO,
  );
}

export function negative({ numerator, denominator }: Exact): Exact {
  return { numerator: -numerator, denominator };
}

export function product(factors: readonly Exact[]): Exact {
  return factors.reduce((a, b) => exact(a.numerator * b.numerator, a.denominator * b.denominator), exact(1));
}

export function quotient(a: Exact, b: Exact): Exact {
  return exact(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function isLess(a: Exact, b: Exact): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

export function least(first: Exact, ...others: readonly Exact[]): Exact {
  return others.reduce((a, b) => (isLess(b, a) ? b : a), first);
}

/** For showing, never for money. */
export function asNumber({ numerator, denominator }: Exact): number {
  return Number(numerator) / Number(denominator);
}

/** `11`, `10.5`, and `20/73` where no decimals end it. */
export function written({ numerator, denominator }: Exact): string {
  let decimals = 0;
  while (decimals < MOST_DECIMALS && 10n ** BigInt(decimals) % denominator !== 0n) decimals++;
  if (10n ** BigInt(decimals) % denominator !== 0n) return `${numerator}/${denominator}`;
  const scaled = String(((numerator < 0n ? -numerator : numerator) * 10n ** BigInt(decimals)) / denominator);
  const digits = scaled.padStart(decimals + 1, "0");
  const whole = `${numerator < 0n ? "-" : ""}${digits.slice(0, digits.length - decimals)}`;
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
}

const MOST_DECIMALS = 6;

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
