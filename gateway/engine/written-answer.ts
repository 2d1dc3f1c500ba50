import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import { parseWritten } from "../../platform/json/parse-json.js";
import type { EngineAnswer } from "./execute-operation.js";

/** Stands for data whose text is ready; Apollo Server carries it to `stringifyEngineResult` untouched. */
class WrittenData {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** For `JSON.stringify`; numbers come through it whole where `restoreNumbers` has the last word. */
  toJSON(): unknown {
    return parseWritten(this.#text);
  }

  static textOf(value: WrittenData): string {
    return value.#text;
  }
}

/** An engine's answer as Apollo Server carries it. */
export function resultOf({ data, errors }: EngineAnswer): ExecutionResult {
  return { ...writtenData(data), ...(errors.length > 0 && { errors }) };
}

/** Nothing where there is no data. */
function writtenData(text: string | undefined): { data?: Record<string, never> | null } {
  if (text === undefined) return {};
  return { data: text === "null" ? null : (new WrittenData(text) as never) };
}

/** Such data for those who want to look into it. */
export function readWrittenData(data: unknown): unknown {
  return data instanceof WrittenData ? (JSON.parse(WrittenData.textOf(data)) as unknown) : data;
}

/** The same for those who pass it on: an `ExactNumber` for each number that JavaScript would write in another way. */
export function readWrittenExactly(data: unknown): unknown {
  return data instanceof WrittenData ? data.toJSON() : data;
}

/** Apollo Server's `stringifyResult`: passes on the engine's text, and stringifies what did not come from the engine. */
export function stringifyEngineResult(result: FormattedExecutionResult): string {
  const { data, errors, extensions } = result;
  if (!((data as unknown) instanceof WrittenData)) return JSON.stringify(ordered(result));
  let text = `{"data":${WrittenData.textOf(data as unknown as WrittenData)}`;
  if (errors && errors.length > 0)
    text += `,"errors":${JSON.stringify(errors satisfies readonly GraphQLFormattedError[])}`;
  if (extensions) text += `,"extensions":${JSON.stringify(extensions)}`;
  return `${text}}`;
}

function ordered({ errors, data, extensions }: FormattedExecutionResult): FormattedExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors } : {}),
    ...(extensions ? { extensions } : {}),
  };
}
