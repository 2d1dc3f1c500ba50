import { executeOperation, writeVariable, type EngineAnswer, type OperationRun } from "../execute-operation.js";
import type { CompiledOperation } from "../operation/compiled-operation.js";
import type { StreamedReply } from "./subgraph-stream.js";

/** A subscription on the generation it was planned for, until it is released. */
export interface EngineSubscription {
  /** Who tells of events and how it is asked; undefined where the authorization left nothing to ask. */
  readonly primary: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> } | undefined;
  /** What that subgraph tells, until it completes or the signal comes; absent where it streams nothing. */
  readonly events: ((context: unknown, signal: AbortSignal) => AsyncGenerator<StreamedReply, void>) | undefined;
  /** Whether another supergraph serves by now. */
  isRetired(): boolean;
  /** Completes one event: what `primary` gave for it. Rejects only by our own mistake. */
  complete(event: { reply: string | object; context: unknown; signal?: AbortSignal }): Promise<EngineAnswer>;
  release(): void;
}

export function subscriptionOf(
  compiled: CompiledOperation,
  given: Pick<OperationRun, "variables" | "exactVariables" | "context">,
  isRetired: () => boolean,
  release: () => void,
): EngineSubscription {
  const { primary } = compiled.plan;
  const { variables, exactVariables } = given;
  const texts = (primary?.variables ?? []).flatMap((name) => {
    const text = writeVariable(compiled, given, name);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  const written = `{${texts.join(",")}}`;
  return {
    primary: primary && {
      subgraph: primary.subgraph,
      query: primary.query,
      variables: JSON.parse(written) as Record<string, unknown>,
    },
    events:
      primary?.transport.subscribe &&
      ((context, signal) => {
        const { query, kind, transport } = primary;
        return transport.subscribe!({ query, kind, variables: written, context, signal });
      }),
    isRetired,
    complete: ({ reply, context, ...rest }) =>
      executeOperation(compiled, {
        variables,
        exactVariables,
        ...rest,
        event: reply,
        context: context ?? given.context,
      }),
    release,
  };
}
