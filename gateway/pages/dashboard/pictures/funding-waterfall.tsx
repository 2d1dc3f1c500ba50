import { formatDay, formatMoney } from "../../shell/formats.js";
import type { FundingFlow } from "../data/answers.js";
import { PictureTable } from "../parts/picture-table.js";
import { dashboardWords } from "../words.js";

const [WIDTH, HEIGHT, TOP] = [640, 200, 26];

interface Step {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly kind: "subsidy" | "advance" | "due" | "over";
}

/** From what was earned, each advance less, to what is left: below the line when more was paid than earned. */
export function FundingWaterfall({ funding }: { funding: FundingFlow }) {
  const words = dashboardWords.useWords().funding;
  const steps = stepsOf(funding, words);
  const high = Math.max(1, ...steps.map(({ from, to }) => Math.max(from, to)));
  const low = Math.min(0, ...steps.map(({ from, to }) => Math.min(from, to)));
  const place = (cents: number) => TOP + ((high - cents) / (high - low)) * (HEIGHT - TOP - 44);
  const each = WIDTH / steps.length;
  return (
    <figure class="waterfall">
      <figcaption class="visually-hidden">{words.waterfall}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <line class="waterfall-zero" x1="0" x2={WIDTH} y1={place(0)} y2={place(0)} />
        {steps.map(({ label, from, to, kind }, index) => {
          const [upper, lower] = [place(Math.max(from, to)), place(Math.min(from, to))];
          const middle = index * each + each / 2;
          return (
            <g key={index}>
              <rect
                class={`waterfall-${kind}`}
                x={index * each + each * 0.16}
                y={upper}
                width={each * 0.68}
                height={Math.max(2, lower - upper)}
                rx="3"
              />
              {index > 0 && index < steps.length - 1 ? (
                <line
                  class="waterfall-join"
                  x1={(index - 1) * each + each * 0.84}
                  x2={middle}
                  y1={place(from)}
                  y2={place(from)}
                />
              ) : null}
              <text class="waterfall-value" x={middle} y={upper - 7}>
                {formatMoney(kind === "advance" ? to - from : to, { whole: true })}
              </text>
              <text class="waterfall-label" x={middle} y={HEIGHT - 10}>
                {label}
              </text>
            </g>
          );
        })}
      </svg>
      <PictureTable
        caption={words.waterfall}
        head={["", words.amount]}
        rows={steps.map(({ label, from, to, kind }) => [label, formatMoney(kind === "advance" ? to - from : to)])}
      />
    </figure>
  );
}

function stepsOf({ subsidy, advances, balance }: FundingFlow, words: { earned: string; balance: string }): Step[] {
  let left = subsidy?.cents ?? 0;
  const steps: Step[] = [{ label: words.earned, from: 0, to: left, kind: "subsidy" }];
  for (const { amount, paidOn } of advances ?? []) {
    steps.push({ label: shortDay(paidOn), from: left, to: left - amount.cents, kind: "advance" });
    left -= amount.cents;
  }
  const end = balance?.cents ?? left;
  steps.push({ label: words.balance, from: 0, to: end, kind: end < 0 ? "over" : "due" });
  return steps;
}

function shortDay(day: string): string {
  return formatDay(day).replace(/\s?\d{4}$/, "");
}
