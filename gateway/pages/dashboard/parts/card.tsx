import type { ComponentChildren } from "preact";
import type { Owner } from "../../shell/agencies.js";
import type { Part } from "../data/state.js";
import { dashboardWords } from "../words.js";
import { Age } from "./age.js";

interface CardParts {
  /** Of the heading, for links and labels. */
  readonly id: string;
  readonly title: string;
  readonly owner: Owner;
  /** Where the figures come from: how old they are stands beside the title. */
  readonly part?: Part<unknown>;
  readonly tools?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Card({ id, title, owner, part, tools, class: more = "", children }: CardParts) {
  return (
    <section class={`card dash-card of-${owner.toLowerCase()} ${more}`} aria-labelledby={id}>
      <header class="dash-card-head">
        <h2 id={id}>{title}</h2>
        {part ? <Freshness part={part} /> : null}
        {tools ? <div class="dash-card-tools">{tools}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** How old what is shown is, and what went wrong when it was read last. */
export function Freshness({ part }: { part: Part<unknown> }) {
  const words = dashboardWords.useWords();
  const { at, reading, failed } = part;
  const problem = failed === null ? null : failed in words.failed ? (failed as "UNREACHABLE") : "other";
  return (
    <p class="freshness">
      {problem ? <span class="freshness-problem">{words.failed[problem]} </span> : null}
      {at !== null ? <Age of={at} say={words.readAt} /> : reading ? words.reading : null}
    </p>
  );
}
