import type { DashboardParticipantData } from "../../../../schema/typed-documents.js";
import { agencyWords } from "../../shell/agencies.js";
import { formatDay, formatMoment, formatMoney, formatNumber } from "../../shell/formats.js";
import { PARTICIPANT } from "../data/documents.js";
import { staleAgencies } from "../data/stale-agencies.js";
import { callPerson } from "../data/figures.js";
import type { MandateView } from "../data/mandate-view.js";
import { ConditionSign } from "../pictures/condition-sign.js";
import { lawWords } from "../words-of-law.js";
import { panelWords } from "./panel-words.js";
import { Facts, PanelSection, SidePanel } from "./side-panel.js";
import { useAnswer } from "./use-answer.js";

type ParticipantAnswer = NonNullable<DashboardParticipantData["participant"]>;

interface Parts {
  readonly id: string;
  readonly year: number;
  readonly view: MandateView;
  /** Read again when this is another: a change of this person came in. */
  readonly version: unknown;
  readonly onClose: () => void;
}

/** One participant across the four agencies. */
export function ParticipantPanel({ id, year, view, version, onClose }: Parts) {
  const words = panelWords.useWords();
  const variables = {
    participant: id,
    year,
    identify: view.identify,
    person: view.person,
    guidance: view.guidance,
    permissions: view.permissions,
    readiness: view.readiness,
    funding: view.personFunding,
  };
  const { data, errors, failed } = useAnswer(PARTICIPANT, variables, version);
  const person = data?.participant;
  return (
    <SidePanel title={callPerson(person ?? { id })} onClose={onClose}>
      {failed ? <p class="panel-note">{words.failed}</p> : null}
      {!data && !failed ? <p class="panel-note">{words.reading}</p> : null}
      {data && !person ? <p class="panel-note">{words.unknown}</p> : null}
      {person ? <Stale agencies={staleAgencies(errors)} /> : null}
      {person ? <Person person={person} year={year} /> : null}
    </SidePanel>
  );
}

/** Of which agencies this shows what they said before, since they are away. */
function Stale({ agencies }: { agencies: ReturnType<typeof staleAgencies> }) {
  const words = panelWords.useWords();
  const names = agencyWords.useWords();
  return (
    <>
      {[...agencies].map(([agency, asOf]) => (
        <p key={agency} class="panel-stale" role="status">
          {words.stale(names[agency].name, formatMoment(asOf))}
        </p>
      ))}
    </>
  );
}

function Person({ person, year }: { person: ParticipantAnswer; year: number }) {
  const words = panelWords.useWords();
  const law = lawWords.useWords();
  const period = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) =>
    [validFrom && words.from(formatDay(validFrom)), validTo ? words.until(formatDay(validTo)) : words.open]
      .filter(Boolean)
      .join(" ");
  const files = [person.vdabFile, person.networkFile, person.counterFile, person.ledgerFile].filter(
    (file) => file != null,
  );
  return (
    <>
      {person.readiness ? <ReadinessPart readiness={person.readiness} /> : null}
      <PanelSection title={words.now}>
        <Facts
          of={[
            [words.phase, person.phase ? (law.phase[person.phase] ?? person.phase) : null],
            [
              words.statutes,
              person.statutes?.map((one) => (one ? law.statute[one.kind] : words.unreadable)).join(", "),
            ],
            [words.born, person.birthYear],
            [words.lives, person.municipality?.name],
            [words.hours, person.hoursPerWeek == null ? null : formatNumber(person.hoursPerWeek, 1)],
            [words.advice, person.advice ? `${law.advice[person.advice.status]} ${period(person.advice)}` : null],
            [words.due, person.assessmentDueOn ? formatDay(person.assessmentDueOn) : null],
          ]}
        />
      </PanelSection>
      {person.permissions && person.permissions.length > 0 ? (
        <PanelSection title={words.permissions}>
          <Facts
            of={person.permissions.map((one) =>
              one
                ? [
                    law.statute[one.statute],
                    <>
                      <b>{one.status ? law.permission[one.status] : "–"}</b>{" "}
                      {one.status === "NOT_NEEDED" ? "" : period(one)}
                      {one.issuer?.name ? <small> {one.issuer.name}</small> : null}
                    </>,
                  ]
                : ["–", words.unreadable],
            )}
          />
        </PanelSection>
      ) : null}
      {person.agreements && person.agreements.length > 0 ? (
        <PanelSection title={words.agreements}>
          <Facts
            of={person.agreements.map((one) =>
              one
                ? [
                    one.organisation.name ?? one.organisation.enterpriseNumber,
                    <>
                      <b>{law.agreement[one.status]}</b> {period({ validFrom: one.startsOn, validTo: one.endsOn })}
                      <small>
                        {" "}
                        {[one.guide?.name, one.workplace?.name, one.partnership?.name].filter(Boolean).join(" · ")}
                      </small>
                    </>,
                  ]
                : ["–", words.unreadable],
            )}
          />
        </PanelSection>
      ) : null}
      {person.assessments && person.assessments.length > 0 ? (
        <PanelSection title={words.assessments}>
          <Facts
            of={person.assessments.map((one) =>
              one
                ? [
                    formatDay(one.assessedOn),
                    `${law.outcome[one.outcome]}${one.hoursPerWeekAble === null ? "" : `, ${words.ableTo(formatNumber(one.hoursPerWeekAble))}`}`,
                  ]
                : ["–", words.unreadable],
            )}
          />
        </PanelSection>
      ) : null}
      {person.funding ? (
        <PanelSection title={`${words.funding} ${year}`}>
          <Facts
            of={[
              [words.days, person.funding.days === null ? null : formatNumber(person.funding.days)],
              [
                words.trajectories,
                person.funding.trajectories === null ? null : formatNumber(person.funding.trajectories, 2),
              ],
              [words.amount, person.funding.amount ? formatMoney(person.funding.amount.cents) : null],
            ]}
          />
        </PanelSection>
      ) : null}
      {files.length > 0 ? <Files files={files} /> : null}
    </>
  );
}

type ReadinessToday = NonNullable<ParticipantAnswer["readiness"]>;

/** The conditions of the person, and those of each agreement under the name of its workplace where there are several. */
function ReadinessPart({ readiness: { mayBeActive, conditions, agreements } }: { readiness: ReadinessToday }) {
  const words = panelWords.useWords();
  const several = agreements.length > 1 ? agreements : [];
  return (
    <PanelSection title={words.readiness}>
      <Verdict mayBeActive={mayBeActive} />
      <Conditions of={conditions.filter(({ agreement }) => several.length === 0 || agreement === null)} />
      {several.map(({ agreement: at, mayBeActive: mayHere }, index) => (
        <div key={at?.id ?? index}>
          <h4>{at?.workplace?.name ?? at?.organisation.name ?? at?.organisation.enterpriseNumber}</h4>
          <Verdict mayBeActive={mayHere} />
          <Conditions of={conditions.filter(({ agreement }) => agreement !== null && agreement.id === at?.id)} />
        </div>
      ))}
    </PanelSection>
  );
}

function Verdict({ mayBeActive }: { mayBeActive: boolean | null }) {
  const words = panelWords.useWords();
  const [tone, answer] =
    mayBeActive === null ? ["warn", words.notSure] : mayBeActive ? ["good", words.yes] : ["bad", words.no];
  return <p class={`verdict is-${tone}`}>{answer}</p>;
}

function Conditions({ of }: { of: ReadinessToday["conditions"] }) {
  const words = panelWords.useWords();
  const law = lawWords.useWords();
  return (
    <ul class="conditions">
      {of.map(({ kind, statute, state, until, actor }, index) => (
        <li key={index}>
          <ConditionSign state={state} />
          <span>
            {law.condition[kind]}
            {statute ? <small> {law.statute[statute]}</small> : null}
            <span class="visually-hidden"> {law.conditionState[state]}</span>
          </span>
          <small>
            {state === "MET"
              ? until
                ? words.until(formatDay(until))
                : ""
              : actor
                ? words.needs(law.actor[actor])
                : law.conditionState[state]}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Files({ files }: { files: readonly NonNullable<ParticipantAnswer["vdabFile"]>[] }) {
  const words = panelWords.useWords();
  const agencies = agencyWords.useWords();
  return (
    <PanelSection title={words.files}>
      <ul class="files">
        {files.map(({ agency, asOf, inszState }) => (
          <li key={agency} class={`of-${agency.toLowerCase()}`}>
            <b class="agency">{agencies[agency].name}</b> <span>{words.asOf(formatMoment(asOf))}</span>
            {inszState === "REPLACED" ? <small class="late"> {words.numberReplaced}</small> : null}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
