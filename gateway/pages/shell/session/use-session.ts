import { useSyncExternalStore } from "preact/compat";
import { currentSession, onSession, type Session } from "./session.js";

/** Who is logged in, now and whenever that changes. */
export function useSession(): Session | undefined {
  return useSyncExternalStore(onSession, currentSession);
}
