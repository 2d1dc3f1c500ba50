import { useEffect, useRef, useState } from "preact/hooks";

const MARKED_MS = 2_400;

/** Whether a value has just become another than it was: what is read for the first time has not changed. */
export function useChanged(value: string | number | null | undefined, settled = true): boolean {
  const before = useRef<typeof value>(undefined);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (!settled || value === undefined || value === null) return;
    const was = before.current;
    before.current = value;
    if (was === undefined || was === value) return;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), MARKED_MS);
    return () => clearTimeout(timer);
  }, [value, settled]);
  return changed;
}
