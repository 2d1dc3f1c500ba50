import type { FastifyInstance, FastifyRequest } from "fastify";
import { markNumbers } from "../../platform/json/exact-number.js";
import { Refusal } from "../../schema/faults.js";
import { readNumbers } from "./graphql-request.js";

/** @throws Refusal MEDIA_TYPE_REFUSED where the body of a request is no JSON */
export function checkIsJson({ headers }: FastifyRequest): void {
  if (!/^application\/json(\s*;|$)/i.test(headers["content-type"] ?? "")) throw new Refusal("MEDIA_TYPE_REFUSED");
}

/** Has numbers of variables as they were sent, though JavaScript would change them. */
export function readNumbersExactly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, text, done) => {
    const marked = request.routeOptions.url?.startsWith("/graphql") ? markNumbers(text) : text;
    if (marked === text) return void parse(request, text, done);
    void parse(request, marked, (error, body: unknown) => {
      try {
        done(error, error ? undefined : readNumbers(body));
      } catch (refusal) {
        done(refusal as Refusal);
      }
    });
  });
}
