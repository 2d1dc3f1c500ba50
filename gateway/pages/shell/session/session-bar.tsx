import { useEffect, useState } from "preact/hooks";
import type { Purpose } from "../../../../schema/mandate.js";
import type { LoginSettings } from "../../session/login.js";
import { capacityWords, purposeWords } from "../mandate-words.js";
import { dictionary } from "../language.js";
import { logIn, logInAs, loginSettings, logOut } from "./log-in.js";
import { choosePurpose, mustStateGround, stateGround } from "./session.js";
import { useSession } from "./use-session.js";

const bar = dictionary(
  {
    region: "Aanmelding",
    persona: "Wie bent u?",
    nobody: "Niemand (kies een persona)",
    purpose: "Waarvoor?",
    ground: "Rechtsgrond",
    groundHint: "artikel, beraadslaging of akkoord",
    logIn: "Aanmelden",
    logOut: "Afmelden",
    failed: "Aanmelden lukt nu niet.",
    notTold:
      "U bent op deze pagina's afgemeld, maar de gateway antwoordt niet. Zodra u een pagina opent en zij antwoordt, wordt het haar gemeld.",
    mayRemember:
      "U bent hier afgemeld. De aanmelddienst zelf kent u misschien nog: meld u ook daar af, of sluit de browser.",
  },
  {
    region: "Login",
    persona: "Who are you?",
    nobody: "Nobody (choose a persona)",
    purpose: "What for?",
    ground: "Legal ground",
    groundHint: "article, deliberation or agreement",
    logIn: "Log in",
    logOut: "Log out",
    failed: "Logging in does not work now.",
    notTold:
      "You are logged out on these pages, but the gateway does not answer. It is told as soon as you open a page and it answers.",
    mayRemember:
      "You are logged out here. The login service itself may still know you: log out there too, or close the browser.",
  },
);

/** Who asks, and for what: a choice of personas in development, a login elsewhere. */
export function SessionBar() {
  const words = bar.useWords();
  const capacities = capacityWords.useWords();
  const purposes = purposeWords.useWords();
  const session = useSession();
  const [settings, setSettings] = useState<LoginSettings>();
  const [problem, setProblem] = useState<"failed" | "notTold" | "mayRemember">();
  useEffect(() => {
    loginSettings().then(setSettings, () => setProblem("failed"));
  }, []);
  const enter = (action: Promise<unknown>) => {
    setProblem(undefined);
    action.catch(() => setProblem("failed"));
  };
  const leave = () => {
    setProblem(undefined);
    logOut().then(
      ({ issuerMayRemember }) => issuerMayRemember && setProblem("mayRemember"),
      () => setProblem("notTold"),
    );
  };
  const personas = settings?.personas;

  return (
    <section class="session" aria-label={words.region}>
      {personas ? (
        <label class="session-field">
          <span>{words.persona}</span>
          <select
            name="persona"
            value={session?.persona ?? ""}
            onChange={({ currentTarget: { value } }) => (value ? enter(logInAs(value)) : leave())}
          >
            <option value="">{words.nobody}</option>
            {personas.map(({ id, name, organisationName }) => (
              <option key={id} value={id}>
                {name} · {personaRole(id, capacities)}
                {organisationName ? ` · ${organisationName}` : ""}
              </option>
            ))}
          </select>
        </label>
      ) : session ? (
        <p class="session-who">
          <b>{capacities[session.caller.capacity]}</b>
          {session.caller.organisationName ? <span>{session.caller.organisationName}</span> : null}
        </p>
      ) : null}
      {session ? (
        <label class="session-field">
          <span>{words.purpose}</span>
          <select
            name="purpose"
            value={session.purpose ?? ""}
            onChange={({ currentTarget: { value } }) => choosePurpose(value as Purpose)}
          >
            {session.caller.purposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {purposes[purpose]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {session && mustStateGround(session) ? (
        <label class="session-field">
          <span>{words.ground}</span>
          <input
            type="text"
            name="ground"
            maxLength={200}
            placeholder={words.groundHint}
            value={session.legalContext ?? ""}
            onChange={({ currentTarget: { value } }) => stateGround(value)}
          />
        </label>
      ) : null}
      {session ? (
        <button type="button" class="button quiet" onClick={leave}>
          {words.logOut}
        </button>
      ) : personas ? null : (
        <button type="button" class="button" disabled={!settings} onClick={() => enter(logIn())}>
          {words.logIn}
        </button>
      )}
      <p class="session-problem" role="status">
        {problem ? words[problem] : ""}
      </p>
    </section>
  );
}

/** Personas are named after their capacity: `lead` is LEAD, `vdab-mediator-antwerpen` is a VDAB_MEDIATOR. */
function personaRole(id: string, capacities: Record<string, string>): string {
  const name = id.replaceAll("-", "_").toUpperCase();
  const [, role = id] = Object.entries(capacities).find(([one]) => `${name}_`.startsWith(`${one}_`)) ?? [];
  return role;
}
