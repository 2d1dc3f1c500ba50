import { useState } from "preact/hooks";
import { formatDay } from "../shell/formats.js";
import { capacityWords, purposeWords } from "../shell/mandate-words.js";
import type { Session } from "../shell/session/session.js";
import { useSession } from "../shell/session/use-session.js";
import { partnershipsIn, type Focus } from "./data/figures.js";
import { ParticipantPanel } from "./panel/participant-panel.js";
import { PartnershipPanel } from "./panel/partnership-panel.js";
import { AwayBanner, LinkBadge } from "./parts/link-badge.js";
import { AgencyHealth } from "./sections/agency-health.js";
import { ChangeStream } from "./sections/change-stream.js";
import { DueSection } from "./sections/due-section.js";
import { FindingsSection } from "./sections/findings-section.js";
import { FundingSection } from "./sections/funding-section.js";
import { KeyFigures } from "./sections/key-figures.js";
import { OccupancySection, shortName } from "./sections/occupancy-section.js";
import { ReadinessSection } from "./sections/readiness-section.js";
import { YearSection } from "./sections/year-section.js";
import { useDashboard } from "./use-dashboard.js";
import { Welcome } from "./welcome.js";
import { dashboardWords } from "./words.js";

type Opened = { readonly what: "participant" | "partnership"; readonly id: string };

export function DashboardPage() {
  const session = useSession();
  return session ? <Shown session={session} /> : <Welcome />;
}

function Shown({ session }: { session: Session }) {
  const words = dashboardWords.useWords();
  const capacities = capacityWords.useWords();
  const purposes = purposeWords.useWords();
  const shown = useDashboard(session);
  const [chosen, setChosen] = useState<Focus>(null);
  const [opened, setOpened] = useState<Opened>();
  if (!shown) return null;
  const { state, view } = shown;
  const all = partnershipsIn(state, null);
  const focus = all.length === 1 ? all[0]!.id : all.some(({ id }) => id === chosen) ? chosen : null;
  const [only] = focus === null ? [] : partnershipsIn(state, focus);
  const openParticipant = (id: string) => setOpened({ what: "participant", id });
  const openPartnership = (id: string) => setOpened({ what: "partnership", id });
  const { caller, purpose } = session;
  // The newest change of what is open: another one makes the panel read again.
  const version = opened && state.changes.find(({ participant, partnership }) => [participant?.id, partnership].includes(opened.id)); // prettier-ignore
  const year = Number(state.today.slice(0, 4));
  return (
    <div class="dash">
      <header class="dash-head">
        <div>
          <p class="dash-over">
            {[capacities[caller.capacity], purpose && purposes[purpose], formatDay(state.today)]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <h1>{only?.name ?? caller.organisationName ?? words.title}</h1>
        </div>
        <div class="dash-tools">
          {all.length > 1 ? (
            <label class="dash-focus">
              <span class="visually-hidden">{words.choose}</span>
              <select value={focus ?? ""} onChange={({ currentTarget: { value } }) => setChosen(value || null)}>
                <option value="">{words.all}</option>
                {[...all]
                  .sort((a, b) => (shortName(a.name) < shortName(b.name) ? -1 : 1))
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {shortName(name)}
                    </option>
                  ))}
              </select>
            </label>
          ) : null}
          <LinkBadge state={state} />
        </div>
      </header>
      <AwayBanner state={state} />
      <KeyFigures state={state} focus={focus} view={view} />
      <div class="dash-grid">
        <div class="dash-main">
          <OccupancySection state={state} focus={focus} onOpen={openPartnership} />
          <YearSection state={state} focus={focus} />
        </div>
        <aside class="dash-side">
          <ChangeStream state={state} onPerson={openParticipant} onPartnership={openPartnership} />
          <AgencyHealth state={state} />
        </aside>
        {view.assessments ? <DueSection state={state} focus={focus} onOpen={openParticipant} /> : null}
        {view.readiness ? <ReadinessSection state={state} focus={focus} onOpen={openParticipant} /> : null}
        {view.funding ? <FundingSection state={state} focus={focus} onOpen={openPartnership} /> : null}
        <FindingsSection state={state} focus={focus} onOpen={openPartnership} wide={!view.funding} />
      </div>
      {opened?.what === "participant" ? (
        <ParticipantPanel
          key={opened.id}
          id={opened.id}
          year={year}
          view={view}
          version={version?.cursor}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
      {opened?.what === "partnership" ? (
        <PartnershipPanel
          key={opened.id}
          id={opened.id}
          name={state.partnerships.value.get(opened.id)?.name ?? opened.id}
          year={year}
          today={state.today}
          view={view}
          version={version?.cursor}
          onClose={() => setOpened(undefined)}
          {...(focus === null && {
            onFocus: () => {
              setChosen(opened.id);
              setOpened(undefined);
            },
          })}
        />
      ) : null}
    </div>
  );
}
