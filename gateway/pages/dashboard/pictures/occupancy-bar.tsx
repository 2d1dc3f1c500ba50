import type { Occupancy } from "../data/answers.js";

/** How far beyond its contingent a bar can go: the ceilings of all bars stand below each other. */
const ROOM = 1.4;

/** Running guidance as a bar on the contingent, with a mark where the year is expected to end. */
export function OccupancyBar({ occupancy }: { occupancy: Occupancy }) {
  const { granted, projectedYearEnd, state } = occupancy;
  const running = occupancy.running ?? 0;
  const scale = (granted || Math.max(1, running)) * ROOM;
  const place = (value: number) => Math.min(100, (value / scale) * 100);
  const within = Math.min(running, granted ?? running);
  return (
    <svg class={`occupancy-bar state-${state.toLowerCase()}`} aria-hidden="true">
      {granted === null ? null : (
        <rect class="occupancy-granted" x="0" y="20%" width={`${place(granted)}%`} height="60%" rx="3" />
      )}
      <rect class="occupancy-running" x="0" y="20%" width={`${place(within)}%`} height="60%" rx="3" />
      {granted !== null && running > granted ? (
        <rect
          class="occupancy-over"
          x={`${place(granted)}%`}
          y="20%"
          width={`${place(running) - place(granted)}%`}
          height="60%"
        />
      ) : null}
      {granted === null ? null : (
        <line class="occupancy-ceiling" x1={`${place(granted)}%`} x2={`${place(granted)}%`} y1="6%" y2="94%" />
      )}
      {projectedYearEnd === null ? null : (
        <line
          class="occupancy-projected"
          x1={`${place(projectedYearEnd)}%`}
          x2={`${place(projectedYearEnd)}%`}
          y1="0"
          y2="100%"
        />
      )}
    </svg>
  );
}
