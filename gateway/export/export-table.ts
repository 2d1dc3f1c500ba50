import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { validate, type FormattedExecutionResult, type GraphQLSchema } from "graphql";
import type { Log } from "../../platform/log.js";
import { Refusal } from "../../schema/faults.js";
import { RateLimited } from "../admission/rate/rate-limited.js";
import { readWrittenData } from "../engine/written-answer.js";
import type { RequestContext } from "../request-context.js";
import { CSV, XLSX, type ExportFormat } from "./export-format.js";
import { headings, readRows, type Cell, type Page } from "./read-rows.js";
import { tableShapeOf, type TableShape } from "./table-shape.js";
import { startOfCsv, writeCsv } from "./write-csv.js";
import type { WorkbookWriter } from "./workbook-writer.js";

export interface ExportParts {
  /** What clients see of the supergraph by which a request is answered. */
  readonly schema: (context: RequestContext) => GraphQLSchema;
  /** Admits a request for one more page, in the name of who asks now. @throws Refusal */
  readonly enter: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Answers what was admitted, and its HTTP status. */
  readonly run: (context: RequestContext) => Promise<{ result: FormattedExecutionResult; status: number }>;
  /** Rows of a workbook, which is made whole in memory. */
  readonly mostWorkbookRows: number;
  readonly workbooks: Pick<WorkbookWriter, "write">;
  readonly log: Log;
}

const LAST_LINE = "#EXPORT_INCOMPLETE";
const SECONDS = 1_000;

/**
 * Answers with a table instead of GraphQL's own form: every page of the operation's one list, each asked for as a request
 * of its own, so that rights, costs and the access log are those of any request. Text is sent page by page; where a page
 * fails the last line says so and the connection is broken off, so that nobody takes a part for the whole.
 */
export function createTableExport({ schema, enter, run, mostWorkbookRows, workbooks, log }: ExportParts) {
  return async (request: FastifyRequest, reply: FastifyReply, first: RequestContext, format: ExportFormat) => {
    const { admitted } = first;
    const { document, operationName } = admitted;
    const visible = schema(first);
    const isSound = validate(visible, document).length === 0;
    const shape = isSound ? tableShapeOf(visible, document, operationName, format.table) : undefined;
    const { result, status } = await run(first);
    const page = shape && pageOf(shape, result);
    if (!shape || !page) return reply.code(statusOf(result, status)).type("application/json").send(result);

    // Each page listens for the client to leave.
    reply.raw.setMaxListeners(0);
    const pages = followPages(shape, page, (cursor) => askPage(request, reply, shape, cursor));
    if (format.kind === "XLSX") {
      const rows = await gather(shape, pages);
      return reply
        .type(XLSX)
        .header("content-disposition", `attachment; filename="${shape.name}.xlsx"`)
        .send(await workbooks.write(rows, goneOf(reply)));
    }
    const text = Readable.from(csvOf(shape, pages, format, request.id));
    return reply
      .type(`${CSV}; charset=utf-8; header=present`)
      .header("content-disposition", `attachment; filename="${shape.name}.csv"`)
      .send(text);
  };

  async function askPage(
    request: FastifyRequest,
    reply: FastifyReply,
    shape: TableShape,
    cursor: string,
  ): Promise<Page> {
    const body = request.body as { variables: Record<string, unknown> };
    request.body = { ...body, variables: { ...body.variables, [shape.paging!.variable]: cursor } };
    const { result } = await run(await enterInTime(request, reply));
    const page = pageOf(shape, result);
    if (!page) throw new PageMissing(codeOf(result));
    return page;
  }

  /** Waits where the asker has used up the points of this minute: a long table takes as long as its cost needs. */
  async function enterInTime(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    for (;;)
      try {
        return await enter(request, reply);
      } catch (error) {
        if (!(error instanceof RateLimited)) throw error;
        const seconds = Number(error.headers["retry-after"] ?? 1);
        await wait(Math.max(1, seconds) * SECONDS, undefined, { signal: goneOf(reply) });
      }
  }

  async function* csvOf(shape: TableShape, pages: AsyncIterable<Page>, format: CsvFormat, requestId: string) {
    yield startOfCsv(format) + writeCsv([headings(shape)], format);
    try {
      for await (const { rows } of pages) yield writeCsv(rows, format);
    } catch (error) {
      const code = error instanceof Refusal || error instanceof PageMissing ? error.code : "INTERNAL";
      log.warn({ requestId, code, err: error }, "an export broke off");
      yield `${LAST_LINE} ${code}\r\n`;
      throw error;
    }
  }

  async function gather(shape: TableShape, pages: AsyncIterable<Page>): Promise<(readonly Cell[])[]> {
    const all: (readonly Cell[])[] = [headings(shape)];
    for await (const { rows } of pages) {
      all.push(...rows);
      if (all.length > mostWorkbookRows + 1)
        throw new Refusal(
          "EXPORT_REFUSED",
          `A workbook has at most ${mostWorkbookRows} rows, by AMA_EXPORT_WORKBOOK_ROWS: ask for text/csv, or for less.`,
        );
    }
    return all;
  }
}

/** A later page had no table; the code says why. */
class PageMissing extends Error {
  constructor(readonly code: string) {
    super(`a page of an export has no rows: ${code}`);
  }
}

function codeOf({ errors = [] }: FormattedExecutionResult): string {
  const code = errors[0]?.extensions?.["code"];
  return typeof code === "string" ? code : "INTERNAL";
}

/** Aborted when the client leaves before it has the whole. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort());
  if (raw.destroyed) gone.abort();
  return gone.signal;
}

type CsvFormat = Extract<ExportFormat, { kind: "CSV" }>;

async function* followPages(shape: TableShape, first: Page, ask: (cursor: string) => Promise<Page>) {
  const seen = new Set<string>();
  for (let page = first; ;) {
    yield page;
    if (page.next === null || !shape.paging) return;
    if (seen.has(page.next)) throw new Error("a page leads back to one before");
    seen.add(page.next);
    page = await ask(page.next);
  }
}

function pageOf(shape: TableShape, { data, errors = [] }: FormattedExecutionResult): Page | undefined {
  return readRows(shape, readWrittenData(data), errors);
}

/** For an answer without a table: what the request was refused for, else who failed, else that there is nothing. */
function statusOf({ data, errors = [] }: FormattedExecutionResult, status: number): number {
  if (data === undefined) return status === 200 ? 400 : status;
  return errors.length > 0 ? 502 : 404;
}
