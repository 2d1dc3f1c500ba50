import { parser } from "@prometheus-io/lezer-promql";

/** What a PromQL expression reads. */
export interface PromqlUse {
  /** Where it cannot be read. */
  readonly faults: readonly string[];
  readonly metrics: readonly string[];
  /** Labels that it matches or groups by. */
  readonly labels: readonly string[];
}

export function readPromql(expression: string): PromqlUse {
  // What Grafana puts in for itself.
  const text = expression.replaceAll("$__rate_interval", "5m");
  const found: Record<string, string[]> = { faults: [], metrics: [], labels: [] };
  parser.parse(text).iterate({
    enter(node) {
      const words = text.slice(node.from, node.to);
      if (node.type.isError) found["faults"]!.push(`at ${node.from}: ${text.slice(node.from)}`);
      else if (node.name === "Identifier" && node.node.parent?.name === "VectorSelector") found["metrics"]!.push(words);
      else if (node.name === "LabelName") found["labels"]!.push(words);
    },
  });
  return found as unknown as PromqlUse;
}
