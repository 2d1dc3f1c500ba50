/*
 * Whether something that is opaque holds a key after all: plain, reversed, as base64 or base64url, as hexadecimal digits, as an
 * integer of four or eight bytes, or one of these within another.
 */

const DEPTH = 2;

/** Every way in which a text can be read, itself first. */
function readings(text: string, depth = DEPTH): Set<string> {
  const found = new Set([text, [...text].reverse().join("")]);
  if (depth === 0) return found;
  const parts = new Set([text, ...text.split(/[.:~|/]/)].filter((part) => part.length > 3));
  for (const part of parts) {
    const decoded = [0, 1, 2, 3].map((skip) => Buffer.from(part.slice(skip), "base64"));
    if (/^[\da-f]+$/i.test(part)) decoded.push(Buffer.from(part, "hex"));
    for (const bytes of decoded)
      for (const reading of readings(bytes.toString("latin1"), depth - 1)) found.add(reading);
  }
  return found;
}

/** How a key may be written: its digits alone, and these as an integer, too; not where they are so few that chance has them. */
function writings(key: string): string[] {
  const digits = key.replaceAll(/\D/g, "");
  if (digits.length < 7) return [key];
  const all = [key, digits];
  const number = BigInt(digits);
  if (number >= 2n ** 24n)
    for (const size of number < 2n ** 32n ? [4, 8] : [5, 8]) {
      const bytes = Buffer.from(number.toString(16).padStart(2 * size, "0"), "hex");
      all.push(bytes.toString("latin1"), Buffer.from(bytes).reverse().toString("latin1"));
    }
  return all;
}

/** The keys that texts hold in any encoding. */
export function findKeys(texts: Iterable<string>, keys: readonly string[]): string[] {
  const all = [...new Set([...texts].flatMap((text) => [...readings(text)]))].join("\u{10FFFF}");
  return keys.filter((key) => writings(key).some((writing) => all.includes(writing)));
}
