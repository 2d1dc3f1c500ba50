/** Thrown for a body that is longer than it may be. */
export class BodyTooLong extends Error {
  override readonly name = "BodyTooLong";
  constructor(readonly mostBytes: number) {
    super(`more than ${mostBytes} bytes`);
  }
}

/**
 * A body as text. Counts the bytes that come and believes no `content-length`; a body that is too long is not read further.
 * @throws BodyTooLong
 */
export async function readCapped(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<string> {
  return (await readBytesCapped(body, mostBytes)).toString("utf8");
}

/** The same as it came. @throws BodyTooLong */
export async function readBytesCapped(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw new BodyTooLong(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
