/** @jsxImportSource react */
import { useEffect, useState } from "react";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { useGraphiQL } from "@graphiql/react";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createGraphFetcher } from "./graph-fetcher.js";
import { apiSchema, useOpenDocument } from "./open-document.js";
import { PlanTimeline } from "./plan-timeline.js";
import { QuestionList } from "./question-list.js";
import { useLeavers, useShellTheme } from "./use-shell.js";

const fetcher = createGraphFetcher();
const questionsPlugin = { title: "Questions", icon: QuestionSign, content: QuestionList };
const plugins = [questionsPlugin, HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

const FIRST = `# How well does each agency answer now? Anybody may ask this.
query AgenciesNow {
  agencies {
    agency
    state
    latencyMs
    asOf
  }
}
`;

/** The editor; what was asked is kept in this tab alone, for variables may hold what is somebody's own, and goes with who asked. */
export function Playground() {
  const theme = useShellTheme();
  return (
    <GraphiQL
      key={useLeavers()}
      fetcher={fetcher}
      schema={apiSchema}
      plugins={plugins}
      visiblePlugin={innerWidth < 800 ? undefined : questionsPlugin}
      forcedTheme={theme}
      storage={sessionStorage}
      defaultQuery={FIRST}
      defaultEditorToolsVisibility="variables"
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <span className="visually-hidden">GraphiQL</span>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <OpenFromAddress />
        <ForgetTexts />
        <PlanTimeline />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

/** Another page leads here with a document behind the `#`, which no server sees. */
function OpenFromAddress() {
  const open = useOpenDocument();
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const document = new URLSearchParams(location.hash.slice(1)).get("query");
    if (!open || opened || document === null) return;
    setOpened(true);
    history.replaceState(null, "", location.pathname);
    open(document);
  });
  return null;
}

/** The editor's texts outlive it, for one that comes after it takes them up again: this ends them with it. */
function ForgetTexts() {
  const editors = useGraphiQL((state) => [
    state.queryEditor,
    state.variableEditor,
    state.headerEditor,
    state.responseEditor,
  ]);
  useEffect(() => {
    const texts = editors.map((editor) => editor?.getModel());
    return () => texts.forEach((text) => text?.dispose());
  }, editors);
  return null;
}

function QuestionSign() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      <path d="M4 5.5h16v11H11l-4 3.5v-3.5H4z" strokeLinejoin="round" />
      <path d="M10 9.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1M12 14.1v.1" />
    </svg>
  );
}
