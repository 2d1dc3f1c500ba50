import type { FastifyInstance, FastifyReply } from "fastify";

/** A refusal in the form of RFC 9457, with the counter's own Dutch texts. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(title);
  }
}

/** Makes every error and every unknown path an `application/problem+json`. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown }, _request, reply) => {
    if (error instanceof Problem) return send(reply.headers(error.headers), error.status, error.title, error.detail);
    if (error.validation) return send(reply, 400, "Ongeldige vraag", error.message);
    const status = error.statusCode ?? 500;
    return send(reply, status, status < 500 ? "Ongeldige vraag" : "Interne fout");
  });
  app.setNotFoundHandler((_request, reply) => send(reply, 404, "Niet gevonden"));
}

function send(reply: FastifyReply, status: number, title: string, detail?: string) {
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, ...(detail && { detail }) }));
}
