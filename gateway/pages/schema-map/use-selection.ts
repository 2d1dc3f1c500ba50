import { useEffect, useState } from "preact/hooks";

/** Which type is looked at, and maybe which field of it: what stands behind the `#`, so that it can be sent to somebody. */
export interface Selection {
  readonly type: string;
  readonly field?: string;
}

export function useSelection(): [Selection | undefined, (selection: Selection | undefined) => void] {
  const [selection, setSelection] = useState(readSelection);
  useEffect(() => {
    const follow = () => setSelection(readSelection());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return [
    selection,
    (chosen) => {
      location.hash = chosen ? hrefOf(chosen).slice(1) : "";
    },
  ];
}

export function hrefOf({ type, field }: Selection): string {
  return `#${type}${field ? `.${field}` : ""}`;
}

function readSelection(): Selection | undefined {
  const [type, field] = readHash().split(".");
  return type ? { type, ...(field && { field }) } : undefined;
}

/** What somebody wrote there that is no address is nothing. */
function readHash(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
