import { useMemo } from "preact/hooks";
import { formatMoney, formatNumber } from "../../shell/formats.js";
import type { FundingFlow, FundingNow } from "../data/answers.js";
import { advanced, sumFunding, type Focus } from "../data/figures.js";
import type { DashboardState } from "../data/state.js";
import { Card } from "../parts/card.js";
import { LongList } from "../parts/long-list.js";
import { useChanged } from "../parts/use-changed.js";
import { FundingWaterfall } from "../pictures/funding-waterfall.js";
import { ShareBar } from "../pictures/share-bar.js";
import { dashboardWords } from "../words.js";
import { shortName } from "./occupancy-section.js";

interface Parts {
  readonly state: DashboardState;
  readonly focus: Focus;
  readonly onOpen: (partnership: string) => void;
}

/** What was earned against what was paid ahead; of one partnership as a waterfall with the shares of its members. */
export function FundingSection({ state, focus, onOpen }: Parts) {
  const words = dashboardWords.useWords().funding;
  const years = useMemo(
    () => [...state.funding.value.values()].filter(({ partnership: { id } }) => focus === null || id === focus),
    [state.funding.value, focus],
  );
  const [only] = years.length === 1 ? years : [];
  return (
    <Card id="funding" title={words.title} owner="DWSE" part={state.funding} class="span-wide">
      <p class="card-about">{words.soFar}</p>
      {state.funding.at !== null && years.length === 0 ? <p class="empty">{words.none}</p> : null}
      {only ? <OneYear funding={only} /> : <ManyYears years={years} state={state} onOpen={onOpen} />}
    </Card>
  );
}

export function OneYear({ funding }: { funding: FundingFlow }) {
  const words = dashboardWords.useWords().funding;
  const changed = useChanged(funding.balance?.cents);
  if (isTooSmall(funding)) return <p class="empty">{words.tooSmall(formatNumber(funding.roundedTo))}</p>;
  return (
    <div class={changed ? "one-year changed" : "one-year"}>
      {funding.roundedTo > 1 ? <p class="card-about">{words.coarse(formatNumber(funding.roundedTo))}</p> : null}
      <FundingWaterfall funding={funding} />
      {funding.shares && funding.shares.length > 0 ? (
        <div>
          <h3>{words.shares}</h3>
          <ShareBar shares={funding.shares} />
        </div>
      ) : null}
    </div>
  );
}

function ManyYears({ years, state, onOpen }: { years: readonly FundingNow[] } & Omit<Parts, "focus">) {
  const words = dashboardWords.useWords().funding;
  const sorted = useMemo(() => [...years].sort((a, b) => (a.balance?.cents ?? 0) - (b.balance?.cents ?? 0)), [years]);
  const sum = sumFunding(years);
  const least = sum.isLeast ? "≥ " : "";
  const step = years.find(({ roundedTo }) => roundedTo > 1)?.roundedTo;
  const most = Math.max(1, ...years.map(({ subsidy, advances }) => Math.max(subsidy?.cents ?? 0, advanced(advances))));
  const nameOf = ({ partnership: { id } }: FundingNow) => shortName(state.partnerships.value.get(id)?.name ?? id);
  if (years.length === 0) return null;
  return (
    <>
      {step ? <p class="card-about">{words.coarse(formatNumber(step))}</p> : null}
      <dl class="funding-sum">
        <div>
          <dt>
            <i class="dot is-subsidy" aria-hidden="true" /> {words.subsidy}
          </dt>
          <dd>
            {least}
            {formatMoney(sum.subsidy, { whole: true })}
          </dd>
        </div>
        <div>
          <dt>
            <i class="dot is-advance" aria-hidden="true" /> {words.advances}
          </dt>
          <dd>{formatMoney(sum.advances, { whole: true })}</dd>
        </div>
        <div>
          <dt>{words.balance}</dt>
          <dd class={sum.balance < 0 && !sum.isLeast ? "is-warn" : ""}>
            {least}
            {formatMoney(sum.balance, { whole: true })}
          </dd>
        </div>
      </dl>
      <LongList
        class="funding-list"
        caption={words.caption}
        columns={[
          { key: "name", label: dashboardWords.words().choose },
          { key: "bar", label: "" },
          { key: "money", label: words.balance },
        ]}
        items={sorted}
        keyOf={({ partnership: { id } }) => id}
        rowHeight={44}
        most={7}
        empty=""
        onOpen={({ partnership: { id } }) => onOpen(id)}
        cells={(funding) => (
          <>
            <span role="rowheader" class="cell-name">
              {nameOf(funding)}
            </span>
            <span role="cell" class="cell-bar">
              <FundingBars funding={funding} most={most} />
            </span>
            <span role="cell" class="cell-money">
              {funding.balance
                ? `${funding.roundedTo > 1 ? "≥ " : ""}${formatMoney(funding.balance.cents, { whole: true })}`
                : isTooSmall(funding)
                  ? words.tooFew(formatNumber(funding.roundedTo))
                  : "–"}
            </span>
          </>
        )}
      />
    </>
  );
}

/** Whether the days are too few to show, which without a grant cannot be told from nothing granted. */
function isTooSmall({ subsidy, roundedTo }: FundingFlow): boolean {
  return subsidy === null && roundedTo > 1;
}

function FundingBars({ funding: { subsidy, advances }, most }: { funding: FundingNow; most: number }) {
  const words = dashboardWords.useWords().funding;
  const [earned, paid] = [subsidy?.cents ?? 0, advanced(advances)];
  return (
    <>
      <span class="visually-hidden">
        {words.subsidy} {formatMoney(earned)}, {words.advances} {formatMoney(paid)}
      </span>
      <svg class="funding-bars" aria-hidden="true">
        <rect class="is-subsidy" y="12%" width={`${(earned / most) * 100}%`} height="34%" rx="2" />
        <rect class="is-advance" y="54%" width={`${(paid / most) * 100}%`} height="34%" rx="2" />
      </svg>
    </>
  );
}
