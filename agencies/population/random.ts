/** A small seeded generator (sfc32): the same parts always give the same row of draws. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `parts` name the stream, e.g. seed, a word for what is drawn, an index. */
  constructor(...parts: (number | string)[]) {
    this.#a = 0x9e3779b9;
    this.#b = 0x243f6a88;
    this.#c = hashOf(parts);
    for (let i = 0; i < 12; i++) this.#draw();
  }

  #draw(): number {
    const t = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    this.#c |= 0;
    return t >>> 0;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.#draw() / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.fraction() * list.length)];
    if (chosen === undefined) throw new Error("Nothing to pick from");
    return chosen;
  }

  /** One of the choices, each with its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    const sums = sumsOf(choices);
    const drawn = this.fraction() * (sums.at(-1) ?? 0);
    let [low, high] = [0, choices.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < (sums[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    const chosen = choices[low];
    if (chosen === undefined) throw new Error("Nothing to pick from");
    return chosen[0];
  }
}

/** Long lists are drawn from very often: their running sums are kept for as long as the list is. */
const keptSums = new WeakMap<readonly unknown[], number[]>();

function sumsOf(choices: readonly (readonly [unknown, number])[]): number[] {
  let sums = keptSums.get(choices);
  if (sums === undefined) {
    let sum = 0;
    sums = choices.map(([, weight]) => (sum += weight));
    keptSums.set(choices, sums);
  }
  return sums;
}

/** A 32-bit hash of the parts (FNV-1a, then mixed), unsigned. */
export function hashOf(parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return mixed(hash, 0);
}

/** Two integers stirred into one unsigned 32-bit integer. */
export function mixed(a: number, b: number): number {
  let x = (a ^ Math.imul(b, 0x9e3779b1)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
