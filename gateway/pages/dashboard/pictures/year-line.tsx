import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatDay, formatNumber } from "../../shell/formats.js";
import { language, useLanguage } from "../../shell/language.js";
import { colourOf, useTheme } from "../../shell/theme.js";
import type { YearDay } from "../data/figures.js";
import { dashboardWords } from "../words.js";

const HEIGHT = 280;

/** The year so far as a line: who runs, what was used of the contingent, and where that is expected to end. */
export function YearLine({ year }: { year: readonly YearDay[] }) {
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const chosen = useLanguage();
  useEffect(() => {
    const place = box.current;
    if (!place || year.length === 0) return;
    const plot = new uPlot(optionsFor(place.clientWidth), dataOf(year), place);
    const watch = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [year, theme, chosen]);
  return <div ref={box} class="year-line" aria-hidden="true" />;
}

/** Seconds, and the four lines; the projection joins today with the last day of the year. */
function dataOf(year: readonly YearDay[]): uPlot.AlignedData {
  const last = year.at(-1)!;
  const end = `${last.on.slice(0, 4)}-12-31`;
  const days = last.on < end ? [...year.map(({ on }) => on), end] : year.map(({ on }) => on);
  const pad = (values: (number | null)[]) => (values.length < days.length ? [...values, null] : values);
  const granted = year.map((one) => one.granted || null);
  return [
    days.map((day) => Date.parse(`${day}T12:00:00Z`) / 1_000),
    days.length > granted.length ? [...granted, granted.at(-1) ?? null] : granted,
    pad(year.map(({ running }) => running)),
    pad(year.map(({ used }) => used)),
    days.map((day, index) => (index < year.length - 1 ? null : day === last.on ? last.used : last.projectedYearEnd)),
  ];
}

function optionsFor(width: number): uPlot.Options {
  const words = dashboardWords.words().year;
  const [ink, line, loket, accent] = [
    colourOf("--ink-soft"),
    colourOf("--line"),
    colourOf("--agency-loket"),
    colourOf("--accent"),
  ];
  const font = `12px ${colourOf("--font")}`;
  const months = new Intl.DateTimeFormat(language() === "nl" ? "nl-BE" : "en-GB", { month: "short" });
  const tell = (_: uPlot, value: number | null) => (value === null ? "–" : formatNumber(value, 1));
  return {
    width,
    height: HEIGHT,
    legend: { live: false, show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: { x: { time: true }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      {
        stroke: ink,
        font,
        grid: { show: false },
        ticks: { stroke: line, size: 4 },
        space: 48,
        size: 28,
        values: (_, splits) => splits.map((second) => months.format(new Date(second * 1_000))),
      },
      {
        stroke: ink,
        font,
        size: 46,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((value) => formatNumber(value)),
      },
    ],
    series: [
      { value: (_, second) => (second === null ? "" : formatDay(new Date(second * 1_000).toISOString())) },
      { label: words.granted, stroke: ink, width: 1.5, dash: [2, 4], points: { show: false }, value: tell },
      {
        label: words.running,
        stroke: loket,
        fill: `color-mix(in srgb, ${loket} 14%, transparent)`,
        width: 2.5,
        points: { show: false },
        value: tell,
      },
      { label: words.used, stroke: accent, width: 2.5, points: { show: false }, value: tell },
      { label: words.projected, stroke: accent, width: 2, dash: [6, 5], points: { show: false }, value: tell },
    ],
  };
}
