import counts from "ama:counts";
import { AGENCIES } from "../../../schema/agencies.js";
import { QUESTION_GROUPS } from "../playground/questions.js";
import { formatNumber } from "../shell/formats.js";
import { renderPage } from "../shell/render-page.js";
import { AgencyPicture } from "./agency-picture.js";
import { ExampleQuestion } from "./example-question.js";
import { landingWords } from "./landing-words.js";
import "./landing.css";

const questions = QUESTION_GROUPS.flatMap((group) => group.questions);
const answered = questions.filter(({ operation }) => operation !== undefined);

function Landing() {
  const words = landingWords.useWords();
  const { figures } = words;
  const told: readonly [number, string][] = [
    [AGENCIES.length, figures.agencies],
    [counts.types, figures.types],
    [counts.fields, figures.fields],
    [answered.length, figures.questions(questions.length)],
  ];
  return (
    <>
      <div class="hero">
        <div class="within hero-row">
          <div>
            <p class="kicker">{words.kicker}</p>
            <h1>{words.title}</h1>
            <p class="lead">{words.lead}</p>
            <p class="actions">
              <a class="button" href="/dashboard">
                {words.toDashboard}
              </a>
              <a class="button quiet" href="/playground">
                {words.toPlayground}
              </a>
            </p>
          </div>
          <HeroPicture />
        </div>
      </div>
      <div class="within parts">
        <AgencyPicture />
        <section aria-labelledby="audiences-title">
          <h2 id="audiences-title">{words.forWhom}</h2>
          <ul class="audiences">
            {words.audiences.map(({ name, text, href, link }) => (
              <li key={href} class="card">
                <h3>{name}</h3>
                <p>{text}</p>
                <a href={href}>
                  {link} <span aria-hidden="true">→</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <ExampleQuestion />
        <dl class="figures">
          {told.map(([figure, about]) => (
            <div key={about}>
              <dt>{about}</dt>
              <dd>{formatNumber(figure)}</dd>
            </div>
          ))}
        </dl>
        <section aria-labelledby="promises-title">
          <h2 id="promises-title">{words.promises}</h2>
          <ul class="promises">
            {words.promiseList.map(({ name, text }) => (
              <li key={name}>
                <h3>{name}</h3>
                <p>{text}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

/** Four that meet in one. */
function HeroPicture() {
  return (
    <svg class="hero-picture" viewBox="0 0 200 200" aria-hidden="true">
      <circle cx="100" cy="100" r="72" class="hero-orbit" />
      <path d="M100 100 49 49M100 100l51-51M100 100l-51 51M100 100l51 51" class="hero-lines" />
      <circle cx="100" cy="100" r="22" fill="#fff" />
      <circle cx="49" cy="49" r="16" fill="#7fb2f5" />
      <circle cx="151" cy="49" r="16" fill="#e29ad6" />
      <circle cx="49" cy="151" r="16" fill="#62cfa4" />
      <circle cx="151" cy="151" r="16" fill="#eab252" />
    </svg>
  );
}

renderPage({
  name: "landing",
  title: { nl: "Eén vraag, vier instanties", en: "One question, four agencies" },
  main: Landing,
  session: false,
});
