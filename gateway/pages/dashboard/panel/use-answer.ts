import { useEffect, useState } from "preact/hooks";
import type { TypedDocument } from "../../../../schema/typed-documents.js";
import { ask } from "../data/ask.js";

/** What the graph answers to a document, read again whenever `version` is another. */
export function useAnswer<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
  version: unknown,
): { data?: Data; failed: boolean } {
  const [answer, setAnswer] = useState<{ data?: Data; failed: boolean }>({ failed: false });
  const key = JSON.stringify(variables);
  useEffect(() => {
    let gone = false;
    ask(document, variables).then(
      ({ data }) => !gone && setAnswer({ data, failed: false }),
      () => !gone && setAnswer((before) => ({ ...before, failed: true })),
    );
    return () => {
      gone = true;
    };
  }, [document, key, version]);
  return answer;
}
