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
        <div class="within">
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

renderPage({
  name: "landing",
  title: { nl: "Eén vraag, vier instanties", en: "One question, four agencies" },
  main: Landing,
  session: false,
});
