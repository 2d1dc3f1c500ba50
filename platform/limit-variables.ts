import { z } from "zod";

const limit = (most: number) => z.coerce.number().int().min(1).max(most).optional();

/**
 * How large a request may be. The default of each is in gateway/admission/admission-limits.ts: it depends on whether the
 * gateway asks who asks.
 */
export const limitVariables = {
  AMA_LIMIT_BODY_BYTES: limit(64 * 1_024 * 1_024),
  AMA_LIMIT_TOKENS: limit(1_000_000),
  AMA_LIMIT_OPERATIONS: limit(1_000),
  AMA_LIMIT_DEPTH: limit(200),
  AMA_LIMIT_INTROSPECTION_DEPTH: limit(200),
  AMA_LIMIT_NESTING: limit(500),
  AMA_LIMIT_FIELDS: limit(1_000_000),
  AMA_LIMIT_ROOT_FIELDS: limit(10_000),
  AMA_LIMIT_ALIASES: limit(100_000),
  AMA_LIMIT_DIRECTIVES: limit(100_000),
  AMA_LIMIT_DIRECTIVES_AT_ONCE: limit(100),
  AMA_LIMIT_CONDITIONS: limit(1_000),
  AMA_LIMIT_REPEATS: limit(10_000),
  AMA_LIMIT_VARIABLE_VALUES: limit(1_000_000),
  AMA_LIMIT_VARIABLE_LIST: limit(1_000_000),
  AMA_LIMIT_VARIABLE_DEPTH: limit(200),
  AMA_LIMIT_PAGE_SIZE: limit(1_000_000),
  AMA_ASSUMED_LIST_SIZE: limit(10_000),
};
