import type { Settings } from "../../platform/settings.js";

/**
 * How large a question may be, whoever asks it. What is counted, is counted with fragments spread out, before anything
 * is validated or planned.
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
  /** Selection sets within selection sets, those of fragments too. */
  readonly nesting: number;
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
  /** Items of one list in the variables. */
  readonly variableList: number;
  readonly variableDepth: number;
  /** Items that one list may be asked for. */
  readonly pageSize: number;
  /** Estimated cost, in the points of `@cost` and `@listSize`. */
  readonly cost: number;
  /** Items to reckon with where the schema does not say how many a list has. */
  readonly assumedListSize: number;
}

/** The setting of each limit. */
export const LIMIT_SETTINGS = {
  bodyBytes: "AMA_LIMIT_BODY_BYTES",
  tokens: "AMA_LIMIT_TOKENS",
  operations: "AMA_LIMIT_OPERATIONS",
  depth: "AMA_LIMIT_DEPTH",
  introspectionDepth: "AMA_LIMIT_INTROSPECTION_DEPTH",
  nesting: "AMA_LIMIT_NESTING",
  fields: "AMA_LIMIT_FIELDS",
  rootFields: "AMA_LIMIT_ROOT_FIELDS",
  aliases: "AMA_LIMIT_ALIASES",
  directives: "AMA_LIMIT_DIRECTIVES",
  directivesAtOnce: "AMA_LIMIT_DIRECTIVES_AT_ONCE",
  conditions: "AMA_LIMIT_CONDITIONS",
  repeats: "AMA_LIMIT_REPEATS",
  variableValues: "AMA_LIMIT_VARIABLE_VALUES",
  variableList: "AMA_LIMIT_VARIABLE_LIST",
  variableDepth: "AMA_LIMIT_VARIABLE_DEPTH",
  pageSize: "AMA_LIMIT_PAGE_SIZE",
  cost: "AMA_COST_LIMIT",
  assumedListSize: "AMA_ASSUMED_LIST_SIZE",
} as const satisfies Record<keyof AdmissionLimits, keyof Settings>;

/** What is asked of people, by front ends whose documents are known: each of schema/operations/ several times over. */
export const LIMITS_UNDER_MANDATE: AdmissionLimits = {
  bodyBytes: 100 * 1024,
  tokens: 2_000,
  operations: 5,
  depth: 12,
  introspectionDepth: 16,
  nesting: 100,
  fields: 500,
  rootFields: 10,
  aliases: 30,
  directives: 50,
  directivesAtOnce: 5,
  conditions: 6,
  repeats: 10,
  variableValues: 1_000,
  variableList: 1_000,
  variableDepth: 8,
  pageSize: 200,
  cost: 20_000,
  assumedListSize: 10,
};

/** What everyday operations on any graph need, generated ones among them. */
const LIMITS_WHEN_OPEN: AdmissionLimits = {
  bodyBytes: 2 * 1024 * 1024,
  tokens: 30_000,
  operations: 50,
  depth: 40,
  introspectionDepth: 30,
  nesting: 200,
  fields: 20_000,
  rootFields: 200,
  aliases: 2_000,
  directives: 2_000,
  directivesAtOnce: 20,
  conditions: 20,
  repeats: 200,
  variableValues: 100_000,
  variableList: 50_000,
  variableDepth: 40,
  pageSize: 10_000,
  cost: 20_000,
  assumedListSize: 10,
};

/** The limits that the settings say, and the defaults of those that they do not. */
export function admissionLimitsOf(settings: Settings, { open }: { open: boolean }): AdmissionLimits {
  const defaults = open ? LIMITS_WHEN_OPEN : LIMITS_UNDER_MANDATE;
  const limits = Object.entries(LIMIT_SETTINGS) as [
    keyof AdmissionLimits,
    (typeof LIMIT_SETTINGS)[keyof AdmissionLimits],
  ][];
  return Object.fromEntries(
    limits.map(([name, setting]) => [name, settings[setting] ?? defaults[name]]),
  ) as unknown as AdmissionLimits;
}

/** What a refusal says of a limit that is passed: `at most 12, by AMA_LIMIT_DEPTH`. */
export function atMost(name: keyof AdmissionLimits, limits: Partial<AdmissionLimits>): string {
  return `at most ${limits[name]}, by ${LIMIT_SETTINGS[name]}`;
}
