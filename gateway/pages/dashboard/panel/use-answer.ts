import { useEffect, useState } from "preact/hooks";
import type { TypedDocument } from "../../../../schema/typed-documents.js";
import type { GraphError } from "../../shell/session/ask-graph.js";
import { ask } from "../data/ask.js";

interface Shown<Data> {
  readonly data?: Data;
  /** What the graph says of single fields of the data. */
  readonly errors: readonly GraphError[];
  readonly failed: boolean;
}

/** What the graph answers to a document, read again whenever `version` is another. */
export function useAnswer<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
  version: unknown,
): Shown<Data> {
  const [answer, setAnswer] = useState<Shown<Data>>({ errors: [], failed: false });
  const key = JSON.stringify(variables);
  useEffect(() => {
    let gone = false;
    ask(document, variables).then(
      ({ data, errors }) => !gone && setAnswer({ data, errors, failed: false }),
      () => !gone && setAnswer((before) => ({ ...before, failed: true })),
    );
    return () => {
      gone = true;
    };
  }, [document, key, version]);
  return answer;
}
