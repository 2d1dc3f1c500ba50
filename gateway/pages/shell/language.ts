import { useSyncExternalStore } from "preact/compat";
import { keepChosen } from "./chosen.js";

export type Language = "nl" | "en";

const listeners = new Set<() => void>();

/** The language the page is in; set before anything was painted. */
export function language(): Language {
  return document.documentElement.lang === "en" ? "en" : "nl";
}

export function chooseLanguage(chosen: Language): void {
  keepChosen("language", chosen);
  document.documentElement.lang = chosen;
  for (const listener of listeners) listener();
}

/** Calls back when another language is chosen. Gives the function that ends it. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language);
}

/** The words of a page or a part of one, in both languages: what stands in one must stand in the other. */
export function dictionary<Words>(nl: Words, en: NoInfer<Words>): { words(): Words; useWords(): Words } {
  const of = { nl, en };
  return { words: () => of[language()], useWords: () => of[useLanguage()] };
}
