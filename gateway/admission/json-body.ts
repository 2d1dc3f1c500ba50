import type { FastifyInstance, FastifyRequest } from "fastify";
import { markNumbers } from "../../platform/json/exact-number.js";
import { Refusal } from "../../schema/faults.js";
import { readNumbers } from "./graphql-request.js";

/** @throws Refusal MEDIA_TYPE_REFUSED where the body of a request is no JSON, or not in UTF-8 */
export function checkIsJson({ headers }: Pick<FastifyRequest, "headers">): void {
  const type = headers["content-type"] ?? "";
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(type) ?? [];
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal("MEDIA_TYPE_REFUSED");
  // Of which US-ASCII is a part.
  if (!/^(utf-?8|us-ascii)$/i.test(charset))
    throw new Refusal("MEDIA_TYPE_REFUSED", "Send the question in UTF-8, which all JSON is in: leave out `charset`.");
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
