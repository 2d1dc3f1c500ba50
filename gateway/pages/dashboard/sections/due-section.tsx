import { useMemo, useState } from "preact/hooks";
import { formatDay, formatNumber } from "../../shell/formats.js";
import type { PersonDue, PersonReadiness } from "../data/answers.js";
import { daysBetween } from "../data/days.js";
import { dueWeeks, type DueItem } from "../data/due-weeks.js";
import { callPerson, dueItems, type Focus } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { LongList } from "../parts/long-list.js";
import { PictureTable } from "../parts/picture-table.js";
import { DueStrip } from "../pictures/due-strip.js";
import { dashboardWords } from "../words.js";

const WEEKS = 12;

interface Parts {
  readonly state: DashboardState;
  readonly focus: Focus;
  readonly onOpen: (participant: string) => void;
}

/** What falls due in the coming weeks: assessments, permissions, agreements; and for whom. */
export function DueSection({ state, focus, onOpen }: Parts) {
  const words = dashboardWords.useWords().due;
  const items = useMemo(
    () => dueItems(state, focus),
    [state.assessments.value, state.people.value, state.today, focus],
  );
  const weeks = useMemo(() => dueWeeks(items, state.today, WEEKS), [items, state.today]);
  const [chosen, setChosen] = useState<number>();
  const place = chosen ?? Math.max(0, weeks.findIndex(({ total }) => total > 0)); // prettier-ignore
  const week = weeks[place];
  const shown = useMemo(() => itemsOf(items, weeks, place, state.today), [items, weeks, place, state.today]);
  const names = useMemo(() => namesOf(state), [state.assessments.value, state.people.value]);
  const nameOf = ({ participant }: DueItem) => callPerson(names.get(participant) ?? { id: participant });
  return (
    <Card id="due" title={words.title} owner="VDAB" part={state.assessments} class="span-all">
      <p class="legend" aria-hidden="true">
        <span class="legend-assessment">{words.ASSESSMENT}</span>
        <span class="legend-permission">{words.PERMISSION}</span>
        <span class="legend-agreement">{words.AGREEMENT}</span>
      </p>
      <div class="due-body">
        <div>
          <DueStrip weeks={weeks} chosen={place} onChoose={setChosen} />
          <PictureTable
            caption={words.caption}
            head={[words.week, words.ASSESSMENT, words.PERMISSION, words.AGREEMENT]}
            rows={weeks.map(({ monday, counts }) => [
              monday === undefined ? words.past : formatDay(monday),
              String(counts.ASSESSMENT),
              String(counts.PERMISSION),
              String(counts.AGREEMENT),
            ])}
          />
        </div>
        <div>
          <h3 class="due-chosen">
            {week?.monday === undefined ? words.past : `${words.week} ${formatDay(week.monday)}`}{" "}
            <small>{formatNumber(shown.length)}</small>
          </h3>
          <LongList
            class="due-list"
            caption={words.list}
            columns={[
              { key: "name", label: words.who },
              { key: "kind", label: words.what },
              { key: "day", label: words.by },
            ]}
            items={shown}
            keyOf={({ kind, participant, on }) => `${kind} ${participant} ${on}`}
            rowHeight={38}
            most={7}
            empty={state.assessments.at === null ? "" : words.none}
            onOpen={({ participant }) => onOpen(participant)}
            cells={(item) => (
              <>
                <span role="rowheader" class="cell-name">
                  {nameOf(item)}
                </span>
                <span role="cell" class={`cell-kind due-of-${item.kind.toLowerCase()}`}>
                  <i class="dot" aria-hidden="true" /> {words[item.kind]}
                </span>
                <span role="cell" class="cell-day">
                  {formatDay(item.on)}
                  {item.on < state.today ? (
                    <small class="late"> {words.ago(formatNumber(daysBetween(item.on, state.today)))}</small>
                  ) : null}
                </span>
              </>
            )}
          />
        </div>
      </div>
    </Card>
  );
}

function itemsOf(
  items: readonly DueItem[],
  weeks: ReturnType<typeof dueWeeks>,
  place: number,
  today: string,
): DueItem[] {
  const [from, to] = [weeks[place]?.monday, weeks[place + 1]?.monday];
  if (place === 0) return items.filter(({ on }) => on < today);
  return items.filter(({ on }) => on >= today && from !== undefined && on >= from && (to === undefined || on < to));
}

function namesOf({ assessments, people }: DashboardState): ReadonlyMap<string, PersonDue | PersonReadiness> {
  const names = new Map<string, PersonDue | PersonReadiness>(assessments.value);
  for (const list of people.value.values()) for (const person of list) names.set(person.id, person);
  return names;
}
