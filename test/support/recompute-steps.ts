/** A step as the graph tells it. */
export interface ToldStep {
  number: number;
  rule: string;
  figure: string | null;
  organisation?: string | null;
  result: string;
  inputs: { source: string; step: number | null; version?: number | null; on?: string | null; value: string }[];
}

type Fraction = [bigint, bigint];

/**
 * Does every step again as an inspector would, knowing nothing but what the schema says of each rule's word.
 * @returns the last result of each figure; a share under its organisation
 * @throws Error that names the first step that does not come out
 */
export function recomputeSteps(steps: readonly ToldStep[]): Map<string, string> {
  const results: Fraction[] = [];
  const figures = new Map<string, string>();
  for (const { number, rule, figure, organisation, result, inputs } of steps) {
    const values = inputs.map(({ source, step, value }) => {
      if ((source === "STEP") !== (step !== null))
        throw new Error(`step ${number} does not tell where ${value} is from`);
      if (step !== null && !isSame(results[step - 1], read(value)))
        throw new Error(`step ${number} misquotes step ${step}`);
      return read(value);
    });
    const worked = apply(rule, values);
    if (number !== results.length + 1 || !isSame(worked, read(result)))
      throw new Error(`step ${number}, ${rule}, gives ${worked.join("/")} and not ${result}`);
    results.push(worked);
    if (figure !== null) figures.set(figure === "SHARE" ? `SHARE ${organisation}` : figure, result);
  }
  return figures;
}

function apply(rule: string, values: readonly Fraction[]): Fraction {
  const [first = [0n, 1n], second = [1n, 1n], ...others] = values as [Fraction?, Fraction?, ...Fraction[]];
  switch (rule) {
    case "SUM":
      return values.reduce(plus, [0n, 1n]);
    case "SUBTRACT":
      return values.slice(1).reduce((left, [a, b]) => plus(left, [-a, b]), first);
    case "MULTIPLY":
      return values.reduce(([a, b], [c, d]) => [a * c, b * d], [1n, 1n]);
    case "DIVIDE":
      return [first[0] * second[1], first[1] * second[0]];
    case "MINIMUM":
      return values.reduce((a, b) => (a[0] * b[1] <= b[0] * a[1] ? a : b));
    case "ROUND": {
      const tenths = (first[0] * 10n) / first[1];
      return [tenths / 10n + (tenths % 10n >= 5n ? 1n : 0n), 1n];
    }
    case "APPORTION":
      return [apportion(first[0], others.map(([part]) => part))[Number(second[0]) - 1]!, 1n]; // prettier-ignore
    case "SETTLED":
      return second;
    default:
      throw new Error(`the schema does not say what ${rule} does`);
  }
}

function apportion(amount: bigint, parts: readonly bigint[]): bigint[] {
  const whole = parts.reduce((a, b) => a + b, 0n);
  const got = parts.map((part) => (amount * part) / whole);
  const byRemainder = parts.map((part, place) => ({ place, left: (amount * part) % whole }));
  byRemainder.sort((a, b) => Number(b.left - a.left) || a.place - b.place);
  for (let left = amount - got.reduce((a, b) => a + b, 0n); left > 0n; left--) got[byRemainder.shift()!.place]! += 1n;
  return got;
}

function plus([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * d + c * b, b * d];
}

function isSame(one: Fraction | undefined, other: Fraction): boolean {
  return one !== undefined && one[0] * other[1] === other[0] * one[1];
}

function read(text: string): Fraction {
  const [above = "", below = "1"] = text.split("/");
  const [whole = "", decimals = ""] = above.split(".");
  return [BigInt(whole + decimals), BigInt(below) * 10n ** BigInt(decimals.length)];
}
