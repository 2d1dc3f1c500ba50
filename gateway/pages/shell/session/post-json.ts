/** Asks the gateway something of the session. @throws for any other status than 200 */
export function postJson<T>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  return getJson(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

export async function getJson<T>(path: string, options: RequestInit = {}): Promise<T> {
  const reply = await fetch(path, { ...options, cache: "no-store" });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return (await reply.json()) as T;
}
