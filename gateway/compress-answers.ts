import { once } from "node:events";
import { Readable } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";
import { negotiate } from "@fastify/accept-negotiator";
import fastifyCompress from "@fastify/compress";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Shorter answers are sent as they are: they fit into one packet. */
const LEAST_BYTES = 1_024;
/** Longer answers are compressed in another thread, which costs more: this takes a fifth of a millisecond. */
const MOST_BYTES_IN_PLACE = 128 * 1_024;

// The first level of each: the next ones save a tenth of the bytes for two to five times the CPU.
const ZLIB = { level: 1 };
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** In the order that we prefer. */
const ENCODINGS = ["br", "gzip", "deflate"] as const;
const COMPRESSORS = {
  br: { create: () => createBrotliCompress(BROTLI), flush: constants.BROTLI_OPERATION_FLUSH },
  gzip: { create: () => createGzip(ZLIB), flush: constants.Z_SYNC_FLUSH },
  deflate: { create: () => createDeflate(ZLIB), flush: constants.Z_SYNC_FLUSH },
};

/** What a route's options hold for its answers to be compressed where the client takes that. */
export const COMPRESSED = {
  compress: {
    encodings: [...ENCODINGS],
    threshold: LEAST_BYTES,
    syncThreshold: MOST_BYTES_IN_PLACE,
    zlibOptions: ZLIB,
    brotliOptions: BROTLI,
  },
  onSend: compressParts,
};

/** Has the routes that are added later, and ask for it, compress their answers; no other route does. */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCompress, { global: false });
}

/**
 * Compresses an answer that comes in parts, each part whole as soon as it is there. `@fastify/compress` would keep a part
 * back until more come, and lose the last ones of a stream that fails.
 */
function compressParts(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  addVary(reply);
  if (!(payload instanceof Readable)) return done(null, payload);
  const encoding = negotiateEncoding(headers["accept-encoding"]);
  if (!encoding) return done(null, payload);
  reply.header("content-encoding", encoding);
  // The next part is not waited for once the client has left.
  reply.raw.once("close", () => payload.destroy());
  done(null, Readable.from(compressEach(payload, COMPRESSORS[encoding])));
}

async function* compressEach(parts: Readable, { create, flush }: (typeof COMPRESSORS)[keyof typeof COMPRESSORS]) {
  const compressor = create();
  let ready: Buffer[] = [];
  const take = () => Buffer.concat(ready.splice(0));
  compressor.on("data", (bytes: Buffer) => ready.push(bytes));
  compressor.on("error", (error) => parts.destroy(error));
  try {
    for await (const part of parts) {
      compressor.write(part);
      await new Promise<void>((resolve) => compressor.flush(flush, resolve));
      yield take();
    }
    compressor.end();
    await once(compressor, "end");
    yield take();
  } finally {
    ready = [];
    compressor.close();
  }
}

/** Which encoding to answer in; undefined for none. What is read for `*` and `x-gzip` is what `@fastify/compress` reads. */
function negotiateEncoding(accepted: string | string[] | undefined): (typeof ENCODINGS)[number] | undefined {
  if (accepted === undefined) return undefined;
  return (
    negotiate(
      String(accepted)
        .toLowerCase()
        .replaceAll(/\*|x-gzip/g, "gzip"),
      [...ENCODINGS],
    ) ?? undefined
  );
}

/** Whether compressed or not: a cache may hand it on to who takes it otherwise. */
function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader("vary");
  reply.header("vary", vary === undefined ? "accept-encoding" : `${String(vary)}, accept-encoding`);
}
