import { useSyncExternalStore } from "preact/compat";
import { keepChosen } from "./chosen.js";

export type Theme = "light" | "dark";

const darkMachine = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
darkMachine.addEventListener("change", tell);

/** What the page looks like: as chosen, else as the machine is set. */
export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return (chosen ?? (darkMachine.matches ? "dark" : "light")) === "dark" ? "dark" : "light";
}

export function chooseTheme(chosen: Theme): void {
  keepChosen("theme", chosen);
  document.documentElement.dataset["theme"] = chosen;
  tell();
}

/** Calls back when the page looks otherwise: for pictures that are drawn, not styled. Gives the function that ends it. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(onTheme, theme);
}

/** The colour that a token has now, for pictures that are drawn: `colourOf("--agency-vdab")`. */
export function colourOf(token: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}
