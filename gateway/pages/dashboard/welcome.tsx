import { useEffect, useState } from "preact/hooks";
import type { Capacity } from "../../../schema/mandate.js";
import type { PersonaChoice } from "../session/login.js";
import { logIn, logInAs, loginSettings } from "../shell/session/log-in.js";
import { dictionary } from "../shell/language.js";
import { capacityWords } from "../shell/mandate-words.js";

const PERSONAS = ["lead", "dossier-manager", "vdab-mediator"];

const welcome = dictionary(
  {
    title: "Wat loopt er, wat vervalt er, wat kost het?",
    about:
      "Het dashboard toont het nu, en leeft mee met wat de vier instanties melden. Het toont wat uw mandaat mag lezen, en niet meer.",
    as: "Kijk mee als",
    logIn: "Aanmelden",
  },
  {
    title: "What runs, what falls due, what does it cost?",
    about:
      "The dashboard shows it now, and lives on what the four agencies tell. It shows what your mandate may read, and no more.",
    as: "Look as",
    logIn: "Log in",
  },
);

/** For whoever is not logged in: what this is, and how to get in. */
export function Welcome() {
  const words = welcome.useWords();
  const capacities = capacityWords.useWords();
  const [personas, setPersonas] = useState<readonly PersonaChoice[]>();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    loginSettings().then(
      (settings) => {
        setPersonas(settings.personas?.filter(({ id }) => PERSONAS.includes(id)));
        setReady(true);
      },
      () => undefined,
    );
  }, []);
  return (
    <div class="dash welcome">
      <h1>{words.title}</h1>
      <p class="welcome-about">{words.about}</p>
      {personas ? (
        <>
          <h2>{words.as}</h2>
          <ul class="welcome-personas">
            {personas.map(({ id, name, role, organisationName }) => (
              <li key={id}>
                <button type="button" class="welcome-persona" onClick={() => void logInAs(id)}>
                  <b>{name}</b>
                  <span>{capacities[id.toUpperCase().replaceAll("-", "_") as Capacity] ?? role}</span>
                  <small>{organisationName}</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : ready ? (
        <button type="button" class="button" onClick={() => void logIn()}>
          {words.logIn}
        </button>
      ) : null}
    </div>
  );
}
