import { request } from "undici";

const LARGEST_BYTES = 256 * 1024;
const WAIT_MS = 3_000;

/** Gets a small public JSON document. @throws Error for anything but status 200 with JSON in time; follows no redirect */
export async function fetchJson(url: URL): Promise<unknown> {
  const { statusCode, body } = await request(url, {
    headers: { accept: "application/json, application/jwk-set+json" },
    signal: AbortSignal.timeout(WAIT_MS),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_BYTES) throw new Error(`more than ${LARGEST_BYTES} bytes`);
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
