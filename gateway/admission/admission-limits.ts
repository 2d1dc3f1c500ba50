/**
 * How large a question may be, whoever asks it. What is counted, is counted with fragments spread out, before anything
 * is validated or planned. The defaults allow each of schema/operations/ several times over.
 */
export interface AdmissionLimits {
  /** Bytes of the request's body. */
  readonly bodyBytes: number;
  /** Lexical tokens of the document; also what bounds the parser's own depth. */
  readonly tokens: number;
  readonly operations: number;
  /** Fields within fields; fragments do not count. */
  readonly depth: number;
  /** The same below `__schema` and `__type`: the usual introspection query goes 14 deep. */
  readonly introspectionDepth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Directives at one place. */
  readonly directivesAtOnce: number;
  /** Variables on which it depends which fields are asked: each doubles the plans that one document can want. */
  readonly conditions: number;
  /** Fields or fragments that one selection set names again. */
  readonly repeats: number;
  /** Values in the variables, lists and objects counted with what they hold. */
  readonly variableValues: number;
  readonly variableDepth: number;
  /** Items that one list may be asked for. */
  readonly pageSize: number;
  /** Estimated cost, in the points of `@cost` and `@listSize`. */
  readonly cost: number;
  /** Items to reckon with where the schema does not say how many a list has. */
  readonly assumedListSize: number;
}

export const DEFAULT_ADMISSION_LIMITS: AdmissionLimits = {
  bodyBytes: 100 * 1024,
  tokens: 2_000,
  operations: 5,
  depth: 12,
  introspectionDepth: 16,
  fields: 500,
  rootFields: 10,
  aliases: 30,
  directives: 50,
  directivesAtOnce: 5,
  conditions: 6,
  repeats: 10,
  variableValues: 1_000,
  variableDepth: 8,
  pageSize: 200,
  cost: 20_000,
  assumedListSize: 10,
};
