import { z } from "zod";
import { addressesOf } from "../../platform/addresses-of.js";
import { httpUrl } from "../../platform/settings.js";
import { whyReserved, type Direction } from "./reserved-headers.js";

/** What the file is checked against beside its form. */
export interface Surroundings {
  /** Whether the gateway runs without mandates. */
  readonly open: boolean;
  /** The subgraphs that the file may name. */
  readonly subgraphs: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a subgraph streams its subscriptions. */
export const PROTOCOLS = ["ws", "sse"] as const;
/** Which value the client gets where several subgraphs send the header. */
export const ALGORITHMS = ["first", "last", "append"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export type ConfigurationFile = z.output<ReturnType<typeof configurationFile>>;
export type RequestRule = z.output<ReturnType<typeof requestRule>>;
export type ResponseRule = z.output<ReturnType<typeof responseRule>>;

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of a header: letters, digits and hyphens")
  .transform((name) => name.toLowerCase());

const headerValue = z.string().regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, "must be printable ASCII");

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    context.addIssue({ code: "custom", message: `must be a regular expression: ${(error as Error).message}` });
    return z.NEVER;
  }
});

const duration = z
  .string("must be a time with its unit: 500ms, 5s or 1m")
  .regex(/^\d{1,6}(ms|s|m)$/, "must be a time with its unit: 500ms, 5s or 1m")
  .transform((text) => parseInt(text, 10) * { ms: 1, s: 1_000, m: 60_000 }[text.replace(/\d+/, "") as "ms" | "s" | "m"])
  .refine((ms) => ms >= 1 && ms <= 600_000, "must be from 1ms to 10m");

/** Where a subgraph takes requests. */
const address = httpUrl.refine((url) => !url.includes("#"), "must hold no fragment");
/** One such place, or several with commas between. */
const addresses = z.string().transform((text, context) => {
  for (const one of addressesOf(text))
    for (const { message } of address.safeParse(one).error?.issues ?? []) context.addIssue({ code: "custom", message });
  return addressesOf(text).join();
});

const path = z.string().regex(/^\/[^\s#]*$/, "must be a path that begins with a slash: /graphql");

const subscription = {
  protocol: z.enum(PROTOCOLS).optional(),
  path: path.optional(),
  reconnect_attempts: z.int().min(0).max(1_000).optional(),
  most_waiting: z.int().min(1).max(100_000).optional(),
};
const traffic = { timeout: duration.optional(), compression: z.boolean().optional() };

/** Headers that are named, one or several, or match. */
const chosen = {
  named: z
    .preprocess(
      (given) => (typeof given === "string" ? [given] : given),
      z.array(headerName, "must be the name of a header, or a list of names").min(1, "must name a header"),
    )
    .optional(),
  matching: pattern.optional(),
};

function requestRule({ open, environment }: Pick<Surroundings, "open" | "environment">) {
  const allowed = notReserved("request", open);
  const propagate = z
    .strictObject({ ...chosen, rename: headerName.optional(), default: headerValue.optional() })
    .check(
      allowed(({ named = [], rename }) => (rename === undefined ? named : [...named, rename])),
      exactlyOne("named", "matching"),
    )
    .refine(
      ({ named, rename, default: otherwise }) =>
        (rename === undefined && otherwise === undefined) || named?.length === 1,
      "renames one header, or gives it a default: name one in `named`",
    );
  const insert = z
    .strictObject({ name: headerName, value: headerValue.optional(), from_env: z.string().min(1).optional() })
    .check(
      // A fixed value is nobody's token.
      allowed(({ name }) => (name === "authorization" ? [] : [name])),
      exactlyOne("value", "from_env"),
    )
    .transform(({ name, value, from_env: variable }, context) => {
      const read = variable === undefined ? value : environment[variable];
      if (headerValue.safeParse(read).success) return { name, value: read! };
      const why = read === undefined || read === "" ? "is not set" : "is no value of a header";
      context.addIssue({ code: "custom", path: ["from_env"], message: `names the variable ${variable}, which ${why}` });
      return z.NEVER;
    });
  const remove = z.strictObject(chosen).check(
    allowed(({ named = [] }) => named),
    exactlyOne("named", "matching"),
  );
  return z
    .strictObject({ propagate: propagate.optional(), insert: insert.optional(), remove: remove.optional() })
    .check(exactlyOne("propagate", "insert", "remove"));
}

function responseRule({ open }: Pick<Surroundings, "open">) {
  const allowed = notReserved("response", open);
  const propagate = z
    .strictObject({
      ...chosen,
      rename: headerName.optional(),
      algorithm: z.enum(ALGORITHMS, "must say which value is kept of several subgraphs': first, last or append"),
    })
    .check(
      allowed(({ named = [], rename }) => (rename === undefined ? named : [...named, rename])),
      exactlyOne("named", "matching"),
    )
    .refine(
      ({ named, rename }) => rename === undefined || named?.length === 1,
      "renames one header: name one in `named`",
    );
  const remove = z.strictObject(chosen).check(
    allowed(({ named = [] }) => named),
    exactlyOne("named", "matching"),
  );
  return z
    .strictObject({ propagate: propagate.optional(), remove: remove.optional() })
    .check(exactlyOne("propagate", "remove"));
}

/** The whole file. Each section says what holds for `all` subgraphs, and under `subgraphs` what holds for some. */
export function configurationFile(surroundings: Surroundings) {
  /** One entry for each subgraph that is named. */
  const bySubgraph = <Entry extends z.ZodType>(entry: Entry) =>
    z.record(
      z.string().refine((name) => surroundings.subgraphs.includes(name)),
      entry,
    );
  const rules = z.strictObject({
    request: z.array(requestRule(surroundings)).optional(),
    response: z.array(responseRule(surroundings)).optional(),
  });
  return z.strictObject({
    headers: z.strictObject({ all: rules.optional(), subgraphs: bySubgraph(rules).optional() }).optional(),
    errors: z.strictObject({ all: z.boolean().optional(), subgraphs: bySubgraph(z.boolean()).optional() }).optional(),
    subscriptions: z
      .strictObject({
        all: z.strictObject(subscription).optional(),
        subgraphs: bySubgraph(
          z
            .strictObject({ url: addresses.optional(), ...subscription })
            .refine(({ url, path: at }) => url === undefined || at === undefined, "has `url` and `path`: remove one"),
        ).optional(),
      })
      .optional(),
    traffic: z
      .strictObject({
        all: z.strictObject(traffic).optional(),
        subgraphs: bySubgraph(z.strictObject({ url: addresses.optional(), ...traffic })).optional(),
      })
      .optional(),
  });
}

type Check<Rule> = (payload: { value: Rule; issues: z.core.$ZodRawIssue[] }) => void;

function exactlyOne(...keys: string[]): Check<object> {
  return ({ value, issues }) => {
    const given = keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined);
    // A key that is misspelled is told of already.
    if (given.length !== 1 && issues.length === 0)
      issues.push({ code: "custom", input: value, message: `must have exactly one of ${keys.join(", ")}` });
  };
}

function notReserved(direction: Direction, open: boolean) {
  return <Rule extends object>(namesOf: (rule: Rule) => string[]): Check<Rule> =>
    ({ value, issues }) => {
      for (const name of namesOf(value)) {
        const why = whyReserved(name, direction, open);
        if (why !== undefined)
          issues.push({ code: "custom", input: value, message: `may not touch \`${name}\`: ${why}` });
      }
    };
}
