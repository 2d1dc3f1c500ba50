import { useEffect, useState } from "preact/hooks";
import { dictionary } from "../shell/language.js";
import { renderPage } from "../shell/render-page.js";
import { finishLogin, LoginFailed } from "../shell/session/log-in.js";
import "./callback.css";

const callback = dictionary(
  {
    busy: "U wordt aangemeld …",
    failed: "Aanmelden is niet gelukt",
    why: {
      NOT_BEGUN_HERE:
        "Deze aanmelding is niet in dit tabblad begonnen, of is al gebruikt. Ga naar het dashboard en meld u daar aan.",
      REFUSED: "De aanmelding duurde te lang of werd geweigerd. Ga naar het dashboard en meld u opnieuw aan.",
    },
    back: "Naar het dashboard",
  },
  {
    busy: "Logging you in …",
    failed: "Logging in failed",
    why: {
      NOT_BEGUN_HERE: "This login did not begin in this tab, or was used before. Go to the dashboard and log in there.",
      REFUSED: "The login took too long or was refused. Go to the dashboard and log in again.",
    },
    back: "To the dashboard",
  },
);

const query = new URLSearchParams(location.search);
// The code works once and for a minute, and still need not stay in the history.
history.replaceState(null, "", location.pathname);
const finished = finishLogin(query);
finished.then((returnTo) => location.replace(returnTo)).catch(() => undefined);

function Callback() {
  const words = callback.useWords();
  const [failed, setFailed] = useState<LoginFailed["why"]>();
  useEffect(() => {
    finished.catch((error: unknown) => setFailed(error instanceof LoginFailed ? error.why : "REFUSED"));
  }, []);
  return (
    <div class="callback">
      <h1>{failed ? words.failed : words.busy}</h1>
      {failed ? (
        <>
          <p role="alert">{words.why[failed]}</p>
          <a class="button" href="/dashboard">
            {words.back}
          </a>
        </>
      ) : null}
    </div>
  );
}

renderPage({ name: "callback", title: { nl: "Aanmelden", en: "Log in" }, main: Callback, session: false });
