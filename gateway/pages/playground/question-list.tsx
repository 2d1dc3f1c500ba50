/** @jsxImportSource react */
import { useState } from "react";
import operations from "ama:operations";
import { useOpenDocument } from "./open-document.js";
import { QUESTION_GROUPS } from "./questions.js";
import { usePlaygroundWords, useShellLanguage, useShellSession } from "./use-shell.js";

const ASKED = new Set(QUESTION_GROUPS.flatMap(({ questions }) => questions.map(({ operation }) => operation)));
const BY_FILE = new Map(operations.map((operation) => [operation.file, operation]));

/** The questions that the graph is for, then whatever else is registered. */
export function QuestionList() {
  const { words } = usePlaygroundWords();
  const language = useShellLanguage();
  const session = useShellSession();
  const [sought, setSought] = useState("");
  const fits = (text: string) => text.toLowerCase().includes(sought.trim().toLowerCase());
  const groups = QUESTION_GROUPS.map((group) => ({
    title: group[language],
    questions: group.questions.filter((question) => fits(question[language])),
  })).filter(({ questions }) => questions.length > 0);
  const others = operations.filter(({ file, question }) => !ASKED.has(file) && fits(question));
  return (
    <div className="questions">
      <h2 className="questions-title">{words.questions}</h2>
      <p className="questions-intro">{words.intro}</p>
      {session ? null : <p className="questions-nobody">{words.nobody}</p>}
      <input
        type="search"
        className="questions-find"
        placeholder={words.find}
        aria-label={words.find}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      {groups.map(({ title, questions }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ol>
            {questions.map((question) => (
              <li key={question.number}>
                <Opens file={question.operation} text={question[language]} number={question.number} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {others.length > 0 ? (
        <section aria-label={words.others}>
          <h3>{words.others}</h3>
          <ul lang="en">
            {others.map(({ file, question }) => (
              <li key={file}>
                <Opens file={file} text={question} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {groups.length + others.length === 0 ? <p className="questions-intro">{words.none}</p> : null}
    </div>
  );
}

function Opens({ file, text, number }: { file: string; text: string; number?: number }) {
  const open = useOpenDocument();
  return (
    <button type="button" className="question" disabled={!open} onClick={() => open?.(BY_FILE.get(file)!.text)}>
      <span className="question-number" aria-hidden="true">
        {number ?? "·"}
      </span>
      <span>{text}</span>
    </button>
  );
}
