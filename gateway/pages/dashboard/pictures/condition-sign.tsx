import type { Condition } from "../data/answers.js";

/** A cell of the grid: told apart by form as well as by colour. */
export function ConditionSign({ state }: { state: Condition["state"] | undefined }) {
  if (state === undefined) return <svg class="sign-none" viewBox="0 0 20 20" aria-hidden="true" />;
  return (
    <svg class={`condition-sign is-${state.toLowerCase()}`} viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="4" />
      {state === "MET" ? <path d="M6 10.5l2.8 2.8L14 7.5" /> : null}
      {state === "LACKING" ? <path d="M6.5 6.5l7 7M13.5 6.5l-7 7" /> : null}
      {state === "UNKNOWN" ? <path d="M6 10h8" /> : null}
    </svg>
  );
}
