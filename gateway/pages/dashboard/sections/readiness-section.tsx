import { useMemo, useState } from "preact/hooks";
import { formatNumber } from "../../shell/formats.js";
import type { Condition, ConditionKind } from "../data/answers.js";
import { callPerson, hasPeople, lackingOf, partnershipsIn, peopleIn, verdictOf } from "../data/figures.js";
import type { Focus, PersonRow } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { LongList } from "../parts/long-list.js";
import { ConditionSign } from "../pictures/condition-sign.js";
import { LackingBars } from "../pictures/lacking-bars.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";
import { shortName } from "./occupancy-section.js";

export const CONDITIONS: readonly ConditionKind[] = [
  "ADVICE",
  "ASSESSMENT",
  "HOURS_ABLE",
  "PERMISSION",
  "INSURANCE_BODILY_ACCIDENT",
  "INSURANCE_LIABILITY",
  "AGREEMENT",
  "DIMONA",
];
type Which = "MAY_NOT" | "UNKNOWN" | "ALL";

interface Parts {
  readonly state: DashboardState;
  readonly focus: Focus;
  readonly onOpen: (participant: string) => void;
}

/** Who may not be active today: each condition of each person as a sign, and who must act. */
export function ReadinessSection({ state, focus, onOpen }: Parts) {
  const words = dashboardWords.useWords().readiness;
  const law = lawWords.useWords();
  const [which, setWhich] = useState<Which>("MAY_NOT");
  const people = useMemo(() => peopleIn(state.people.value, focus), [state.people.value, focus]);
  const shown = useMemo(
    () => people.filter((person) => which === "ALL" || verdictOf(person) === which),
    [people, which],
  );
  const count = (verdict: Which) =>
    people.filter((person) => verdict === "ALL" || verdictOf(person) === verdict).length;
  const running = partnershipsIn(state, focus).filter(hasPeople);
  const seen = running.filter(({ id }) => state.people.value.has(id)).length;
  const choices: [Which, string][] = [
    ["MAY_NOT", words.lacking],
    ["UNKNOWN", words.unknown],
    ["ALL", words.everybody],
  ];
  return (
    <Card id="readiness" title={words.title} owner="MAGDA" part={state.people} class="span-all">
      <div class="readiness-head">
        <div class="chips" role="group" aria-label={words.title}>
          {choices.map(([one, label]) => (
            <button key={one} type="button" class="chip" aria-pressed={which === one} onClick={() => setWhich(one)}>
              {label} <b>{formatNumber(count(one))}</b>
            </button>
          ))}
        </div>
        {seen < running.length ? (
          <p class="readiness-progress" role="status">
            <progress
              max={running.length}
              value={seen}
              aria-label={words.progress(String(seen), String(running.length))}
            />
            {words.progress(formatNumber(seen), formatNumber(running.length))}
          </p>
        ) : null}
      </div>
      <div class="readiness-body">
        <LackingBars people={people} />
        <LongList
          class="readiness-list"
          caption={words.caption}
          columns={[
            { key: "name", label: words.who },
            ...CONDITIONS.map((kind) => ({ key: "sign", label: law.conditionShort[kind], title: law.condition[kind] })),
            { key: "act", label: words.act },
          ]}
          items={shown}
          keyOf={({ partnership, id }) => `${partnership} ${id}`}
          rowHeight={40}
          most={10}
          empty={state.people.at === null ? "" : words.none}
          onOpen={({ id }) => onOpen(id)}
          cells={(person) => (
            <PersonCells
              person={person}
              where={focus === null ? state.partnerships.value.get(person.partnership)?.name : undefined}
            />
          )}
        />
      </div>
    </Card>
  );
}

function PersonCells({ person, where }: { person: PersonRow; where: string | undefined }) {
  const law = lawWords.useWords();
  const actors = [...new Set(lackingOf(person).flatMap(({ actor }) => (actor ? [law.actor[actor]] : [])))];
  return (
    <>
      <span role="rowheader" class="cell-name">
        <b>{callPerson(person)}</b> {where === undefined ? null : <small>{shortName(where)}</small>}
      </span>
      {CONDITIONS.map((kind) => {
        const worst = worstOf(person.readiness?.conditions.filter((condition) => condition.kind === kind) ?? []);
        const told = worst ? `${law.condition[kind]}: ${law.conditionState[worst]}` : law.condition[kind];
        return (
          <span key={kind} role="cell" class="cell-sign" title={told}>
            <ConditionSign state={worst} />
            <span class="visually-hidden">{worst ? law.conditionState[worst] : "–"}</span>
          </span>
        );
      })}
      <span role="presentation" class="cell-lacks" aria-hidden="true">
        {[...new Set(lackingOf(person).map(({ kind }) => law.conditionShort[kind]))].join(", ")}
      </span>
      <span role="cell" class="cell-act">
        {actors.join(", ")}
      </span>
    </>
  );
}

/** Somebody with two statutes has two conditions of a kind: the one that lacks counts. */
function worstOf(conditions: readonly Condition[]): Condition["state"] | undefined {
  const states = conditions.map(({ state }) => state);
  return states.find((state) => state === "LACKING") ?? states.find((state) => state === "UNKNOWN") ?? states[0];
}
