/** One kind of answer that a client takes, as its `accept` header names it. */
export interface AcceptedType {
  /** `multipart/mixed`, in lower case. */
  readonly type: string;
  /** Its parameters, names in lower case: `{ subscriptionspec: "1.0" }`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The types that a client takes, those it prefers first; without those that it says it does not take. */
export function readAccept(accept: string | undefined): AcceptedType[] {
  return (accept ?? "")
    .split(",")
    .map((range) => {
      const [type = "", ...rest] = range.split(";").map((part) => part.trim());
      const pairs = rest.map((part) => part.split("=").map((one) => one.trim().replaceAll('"', "")));
      const { q = "1", ...parameters } = Object.fromEntries(
        pairs.map(([name = "", value = ""]) => [name.toLowerCase(), value]),
      );
      return { type: type.toLowerCase(), parameters, weight: Number(q) };
    })
    .filter(({ type, weight }) => type !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ type, parameters }) => ({ type, parameters }));
}

/** Whether a client takes an answer as one JSON text: one that does not say what it takes does. */
export function takesJson(accept: string | undefined): boolean {
  const types = readAccept(accept);
  return types.length === 0 || types.some(({ type }) => /^(application\/(.*json|\*)|\*\/\*)$/.test(type));
}
