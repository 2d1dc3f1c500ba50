import { request } from "undici";
import { parseJson } from "../../platform/json/parse-json.js";
import { readCapped } from "../../platform/read-capped.js";

const LARGEST_BYTES = 256 * 1024;
const BOUNDS = { depth: 32, items: 1_000, values: 10_000 };
const WAIT_MS = 3_000;
/** These requests are rare: a connection kept from the last one may be closed by the issuer just as the next is sent. */
const OWN_CONNECTION = true;

/** Gets a small public JSON document. @throws Error for anything but status 200 with JSON in time; follows no redirect */
export async function fetchJson(url: URL): Promise<unknown> {
  const { statusCode, body } = await request(url, {
    headers: { accept: "application/json, application/jwk-set+json" },
    reset: OWN_CONNECTION,
    signal: AbortSignal.timeout(WAIT_MS),
  });
  const text = await readCapped(body, LARGEST_BYTES);
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return parseJson(text, BOUNDS);
}

/** What time a server says it is, as its header `date` has it; undefined where it does not. @throws Error */
export async function readDate(url: URL): Promise<string | undefined> {
  const { headers, body } = await request(url, { reset: OWN_CONNECTION, signal: AbortSignal.timeout(WAIT_MS) });
  await body.dump();
  return headers["date"]?.toString();
}

/** Posts a form, and reads the JSON, or nothing, that is answered with any status. @throws Error when none came in time */
export async function postForm(url: URL, form: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
    reset: OWN_CONNECTION,
    signal: AbortSignal.timeout(WAIT_MS),
  });
  const text = await readCapped(body, LARGEST_BYTES);
  return { status: statusCode, body: text === "" ? null : parseJson(text, BOUNDS) };
}
