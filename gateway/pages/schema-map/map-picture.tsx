import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { agencyWords, OWNERS } from "../shell/agencies.js";
import { mapWords } from "./map-words.js";

const CLOSEST = 3;

/** The drawing: each type a link to what is known of it; what it leads to and comes from lights up with it. */
export function MapPicture({ picture, selected }: { picture: string; selected: string | undefined }) {
  const words = mapWords.useWords();
  const agencies = agencyWords.useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);

  useEffect(() => {
    const drawing = frame.current!.querySelector("svg")!;
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-label", words.map);
  }, [words]);

  useLayoutEffect(() => {
    const svg = frame.current!.querySelector("svg")!;
    svg.classList.toggle("has-selected", selected !== undefined && svg.getElementById(`map-${selected}`) !== null);
    for (const lit of svg.querySelectorAll(".selected, .lit")) lit.classList.remove("selected", "lit");
    if (selected === undefined) return;
    const node = svg.getElementById(`map-${selected}`);
    node?.classList.add("selected");
    for (const edge of svg.querySelectorAll(`.from-${selected}, .to-${selected}`)) {
      edge.classList.add("lit");
      for (const name of edge.classList) {
        const [, other] = /^(?:from|to)-(.+)$/.exec(name) ?? [];
        if (other) svg.getElementById(`map-${other}`)?.classList.add("lit");
      }
    }
    node?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected, scale]);

  const zoom = (factor: number) => setScale((now) => Math.min(CLOSEST, Math.max(1, now * factor)));
  return (
    <section class="map-picture" aria-label={words.map}>
      <div class="map-bar">
        <ul class="map-legend" aria-label={words.legend}>
          {OWNERS.map((owner) => (
            <li key={owner} class={`of-${owner.toLowerCase()}`}>
              <i class="map-dot" aria-hidden="true" />
              {agencies[owner].name}
            </li>
          ))}
          <li class="of-shared">
            <i class="map-dot" aria-hidden="true" />
            {words.shared}
          </li>
        </ul>
        <div class="map-zoom">
          <button type="button" aria-label={words.further} onClick={() => zoom(1 / 1.4)} disabled={scale === 1}>
            −
          </button>
          <button type="button" aria-label={words.closer} onClick={() => zoom(1.4)} disabled={scale === CLOSEST}>
            +
          </button>
          <button type="button" onClick={() => setScale(1)} disabled={scale === 1}>
            {words.fit}
          </button>
        </div>
      </div>
      <div
        ref={frame}
        class={scale === 1 ? "map-frame fitted" : "map-frame"}
        tabIndex={-1}
        style={{ "--map-scale": scale }}
        dangerouslySetInnerHTML={{ __html: picture }}
      />
    </section>
  );
}
