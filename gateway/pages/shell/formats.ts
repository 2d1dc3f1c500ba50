import { language } from "./language.js";

/** Flemish clocks for everybody: a deadline is one of the Flemish government, wherever its reader is. */
const timeZone = "Europe/Brussels";
const LOCALES = { nl: "nl-BE", en: "en-GB" } as const;

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return remember(options, (locale) => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return remember(options, (locale) => new Intl.NumberFormat(locale, options));
}

function remember<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(
  options: object,
  make: (locale: string) => Format,
): Format {
  const locale = LOCALES[language()];
  const key = locale + JSON.stringify(options);
  let format = made.get(key);
  if (!format) made.set(key, (format = make(locale)));
  return format as Format;
}

/** A calendar day, `2026-03-31`: `31 mrt 2026`. */
export function formatDay(day: string): string {
  return dates({ day: "numeric", month: "short", year: "numeric" }).format(new Date(`${day.slice(0, 10)}T12:00:00Z`));
}

/** A moment: `21 nov 2026, 10:00`. */
export function formatMoment(moment: string | Date): string {
  return dates({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(
    new Date(moment),
  );
}

/** A moment of today: `10:00:05`. */
export function formatTime(moment: string | Date): string {
  return dates({ hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(moment));
}

export function formatNumber(value: number, decimals = 0): string {
  return numbers({ maximumFractionDigits: decimals }).format(value);
}

/** A share of one: 0.954 is `95%`. */
export function formatShare(share: number, decimals = 0): string {
  return numbers({ style: "percent", maximumFractionDigits: decimals }).format(share);
}

/** Cents, in euros. Whole euros where a picture has no room for cents. */
export function formatMoney(cents: number, { whole = false } = {}): string {
  const digits = whole ? 0 : 2;
  return numbers({
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** `84 ms`, `1,2 s`. */
export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${formatNumber(ms, ms < 10 ? 1 : 0)} ms` : `${formatNumber(ms / 1_000, 1)} s`;
}

const AGES = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long ago, in words: `3 minuten geleden`. */
export function formatAge(moment: string | Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - new Date(moment).getTime()) / 1_000));
  const [unit, size] = AGES.find(([, one]) => seconds >= one) ?? AGES[3];
  return new Intl.RelativeTimeFormat(LOCALES[language()], { numeric: "auto" }).format(
    -Math.floor(seconds / size),
    unit,
  );
}
