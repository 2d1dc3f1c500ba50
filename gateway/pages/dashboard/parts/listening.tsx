import { AGENCIES } from "../../../../schema/agencies.js";
import { dashboardWords } from "../words.js";

/** Shown until the first change: the page listens to all four. */
export function Listening() {
  const words = dashboardWords.useWords().stream;
  return (
    <div class="listening">
      <span class="listening-dots" aria-hidden="true">
        {AGENCIES.map(({ name }) => (
          <i key={name} class={`dot of-${name.toLowerCase()}`} />
        ))}
      </span>
      <p>{words.none}</p>
    </div>
  );
}
