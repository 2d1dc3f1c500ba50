import { useSyncExternalStore } from "react";
import { agencyWords } from "../shell/agencies.js";
import { language, onLanguage } from "../shell/language.js";
import { currentSession, onSession } from "../shell/session/session.js";
import { onTheme, theme } from "../shell/theme.js";
import { lastPlan, onLastPlan } from "./last-plan.js";
import { playgroundWords } from "./playground-words.js";

// The shell is Preact's, the editor React's: here React learns what the shell knows.

export function useShellLanguage() {
  return useSyncExternalStore(onLanguage, language);
}

export function usePlaygroundWords() {
  useShellLanguage();
  return { words: playgroundWords.words(), agencies: agencyWords.words() };
}

export function useShellTheme() {
  return useSyncExternalStore(onTheme, theme);
}

export function useShellSession() {
  return useSyncExternalStore(onSession, currentSession);
}

let leavers = 0;
let somebody = currentSession() !== undefined;
onSession(() => {
  const left = somebody && !currentSession();
  somebody = currentSession() !== undefined;
  if (left) leavers += 1;
});

/** How often somebody logged out while this page is open. */
export function useLeavers() {
  return useSyncExternalStore(onSession, () => leavers);
}

export function useLastPlan() {
  return useSyncExternalStore(onLastPlan, lastPlan);
}
