import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from "node:zlib";

/** A body that cannot be unpacked. Its message quotes nothing of it. */
export class UnpackFault extends Error {
  override readonly name = "UnpackFault";
}

/**
 * A body without its `content-encoding`. In this thread: up to the bound it takes an eighth of the time that reading the JSON
 * takes, and another thread costs small bodies five times as much.
 * @param maxBytes how long it may become; unpacking ends there
 * @throws UnpackFault
 */
export function unpackBody(body: Buffer, encoding: string | string[] | undefined, maxBytes: number): Buffer {
  if (encoding === undefined) return body;
  const name = String(encoding).trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  const unpack = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
  if (!unpack) throw new UnpackFault("The subgraph's reply has an encoding other than gzip, deflate or br");
  try {
    return unpack(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLong = (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    throw new UnpackFault(
      isTooLong ? "The subgraph's reply is too long" : `The subgraph's reply is not whole, or is not ${name}`,
    );
  }
}

type Unpack = (body: Buffer, options: ZlibOptions) => Buffer;

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  // Some servers leave out the two bytes of zlib around it.
  deflate: (body, options) => (isZlib(body) ? inflateSync(body, options) : inflateRawSync(body, options)),
  br: brotliDecompressSync,
};

/** By its first two bytes: the method, and a check on both. */
function isZlib(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
