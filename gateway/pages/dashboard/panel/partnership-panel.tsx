import type { DashboardPartnershipData } from "../../../../schema/typed-documents.js";
import { formatDay, formatNumber, formatShare } from "../../shell/formats.js";
import { PARTNERSHIP } from "../data/documents.js";
import type { MandateView } from "../data/mandate-view.js";
import { showFigure } from "../parts/show-figure.js";
import { OccupancyBar } from "../pictures/occupancy-bar.js";
import { OneYear } from "../sections/funding-section.js";
import { lawWords } from "../words-of-law.js";
import { dashboardWords } from "../words.js";
import { panelWords } from "./panel-words.js";
import { Facts, PanelSection, SidePanel } from "./side-panel.js";
import { useAnswer } from "./use-answer.js";

type PartnershipAnswer = NonNullable<DashboardPartnershipData["partnership"]>;

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly today: string;
  readonly view: MandateView;
  readonly version: unknown;
  readonly onClose: () => void;
  /** Narrows the page to this partnership; absent where it already is. */
  readonly onFocus?: () => void;
}

/** One partnership across the agencies. */
export function PartnershipPanel({ id, name, year, today, view, version, onClose, onFocus }: Parts) {
  const words = panelWords.useWords();
  const variables = { partnership: id, year, guidance: view.guidance, funding: view.funding };
  const { data, failed } = useAnswer(PARTNERSHIP, variables, version);
  const partnership = data?.partnership;
  return (
    <SidePanel title={name} onClose={onClose}>
      {onFocus ? (
        <button type="button" class="button" onClick={onFocus}>
          {words.show}
        </button>
      ) : null}
      {failed ? <p class="panel-note">{words.failed}</p> : null}
      {!data && !failed ? <p class="panel-note">{words.reading}</p> : null}
      {data && !partnership ? <p class="panel-note">{words.unknown}</p> : null}
      {partnership ? <One partnership={partnership} today={today} /> : null}
    </SidePanel>
  );
}

function One({ partnership, today }: { partnership: PartnershipAnswer; today: string }) {
  const words = panelWords.useWords();
  const law = lawWords.useWords();
  const { occupancy, members, contingents, compliance, statements, funding, municipality } = partnership;
  const open = (compliance ?? []).filter(({ met }) => met === false);
  const isAllKnown = compliance?.every(({ met }) => met !== null) ?? false;
  return (
    <>
      {occupancy ? (
        <PanelSection title={words.occupancy}>
          <OccupancyBar occupancy={occupancy} />
          <Facts
            of={[
              [
                words.running,
                `${showFigure(occupancy.running, occupancy.roundedTo)} / ${occupancy.granted === null ? "–" : formatNumber(occupancy.granted)}${occupancy.ratio === null || occupancy.roundedTo > 1 ? "" : ` · ${formatShare(occupancy.ratio)}`}`,
              ],
              [
                words.projected,
                `${showFigure(occupancy.projectedYearEnd, occupancy.roundedTo, 1)} · ${law.state[occupancy.projectedState]}`,
              ],
              [words.municipality, municipality?.name],
            ]}
          />
        </PanelSection>
      ) : null}
      <PanelSection title={words.members}>
        <Facts
          of={members
            .filter((one) => one === null || one.validTo === null || one.validTo >= today)
            .map((one) =>
              one
                ? [
                    one.organisation.name ?? one.organisation.enterpriseNumber,
                    `${law.role[one.role]}${one.qualifiedGuides === null ? "" : ` · ${words.guides(formatNumber(one.qualifiedGuides))}`}`,
                  ]
                : ["–", words.unreadable],
            )}
        />
      </PanelSection>
      <PanelSection title={words.findings}>
        {open.length === 0 ? <p>{isAllKnown ? words.allMet : words.noneKnown}</p> : null}
        <Facts
          of={open.map(({ kind, subject, actor, since }) => [
            law.obligation[kind],
            [subject.name, actor && words.needs(law.actor[actor]), since && words.from(formatDay(since))]
              .filter(Boolean)
              .join(" · "),
          ])}
        />
      </PanelSection>
      {funding ? (
        <PanelSection title={dashboardWords.words().funding.title}>
          <OneYear funding={funding} />
        </PanelSection>
      ) : null}
      {statements && statements.length > 0 ? (
        <PanelSection title={words.statements}>
          <Facts
            of={statements.map(({ quarter, dueOn, deliveredOn, late }) => [
              quarter,
              deliveredOn ? (
                <>
                  {formatDay(deliveredOn)} {late ? <small class="late">{words.late}</small> : null}
                </>
              ) : late ? (
                <span class="late">{words.missing}</span>
              ) : (
                `${words.notYet} (${formatDay(dueOn)})`
              ),
            ])}
          />
        </PanelSection>
      ) : null}
      <PanelSection title={words.contingents}>
        <Facts
          of={contingents.map((one) =>
            one
              ? [
                  String(one.year),
                  `${words.granted} ${one.granted === null ? "–" : formatNumber(one.granted)} · ${words.appliedFor} ${formatNumber(one.appliedFor)}`,
                ]
              : ["–", words.unreadable],
          )}
        />
      </PanelSection>
    </>
  );
}
