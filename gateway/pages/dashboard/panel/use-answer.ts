import { useEffect, useState } from "preact/hooks";
import { ask } from "../data/ask.js";

/** What the graph answers to a document, read again whenever `version` is another. */
export function useAnswer<Data>(
  document: string,
  variables: Readonly<Record<string, unknown>>,
  version: unknown,
): { data?: Data; failed: boolean } {
  const [answer, setAnswer] = useState<{ data?: Data; failed: boolean }>({ failed: false });
  const key = JSON.stringify(variables);
  useEffect(() => {
    let gone = false;
    ask<Data>(document, variables).then(
      ({ data }) => !gone && setAnswer({ data, failed: false }),
      () => !gone && setAnswer((before) => ({ ...before, failed: true })),
    );
    return () => {
      gone = true;
    };
  }, [document, key, version]);
  return answer;
}
