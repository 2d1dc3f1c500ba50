/** @jsxImportSource react */
import { useGraphiQL } from "@graphiql/react";
import type { PlanStep } from "../../../schema/plan-step.js";
import type { Owner } from "../shell/agencies.js";
import { formatDuration } from "../shell/formats.js";
import { useLastPlan, usePlaygroundWords } from "./use-shell.js";

/** Which agency was asked what, in which order, and how long: a line of time for each request. */
export function PlanTimeline() {
  const plan = useLastPlan();
  const { words } = usePlaygroundWords();
  const answered = useGraphiQL((state) => (state.responseEditor?.getValue() ?? "") !== "");
  const total = plan ? Math.max(plan.tookMs, ...plan.steps.map(endOf), 1) : 1;
  return (
    <section className="plan" aria-labelledby="plan-title">
      <h2 id="plan-title" className="plan-title">
        {words.plan}
        {plan ? (
          <span className="plan-sum">
            {words.requests(plan.steps.length)} · {formatDuration(plan.tookMs)}
          </span>
        ) : null}
      </h2>
      {plan ? (
        <ol className="plan-steps">
          {plan.steps.map((step, index) => (
            <Step key={index} step={step} total={total} />
          ))}
        </ol>
      ) : (
        <p className="plan-empty">{answered ? words.planNone : words.planEmpty}</p>
      )}
    </section>
  );
}

function Step({ step, total }: { step: PlanStep; total: number }) {
  const { words, agencies } = usePlaygroundWords();
  const owner: Owner = step.agency ?? "GATEWAY";
  const { name } = agencies[owner];
  const about = words.step(name, formatDuration(step.startedMs), formatDuration(step.tookMs));
  return (
    <li className={`of-${owner.toLowerCase()}`}>
      <details>
        <summary>
          <span className="agency plan-agency">{name}</span>
          <span className="plan-count">{words.entities(step.entities)}</span>
          <span className="plan-line" role="img" aria-label={about}>
            <span
              className={step.fault ? "plan-bar failed" : "plan-bar"}
              style={{
                left: `${(step.startedMs / total) * 100}%`,
                width: `max(3px, ${(step.tookMs / total) * 100}%)`,
              }}
            />
          </span>
          <span className="plan-took">{formatDuration(step.tookMs)}</span>
        </summary>
        {step.fault ? (
          <p className="plan-fault">
            {words.failed}: <code>{step.fault}</code>
          </p>
        ) : null}
        <pre tabIndex={0} aria-label={name}>
          {step.operation}
        </pre>
      </details>
    </li>
  );
}

function endOf({ startedMs, tookMs }: PlanStep): number {
  return startedMs + tookMs;
}
