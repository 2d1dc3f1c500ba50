import { useEffect, useState } from "preact/hooks";
import { dictionary } from "../shell/language.js";
import { renderPage } from "../shell/render-page.js";
import { finishLogin } from "../shell/session/log-in.js";
import "./callback.css";

const callback = dictionary(
  {
    busy: "U wordt aangemeld …",
    failed: "Aanmelden is niet gelukt",
    why: "De aanmelding is hier niet begonnen, duurde te lang, of werd geweigerd.",
    back: "Naar de startpagina",
  },
  {
    busy: "Logging you in …",
    failed: "Logging in failed",
    why: "The login did not begin here, took too long, or was refused.",
    back: "To the home page",
  },
);

const query = new URLSearchParams(location.search);
const framed = window.parent !== window;
// The code works once and for a minute, and still need not stay in the history.
history.replaceState(null, "", location.pathname);
const finished = finishLogin(query);
if (framed)
  finished.then(
    () => parent.postMessage({}, location.origin),
    (error: Error) => parent.postMessage({ error: error.message }, location.origin),
  );
else finished.then((returnTo) => location.replace(returnTo)).catch(() => undefined);

function Callback() {
  const words = callback.useWords();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    finished.catch(() => setFailed(true));
  }, []);
  return (
    <div class="callback">
      <h1>{failed ? words.failed : words.busy}</h1>
      {failed ? (
        <>
          <p>{words.why}</p>
          <a class="button" href="/">
            {words.back}
          </a>
        </>
      ) : null}
    </div>
  );
}

if (!framed) renderPage({ name: "callback", title: { nl: "Aanmelden", en: "Log in" }, main: Callback, session: false });
