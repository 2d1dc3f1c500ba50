import { agencyWords, type Owner } from "../shell/agencies.js";
import { landingWords } from "./landing-words.js";

const LINES: readonly { text: string; owners?: readonly Owner[] }[] = [
  { text: "query ($id: ID!) {" },
  { text: "  participant(id: $id) {" },
  { text: "    advice { status }", owners: ["VDAB"] },
  { text: "    permissions { statute validTo }", owners: ["MAGDA"] },
  { text: "    agreements { organisation { name } }", owners: ["LOKET"] },
  { text: "    funding(year: 2026) { amount { cents } }", owners: ["DWSE"] },
  { text: "    readiness { mayBeActive }", owners: ["VDAB", "MAGDA", "LOKET"] },
  { text: "  }" },
  { text: "}" },
];

/** A question, line by line with who answers it. */
export function ExampleQuestion() {
  const words = landingWords.useWords();
  const agencies = agencyWords.useWords();
  return (
    <section class="example" aria-labelledby="example-title">
      <div>
        <h2 id="example-title">{words.exampleTitle}</h2>
        <p>{words.exampleAbout}</p>
      </div>
      <ol class="example-lines">
        {LINES.map(({ text, owners = [] }) => (
          <li key={text}>
            <code>{text}</code>
            <span class="example-owners">
              {owners.map((owner) => (
                <span key={owner} class={`agency of-${owner.toLowerCase()}`}>
                  {agencies[owner].name}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
