import { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { BodyTooLong, readBytesCapped } from "../../platform/read-capped.js";
import { Refusal } from "../../schema/faults.js";

const UNPACK = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** How a body may be compressed, as the `accept-encoding` header of an answer says it. */
export const BODY_ENCODINGS = "gzip, deflate, br";

/**
 * Unpacks the bodies of requests before they are read. A body is within its route's limit both as it came and unpacked:
 * no more than that is ever unpacked of it.
 */
export function unpackBodies(app: FastifyInstance): void {
  app.addHook("preParsing", (request, _reply, body, done) => {
    const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
    if (encoding === "identity") return done(null, body);
    if (!Object.hasOwn(UNPACK, encoding)) return done(new Refusal("ENCODING_REFUSED"));
    unpack(body, encoding as keyof typeof UNPACK, request.routeOptions.bodyLimit).then(
      (unpacked) => done(null, unpacked),
      done,
    );
  });
}

async function unpack(body: AsyncIterable<Uint8Array>, encoding: keyof typeof UNPACK, mostBytes: number) {
  try {
    const packed = await readBytesCapped(body, mostBytes);
    const unpacked = await UNPACK[encoding](packed, { maxOutputLength: mostBytes });
    // What fastify holds against `content-length`.
    return Object.assign(Readable.from([unpacked]), { receivedEncodedLength: packed.length });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (error instanceof BodyTooLong || code === "ERR_BUFFER_TOO_LARGE") throw new Refusal("TOO_LARGE");
    // The client left: nobody reads the answer, and it is no failure of ours.
    if (code === "ECONNRESET") throw new Refusal("BAD_REQUEST");
    // The rest are zlib's own complaints.
    if (!/^(Z_|ERR_.*BROTLI|ERR__ERROR)/.test(code)) throw error;
    throw new Refusal("BAD_REQUEST", `The body is not what \`content-encoding: ${encoding}\` says: compress it whole.`);
  }
}
