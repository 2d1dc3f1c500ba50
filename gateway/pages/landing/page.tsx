import { dictionary } from "../shell/language.js";
import { renderPage } from "../shell/render-page.js";

const landing = dictionary(
  { title: "Eén vraag, vier instanties, één antwoord" },
  { title: "One question, four agencies, one answer" },
);

function Landing() {
  return <h1>{landing.useWords().title}</h1>;
}

renderPage({ name: "landing", title: { nl: "Eén graaf", en: "One graph" }, main: Landing, session: false });
