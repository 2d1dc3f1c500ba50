import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import { useEffect, useRef } from "preact/hooks";
import { renderPage } from "../shell/render-page.js";
import "./editor-threads.js";
import { playgroundWords } from "./playground-words.js";
import "./playground.css";
import "./editor.css";

/** The editor is React's own and large: the shell is there before it. */
function PlaygroundMain() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void import("./mount-playground.js").then(({ mountPlayground }) => mountPlayground(place.current!));
  }, []);
  return (
    <>
      <h1 class="visually-hidden">{playgroundWords.useWords().title}</h1>
      <div ref={place} class="playground" />
    </>
  );
}

renderPage({
  name: "playground",
  title: { nl: "Speeltuin", en: "Playground" },
  main: PlaygroundMain,
  fills: true,
});
