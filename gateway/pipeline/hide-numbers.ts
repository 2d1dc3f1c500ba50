/** National numbers that a caller put into a query, and that a complaint about it would quote. */
export function hideNumbers(text: string): string {
  return text.replace(/\b\d{2}\.?\d{2}\.?\d{2}[-.]?\d{3}[-.]?\d{2}\b/g, "[hidden]");
}
