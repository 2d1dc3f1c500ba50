import { callPerson } from "../data/figures.js";
import type { Change } from "../data/change.js";
import type { DashboardState } from "../data/state.js";
import { Age } from "../parts/age.js";
import { Card } from "../parts/card.js";
import { Listening } from "../parts/listening.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";

const SHOWN = 40;

interface Parts {
  readonly state: DashboardState;
  readonly onPerson: (participant: string) => void;
  readonly onPartnership: (partnership: string) => void;
}

/** What agencies tell of as it happens, newest first, told to screen readers when they have time. */
export function ChangeStream({ state, onPerson, onPartnership }: Parts) {
  const words = dashboardWords.useWords().stream;
  return (
    <Card id="stream" title={words.title} owner="GATEWAY" class="stream-card">
      <ol class={state.changes.length > 0 ? "stream" : "stream none"} aria-live="polite" aria-relevant="additions">
        {state.changes.slice(0, SHOWN).map((change) => (
          <li key={change.cursor} class={`stream-item of-${(change.agency ?? "gateway").toLowerCase()}`}>
            <span class="stream-dot" aria-hidden="true" />
            <ChangeText change={change} state={state} onPerson={onPerson} onPartnership={onPartnership} />
            <span class="stream-when">
              {change.agency ? <b>{change.agency}</b> : null} <Age of={change.occurredAt} />
            </span>
          </li>
        ))}
      </ol>
      {state.changes.length === 0 ? <Listening /> : null}
    </Card>
  );
}

function ChangeText({ change, state, onPerson, onPartnership }: { change: Change } & Parts) {
  const words = dashboardWords.useWords().stream;
  const law = lawWords.useWords();
  const { kind, participant, partnership } = change;
  const where =
    partnership === undefined ? undefined : (state.partnerships.value.get(partnership)?.name ?? partnership);
  const whom = participant ? callPerson(participant) : (where ?? words.someone);
  const open = participant
    ? () => onPerson(participant.id)
    : partnership
      ? () => onPartnership(partnership)
      : undefined;
  const text = law.event[kind](whom);
  return open ? (
    <button type="button" class="stream-text" onClick={open}>
      {text}
    </button>
  ) : (
    <span class="stream-text">{text}</span>
  );
}
