import { readFileSync } from "node:fs";
import { suggestionList } from "graphql/jsutils/suggestionList.js";
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { StartRefused } from "../../platform/start-refused.js";
import { configurationFile, type Surroundings } from "./configuration-file.js";
import { createConfiguration, type GatewayConfiguration } from "./gateway-configuration.js";

/** What the same setting is called here that others call so. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  include_subgraph_errors: "errors",
  subgraph_error_propagation: "errors",
  subscription: "subscriptions",
  traffic_shaping: "traffic",
  override_subgraph_url: "traffic.subgraphs.NAME.url",
  override_subgraph_urls: "traffic.subgraphs.NAME.url",
  request_timeout: "timeout",
  set: "insert",
};

/** Reads a configuration file. @throws StartRefused that names every fault with its line */
export function readConfiguration(file: string, surroundings: Surroundings): GatewayConfiguration {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartRefused([`${file} cannot be read (${String(code)}): name another file with --config`]);
  }
  return parseConfiguration(text, file, surroundings);
}

/** The same, of a text that came from `file`. */
export function parseConfiguration(text: string, file: string, surroundings: Surroundings): GatewayConfiguration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuse = (faults: readonly { offset: number; words: string }[]) =>
    new StartRefused(
      [...faults]
        .sort((a, b) => a.offset - b.offset)
        .map(({ offset, words }) => `${file}:${lines.linePos(offset).line}: ${words}`),
    );
  if (document.errors.length > 0)
    throw refuse(document.errors.map(({ pos, message }) => ({ offset: pos[0], words: `is not YAML: ${message}` })));
  const schema = configurationFile(surroundings);
  const { data, error } = schema.safeParse(valueOf(document, file));
  if (data) return createConfiguration(data, surroundings.open);
  throw refuse(
    error.issues
      .flatMap((issue) => faultsOf(issue, schema, surroundings))
      .map(({ path, words }) => {
        const { offset, spelled } = locate(document, path);
        return { offset, words: spelled === "" ? `the file ${words}` : `${spelled} ${words}` };
      }),
  );
}

/** An empty file says nothing. @throws StartRefused where aliases multiply */
function valueOf(document: Document, file: string): unknown {
  try {
    return (document.toJS({ maxAliasCount: 100 }) as unknown) ?? {};
  } catch (error) {
    throw new StartRefused([`${file} cannot be read: ${(error as Error).message}`]);
  }
}

interface FaultAt {
  readonly path: readonly PropertyKey[];
  /** Follows the spelled path, as its predicate. */
  readonly words: string;
}

const WORDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a whole number",
  object: "a map of settings",
  record: "a map by the names of subgraphs",
  string: "a text; put it in quotes",
};

function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType, { subgraphs }: Surroundings): FaultAt[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...path, key],
      words: `is not a setting: ${adviceFor(key, settingsAt(schema, path))}`,
    }));
  if (issue.code === "invalid_key") {
    const [closest] = suggestionList(String(path.at(-1)), subgraphs);
    const advice = closest === undefined ? `write one of ${subgraphs.join(", ")}` : `write \`${closest}\``;
    return [{ path, words: `is not a subgraph of the supergraph: ${advice}` }];
  }
  if (issue.code === "invalid_type" && message.startsWith("Invalid input"))
    return [{ path, words: `must be ${WORDS[issue.expected] ?? issue.expected}` }];
  if (issue.code === "invalid_value" && message.startsWith("Invalid"))
    return [{ path, words: `must be one of ${issue.values.join(", ")}` }];
  if (issue.code === "too_small") return [{ path, words: `must be at least ${issue.minimum}` }];
  if (issue.code === "too_big") return [{ path, words: `must be at most ${issue.maximum}` }];
  return [{ path, words: message }];
}

function adviceFor(key: string, settings: readonly string[]): string {
  const known = Object.hasOwn(ELSEWHERE, key) ? ELSEWHERE[key] : undefined;
  if (known !== undefined) return `write \`${known}\``;
  const [closest] = suggestionList(key, settings);
  return closest === undefined ? `write one of ${settings.join(", ")}` : `write \`${closest}\``;
}

/** The settings that the schema has at a path. */
function settingsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "optional") return settingsAt(def.innerType, path);
  if (def.type === "pipe") return settingsAt(def.in, path);
  const [step, ...rest] = path;
  if (def.type === "object") {
    const next = step === undefined ? undefined : def.shape[String(step)];
    return next ? settingsAt(next, rest) : Object.keys(def.shape);
  }
  if (def.type === "record") return settingsAt(def.valueType, rest);
  if (def.type === "array") return settingsAt(def.element, rest);
  return [];
}

/** Where a path stands in the text, or what of it is there; and how it is spelled. */
function locate(document: Document, path: readonly PropertyKey[]): { offset: number; spelled: string } {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  let spelled = "";
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    // The one name of a rule is read as a list of one.
    if (isScalar(node) && node.value !== null) break;
    spelled += typeof step === "number" ? `[${step}]` : `${spelled === "" ? "" : "."}${String(step)}`;
    let at: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step);
      at = pair?.key;
      node = pair?.value;
    } else node = at = isSeq(node) ? node.items[Number(step)] : undefined;
    if (isNode(at) && at.range) [offset] = at.range;
  }
  return { offset, spelled };
}
