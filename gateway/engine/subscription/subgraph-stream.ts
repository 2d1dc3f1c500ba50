/** One subscription as a subgraph is asked for it. */
export interface StreamQuestion {
  /** JSON text of `{ query, variables }`: what is sent, and what may be signed. */
  readonly body: string;
  /** Sent when a connection opens, and made anew for each. Questions with equal headers may share one. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** One answer of a subgraph to a subscription. */
export interface StreamedReply {
  /** `{ data, errors }`, as JSON text or as that object. */
  readonly reply: string | object;
  /** Whether the connection broke since the answer before: the subgraph may have told of something meanwhile. */
  readonly interrupted?: true;
}

/**
 * How a subgraph streams the answers to one subscription. They end where the subgraph completes it; the signal, or leaving the
 * loop over them, completes it at the subgraph. What the subgraph refuses is an answer without data, the last.
 * They throw StreamBroken where the connection broke, and StreamOverrun where they wait unread.
 */
export interface SubgraphStreams {
  open(question: StreamQuestion, signal: AbortSignal): AsyncGenerator<StreamedReply, void>;
  stop(): Promise<void>;
}

/** The connection to a subgraph broke, or never was. The message quotes nothing of what the subgraph said. */
export class StreamBroken extends Error {
  override readonly name = "StreamBroken";
  /** Whether the subgraph had taken the subscription. */
  readonly wasOpen: boolean;
  /** Whether it would break again: the subgraph does not speak the protocol, or lets nobody in. */
  readonly isFinal: boolean;

  constructor(message: string, { wasOpen = false, isFinal = false, ...options }: BreakFacts = {}) {
    super(message, options);
    this.wasOpen = wasOpen;
    this.isFinal = isFinal;
  }
}

interface BreakFacts extends ErrorOptions {
  readonly wasOpen?: boolean;
  readonly isFinal?: boolean;
}

/** Answers come faster than they are read. */
export class StreamOverrun extends Error {
  override readonly name = "StreamOverrun";
  constructor() {
    super("The subgraph's answers come faster than they are read");
  }
}
