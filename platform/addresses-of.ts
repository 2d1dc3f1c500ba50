/** The addresses in a text that has one or several, with commas between. A comma within an address parts nothing. */
export function addressesOf(text: string): string[] {
  return text.split(/\s*,\s*(?=\w+:\/\/)/);
}
