import { formatMoney, formatShare } from "../../shell/formats.js";
import type { FundingShare } from "../data/answers.js";
import { dashboardWords } from "../words.js";

/** Each member's part of the subsidy as a stacked bar, and below it as a table. */
export function ShareBar({ shares }: { shares: readonly FundingShare[] }) {
  const words = dashboardWords.useWords().funding;
  const whole = Math.max(1, shares.reduce((sum, { parts }) => sum + parts, 0)); // prettier-ignore
  let before = 0;
  return (
    <div class="shares">
      <svg class="share-bar" aria-hidden="true">
        {shares.map(({ parts, organisation }, index) => {
          const x = before;
          before += parts / whole;
          return (
            <rect
              key={organisation.enterpriseNumber}
              class={`share-${index % 6}`}
              x={`${x * 100}%`}
              width={`${(parts / whole) * 100}%`}
              height="100%"
            />
          );
        })}
      </svg>
      <table class="share-table">
        <caption class="visually-hidden">{words.sharesCaption}</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{words.member}</th>
            <th scope="col">{words.parts}</th>
            <th scope="col">{words.amount}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ parts, organisation, amount }, index) => (
            <tr key={organisation.enterpriseNumber}>
              <th scope="row">
                <i class={`dot share-${index % 6}`} aria-hidden="true" />
                {organisation.name ?? organisation.enterpriseNumber}
              </th>
              <td>{formatShare(parts / whole)}</td>
              <td>{amount ? formatMoney(amount.cents) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
