import type { RateState } from "./rate-limit.js";

/**
 * The policies and what is left of them, as draft-ietf-httpapi-ratelimit-headers-11 writes it. A unit is a point of a
 * question's cost, for which the draft has no registered name.
 */
export function rateHeaders(states: readonly RateState[]): Record<string, string> {
  const over = states.find(({ within }) => !within);
  return {
    "ratelimit-policy": states
      .map(({ policy: { name, points, windowSeconds } }) => `"${name}";q=${points};w=${windowSeconds};qu="cost-points"`)
      .join(", "),
    ratelimit: states
      .map(({ policy, remaining, resetSeconds }) => `"${policy.name}";r=${remaining};t=${resetSeconds}`)
      .join(", "),
    ...(over && { "retry-after": String(Math.max(1, over.resetSeconds)) }),
  };
}
