/** A text of which nothing is left but its shape: `**.**.**-***.**`. */
export function maskWhole(text: string): string {
  return text.replaceAll(/[\p{L}\p{N}]/gu, "*");
}

const NATIONAL_NUMBER = /(?<!\d)(?:\d{11}|\d{2}([ .-]?)\d{2}\1\d{2}[ .-]\d{3}[ .-]?\d{2})(?!\d)/g;

/** A text without what may be the national number of a person. */
export function maskNumbers(text: string): string {
  return text.length < 11 ? text : text.replaceAll(NATIONAL_NUMBER, maskWhole);
}
