/** A text of the invented world, within a statement. @throws Error for one that no id or day of the world is */
export function text(value: string): string {
  if (!/^[\w\-+/:.]*$/.test(value)) throw new Error("Not an id, day or reference of the invented world");
  return `'${value}'`;
}
