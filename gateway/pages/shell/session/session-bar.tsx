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
  },
);

/** Who asks, and for what: a choice of personas in development, a login elsewhere. */
export function SessionBar() {
  const words = bar.useWords();
  const capacities = capacityWords.useWords();
  const purposes = purposeWords.useWords();
  const session = useSession();
  const [settings, setSettings] = useState<LoginSettings>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    loginSettings().then(setSettings, () => setFailed(true));
  }, []);
  const attempt = (action: Promise<unknown>) => {
    setFailed(false);
    action.catch(() => setFailed(true));
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
            onChange={({ currentTarget: { value } }) => attempt(value ? logInAs(value) : logOut())}
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
        <button type="button" class="button quiet" onClick={() => attempt(logOut())}>
          {words.logOut}
        </button>
      ) : personas ? null : (
        <button type="button" class="button" disabled={!settings} onClick={() => attempt(logIn())}>
          {words.logIn}
        </button>
      )}
      <p class="session-problem" role="status">
        {failed ? words.failed : ""}
      </p>
    </section>
  );
}

/** Personas are named after their capacity: `lead` is LEAD. */
function personaRole(id: string, capacities: Record<string, string>): string {
  return capacities[id.replaceAll("-", "_").toUpperCase()] ?? id;
}
