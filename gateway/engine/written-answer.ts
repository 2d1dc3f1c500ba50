import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import { parseWritten } from "../../platform/json/parse-json.js";
import type { EngineAnswer } from "./execute-operation.js";

/** Stands for data whose text is ready; Apollo Server carries it to `stringifyEngineResult` untouched. */
class WrittenData {
  readonly #written: string | Buffer;
  #taker: BytesTaker | undefined;

  constructor(written: string | Buffer) {
    this.#written = written;
  }

  /** For `JSON.stringify`; numbers come through it whole where `restoreNumbers` has the last word. */
  toJSON(): unknown {
    return parseWritten(WrittenData.textOf(this));
  }

  static textOf(value: WrittenData): string {
    const written = value.#written;
    return typeof written === "string" ? written : written.toString();
  }

  static handTo(value: WrittenData, taker: BytesTaker): void {
    if (typeof value.#written !== "string") value.#taker = taker;
  }

  /** Whether there is somebody who takes bytes; then they are its. */
  static handOver(value: WrittenData, rest: string): boolean {
    const written = value.#written;
    if (!value.#taker || typeof written === "string") return false;
    value.#taker.bytes = enclosed(written, Buffer.from(rest));
    return true;
  }
}

const HEAD = Buffer.from(`{"data":`);

/** The answer with this data. Mostly data is copied from a reply that has the same around it, and is not copied again. */
function enclosed(data: Buffer, rest: Buffer): Buffer {
  const start = data.byteOffset - HEAD.length;
  const length = HEAD.length + data.length + rest.length;
  if (start >= 0 && start + length <= data.buffer.byteLength) {
    const around = Buffer.from(data.buffer, start, length);
    const isSame = around.subarray(0, HEAD.length).equals(HEAD) && around.subarray(length - rest.length).equals(rest);
    if (isSame) return around;
  }
  return Buffer.concat([HEAD, data, rest]);
}

/** Who sends an answer as bytes where it is there as bytes: making a text of it and bytes again costs more than all else. */
export interface BytesTaker {
  bytes: Buffer | undefined;
}

/** Has `stringifyEngineResult` give the answer with this data to a taker, and an empty text instead, where it is bytes. */
export function handBytes(data: unknown, taker: BytesTaker): void {
  if (data instanceof WrittenData) WrittenData.handTo(data, taker);
}

/** An engine's answer as Apollo Server carries it. */
export function resultOf(answer: EngineAnswer, errors = answer.errors): ExecutionResult {
  return { ...writtenData(answer), ...(errors.length > 0 && { errors }) };
}

/** Nothing where there is no data. */
function writtenData(answer: EngineAnswer): { data?: Record<string, never> | null } {
  const written = answer.bytes ?? answer.data;
  if (written === undefined) return {};
  return { data: written === "null" ? null : (new WrittenData(written) as never) };
}

/** Such data for those who want to look into it. */
export function readWrittenData(data: unknown): unknown {
  return data instanceof WrittenData ? (JSON.parse(WrittenData.textOf(data)) as unknown) : data;
}

/** Whether such data holds nothing but root fields that are null, or is not there at all. */
export function isEmptyData(data: unknown): boolean {
  if (data instanceof WrittenData) return /^\{(?:"[^"\\]*":null,?)*\}$/.test(WrittenData.textOf(data));
  return data === null || data === undefined || Object.values(data).every((value) => value === null);
}

/** The same for those who pass it on: an `ExactNumber` for each number that JavaScript would write in another way. */
export function readWrittenExactly(data: unknown): unknown {
  return data instanceof WrittenData ? data.toJSON() : data;
}

/** Apollo Server's `stringifyResult`: passes on the engine's text, and stringifies what did not come from the engine. */
export function stringifyEngineResult(result: FormattedExecutionResult): string {
  const { data, errors, extensions } = result;
  if (!((data as unknown) instanceof WrittenData)) return JSON.stringify(ordered(result));
  const written = data as unknown as WrittenData;
  let rest = "";
  if (errors && errors.length > 0)
    rest += `,"errors":${JSON.stringify(errors satisfies readonly GraphQLFormattedError[])}`;
  if (extensions) rest += `,"extensions":${JSON.stringify(extensions)}`;
  rest += "}";
  return WrittenData.handOver(written, rest) ? "" : `{"data":${WrittenData.textOf(written)}${rest}`;
}

function ordered({ errors, data, extensions }: FormattedExecutionResult): FormattedExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors } : {}),
    ...(extensions ? { extensions } : {}),
  };
}
