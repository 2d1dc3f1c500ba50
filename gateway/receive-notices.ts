import type { FastifyInstance } from "fastify";
import type { TellsNotices } from "../platform/metrics.js";
import { Refusal, REFUSALS } from "../schema/faults.js";

/** A subgraph of this process to which an agency may post that something changed. */
export interface NoticeReceiver extends TellsNotices {
  /** @returns false where none are taken @throws Refusal for what is not the agency's */
  receive?(delivery: { headers: NodeJS.Dict<string | string[]>; body: string }): boolean;
}

const LARGEST_NOTICE_BYTES = 1024 * 1024;

/**
 * `POST /notices/<subgraph>`: what a subgraph by itself takes at its own port. 202 for what was taken: it is on the stream
 * later, or read again from the agency.
 */
export async function receiveNotices(app: FastifyInstance, receivers: readonly NoticeReceiver[]): Promise<void> {
  const named = new Map(receivers.map((receiver) => [receiver.name, receiver]));
  await app.register((scope, _options, done) => {
    // As text: it was signed over it to the letter.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, parsed) =>
      parsed(null, text),
    );
    scope.post<{ Params: { name: string } }>(
      "/notices/:name",
      { bodyLimit: LARGEST_NOTICE_BYTES },
      async ({ params, headers, body }, reply) => {
        try {
          const taken = named.get(params.name)?.receive?.({ headers, body: typeof body === "string" ? body : "" });
          return await reply.code(taken ? 202 : 404).send();
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return reply.code(REFUSALS[error.code].status).send();
        }
      },
    );
    done();
  });
}
