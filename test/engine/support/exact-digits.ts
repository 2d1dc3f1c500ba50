/** The text of JSON in which numbers that JavaScript would round are numbers: `marked` writes them as text such as "long 1". */
export const digitsIn = (text: string): string => text.replace(/"long (-?\d+)"/g, "$1");

/** JSON text in which such numbers are text again, for whoever reads it without rounding them. */
export const marked = (text: string): string => text.replace(/(?<=[:[,])-?\d{16,}(?=[,\]}])/g, `"long $&"`);
