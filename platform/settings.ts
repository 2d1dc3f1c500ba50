import { readFileSync } from "node:fs";
import { z } from "zod";
import { PURPOSES } from "../schema/mandate.js";
import { addressesOf } from "./addresses-of.js";
import { limitVariables } from "./limit-variables.js";
import { findHostsFault, readPostgresHosts } from "./postgres/hosts.js";
import { findAddressFault } from "./redis-address.js";
import { telemetryVariables } from "./telemetry-variables.js";

const port = z.coerce.number().int().min(0).max(65_535);
const points = z.coerce.number().int().min(1).max(1_000_000_000);
const milliseconds = z.coerce.number().int().min(1).max(600_000);
const bytes = z.coerce.number().int().min(1).max(1_073_741_824);
/** Nothing that a log or a message may not hold: whatever asks there has its secret in a variable of its own. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" })
  .refine((url) => !url.includes("@"), "must hold neither a user nor a password");
const httpAddress = httpUrl.transform((url) => url.replace(/\/+$/, ""));
/** One, or one for each replica with commas between. */
const httpAddresses = z
  .string()
  .transform(addressesOf)
  .pipe(z.array(httpAddress))
  .transform((list) => list.join());
/** An address with a login in it, for these schemes. */
const loginUrl = (protocol: RegExp) =>
  z.url({ protocol }).refine(isReadAsMeant, "has a user or password in which % / ? # or @ is not percent-encoded");
const redisAddress = z.string().superRefine((text, context) => {
  const message = findAddressFault(text);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
const postgresUrl = z.string().superRefine((text, context) => {
  const one = loginUrl(/^postgres(ql)?$/);
  // Each host is an address by itself: a primary and its replicas have the same login and database.
  const faults = [
    findHostsFault(text),
    ...readPostgresHosts(text).urls.map((url) => one.safeParse(url).error?.issues[0]?.message),
  ];
  const message = faults.find((fault) => fault !== undefined);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** Names of headers with commas between, in lower case. */
const headerNames = z
  .string()
  .default("")
  .transform((text) =>
    text
      .toLowerCase()
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be names of headers, with commas between")));

/** 64 bytes as hexadecimal digits: an AES-256-SIV key. */
const key = z
  .string()
  .regex(/^[0-9a-fA-F]{128}$/, "must be 128 hexadecimal digits (64 bytes): make one with `openssl rand -hex 64`")
  .transform((hex) => Buffer.from(hex, "hex"));

const jsonText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "must be a JSON object" });
    return z.NEVER;
  }
});

/** For how long fields may be given from what their agency said before, by coordinate. */
export type KeptFields = Readonly<Record<string, { readonly seconds: number; readonly staleSeconds: number }>>;

const seconds = z.number().int().min(0).max(604_800);
const keptFields = jsonText.pipe(
  z.record(
    z.string().regex(/^[A-Z]\w*\.[a-z]\w*$/, "must name fields as `Participant.name`"),
    z.strictObject({ seconds, staleSeconds: seconds.default(0) }),
    'must be a JSON object such as {"Participant.name":{"seconds":60,"staleSeconds":14400}}',
  ),
);

/** A JSON object of texts under these names, each to be left out. */
function texts<Name extends string>(...names: [Name, ...Name[]]) {
  return jsonText.pipe(
    z.partialRecord(z.enum(names), z.string().min(1), `must be a JSON object of texts under ${names.join(", ")}`),
  );
}

/** Obligations in an agreement that put a day at risk unless told otherwise, and the others. */
const AT_RISK = [
  "ADVICE",
  "ASSESSMENT",
  "PERMISSION",
  "INSURANCE_BODILY_ACCIDENT",
  "INSURANCE_LIABILITY",
  "AGREEMENT_SIGNED",
  "DIMONA",
] as const;
const NEVER_AT_RISK_UNLESS_TOLD = ["HOURS", "EVALUATION", "DEVELOPMENT_PLAN", "WELFARE_NOT_COMBINED"] as const;

/** Every variable there is: its form, and its default. */
const variables = {
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  AMA_HOST: z.string().min(1).default("127.0.0.1"),
  AMA_PORT: port.default(4000),
  /** Where health and metrics are: 900 above the program's own port where no other is set. */
  AMA_ADMIN_HOST: z.string().min(1).default("127.0.0.1"),
  AMA_ADMIN_PORT: port.optional(),
  AMA_NOW: z.iso.datetime({ offset: true }).optional(),
  AMA_DATA_DIR: z.string().min(1).default(".data"),
  AMA_PARTICIPANT_KEY: key.default(Buffer.alloc(64, "ama development key")),
  /** Accepted besides while a key or a secret is changed: docs/operations/keys.md. */
  AMA_PARTICIPANT_KEY_ALSO_ACCEPTED: key.optional(),
  AMA_MANDATE_KEY_ALSO_ACCEPTED: key.optional(),
  VDAB_NOTICE_SECRET_ALSO_ACCEPTED: z.string().min(16).optional(),
  LOKET_NOTICE_SECRET_ALSO_ACCEPTED: z.string().min(16).optional(),
  /** Former keys of participants, under which looks were written and are read for as long as they are kept. */
  ACCESS_LOG_KEYS_BEFORE: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(key)),
  /** How many people there must be for their number to tell of nobody; a shorter list is a look at each when it is counted. */
  AMA_SMALL_CELL_LIMIT: z.coerce.number().int().min(1).max(200).default(5),
  /** How long statistics are kept before the agencies are read again; 0: not at all. */
  AMA_STATISTICS_KEPT_MS: z.coerce.number().int().min(0).max(604_800_000).default(86_400_000),
  /** For how many days it is kept, by the hour, how each agency answered. */
  AMA_AVAILABILITY_DAYS: z.coerce.number().int().min(1).max(92).default(31),
  AMA_REQUEST_TIMEOUT_MS: milliseconds.default(10_000),
  AMA_AGENCY_TIMEOUT_MS: milliseconds.default(3_000),
  /** An agency is left alone where more than this share of so many calls failed (500), or was answered unreadably. */
  AMA_AGENCY_FAILURES_PERCENT: z.coerce.number().int().min(1).max(99).default(50),
  AMA_AGENCY_FAILURES_CALLS: z.coerce.number().int().min(1).max(10_000).default(20),
  /** How long a client may take to send a request whole; so long a WebSocket may be open without an operation. */
  AMA_RECEIVE_TIMEOUT_MS: milliseconds.default(20_000),
  /** How long a program that is told to stop still takes requests while it is not ready: 10000 in production, else 0. */
  AMA_LEAVE_MS: z.coerce.number().int().min(0).max(600_000).optional(),
  /** How long requests under way may still take after that: 5 seconds more than a request or the leave of subscribers. */
  AMA_DRAIN_MS: milliseconds.optional(),
  /** Connections that one process keeps open; it closes further ones at once. */
  AMA_CONNECTIONS: z.coerce.number().int().min(1).max(1_000_000).default(20_000),
  /**
   * Load: the delay of ready work that is aimed at; how many operations may run at once whatever the delay; how many of one
   * priority may wait for room, and how long.
   */
  AMA_LOAD_DELAY_MS: milliseconds.default(5),
  AMA_LOAD_OPERATIONS: z.coerce.number().int().min(1).max(100_000).default(1_000),
  AMA_LOAD_QUEUE: z.coerce.number().int().min(0).max(100_000).default(200),
  AMA_LOAD_QUEUE_MS: milliseconds.default(1_000),
  /** Who may say who asks: an OpenID Connect issuer, exactly as its tokens name it. */
  AMA_ISSUER_URL: httpUrl.default("http://127.0.0.1:4105"),
  /** Where the gateway reaches the issuer, when that is not at AMA_ISSUER_URL, which browsers and tokens name. */
  AMA_ISSUER_INTERNAL_URL: httpUrl.optional(),
  /** Where the issuer's keys are, when its own document does not say or they are on another host. */
  AMA_JWKS_URL: httpUrl.optional(),
  /** How soon the issuer's keys are asked again for a token whose key is not among them. */
  AMA_JWKS_PAUSE_MS: milliseconds.default(60_000),
  /** The `aud` and the `typ` that access tokens for this graph carry. */
  AMA_AUDIENCE: z.string().min(1).default("urn:wse:ama"),
  AMA_TOKEN_TYPE: z.string().min(1).default("at+jwt"),
  /** In which claims the issuer says what; those of ACM/IDM unless told otherwise. */
  AMA_CLAIMS: texts("capacity", "group", "organisation", "organisationName", "unit", "nationalNumber").optional(),
  /** What the issuer knows the gateway's own pages by, and the secret it gave them if it gave one. */
  AMA_PAGES_CLIENT_ID: z.string().min(1).default("ama-paginas"),
  AMA_PAGES_CLIENT_SECRET: z.string().min(1).optional(),
  /** What the pages ask consent for, with spaces between. */
  AMA_PAGES_SCOPE: z.string().min(1).default("openid person:identify"),
  /** How long a login on the pages lasts at most, however long the issuer would renew it. */
  AMA_SESSION_MS: z.coerce
    .number()
    .int()
    .min(60_000)
    .max(7 * 86_400_000)
    .default(36_000_000),
  /** The legal ground of a purpose where the caller states none, as a deliberation's number. */
  AMA_LEGAL_CONTEXTS: texts(...PURPOSES).optional(),
  /** Signs the mandates that the gateway hands to subgraphs: the same everywhere. */
  AMA_MANDATE_KEY: key.default(Buffer.alloc(64, "ama development mandate key")),
  /** Whether none but the documents of schema/operations are answered: in production, or always. */
  AMA_TRUSTED_DOCUMENTS: z.enum(["production", "always"]).default("production"),
  /** Points that one question may cost, and points a minute of one subject and of all its organisation. */
  AMA_COST_LIMIT: points.default(20_000),
  ...limitVariables,
  AMA_RATE_SUBJECT: points.default(200_000),
  AMA_RATE_ORGANISATION: points.default(2_000_000),
  /** Rows of an exported workbook, which is made whole in memory; text/csv has no such bound. */
  AMA_EXPORT_WORKBOOK_ROWS: z.coerce.number().int().min(1).max(1_000_000).default(20_000),
  /** Origins whose pages may ask, with commas between: `https://wse.vlaanderen.be`. None unless told. */
  AMA_CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(/^https?:\/\/[^/?#\s]+$/, "must be origins, scheme and host alone"))),
  /** Headers that such pages may send and read besides those that GraphQL clients usually do, with commas between. */
  AMA_CORS_REQUEST_HEADERS: headerNames,
  AMA_CORS_RESPONSE_HEADERS: headerNames,
  /** Reverse proxies before the gateway, with commas between: addresses and networks, `10.0.0.0/8`. */
  AMA_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((proxy) => proxy.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], "must be addresses or networks"))),
  /** What plans are run with: our own engine, or that of @apollo/gateway. */
  AMA_ENGINE: z.enum(["ama", "apollo"]).default("ama"),
  /** Which planner our engine asks first: Hive Router's, where it has a build for the platform, and Apollo's after it; or Apollo's alone. */
  AMA_PLANNER: z.enum(["native", "apollo"]).default("native"),
  /** Where the documents of schema/operations are planned before the first question: in production, or always. */
  AMA_PLANNED_AHEAD: z.enum(["production", "always"]).default("production"),
  /** Where the supergraph comes from: a file, a folder of versions, or an address; our own unless told. */
  AMA_SUPERGRAPH: z
    .string()
    .min(1)
    .refine(
      (place) => !/^https?:\/\/[^/]*@/.test(place),
      "must hold neither a user nor a password: give AMA_SUPERGRAPH_KEY",
    )
    .optional(),
  /** Where what an address gave is kept, for a start while it is away; supergraphs under AMA_DATA_DIR unless told. */
  AMA_SUPERGRAPH_FOLDER: z.string().min(1).optional(),
  /** What lets us in at the address, and in which header. */
  AMA_SUPERGRAPH_KEY: z.string().min(1).optional(),
  AMA_SUPERGRAPH_KEY_HEADER: z
    .string()
    .regex(/^[\w-]+$/, "must be the name of a header")
    .default("x-hive-cdn-key"),
  /** The graph and variant, `graph@variant`, where the address is that of Apollo's uplink. */
  AMA_SUPERGRAPH_GRAPH_REF: z.string().min(1).optional(),
  /** How often the supergraph is read again, give or take a fifth. */
  AMA_SUPERGRAPH_POLL_MS: milliseconds.default(10_000),
  /** Of how many requests that went well one in so many writes its line to the log; 0: none. One that failed always does. */
  AMA_REQUEST_LINES: z.coerce.number().int().min(0).max(1_000_000).default(1),
  ...telemetryVariables,
  /** One Redis, one that sentinels name, or a cluster: platform/redis-address.ts. */
  REDIS_URL: redisAddress.optional(),
  /** How much of what happened is kept for those who come back: as long, and no more than so many events. */
  AMA_EVENTS_WINDOW_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(30 * 86_400_000)
    .default(86_400_000),
  AMA_EVENTS_MOST: z.coerce.number().int().min(1).max(10_000_000).default(100_000),
  /** How often who listens for changes is told how far they were read, and is looked at anew. */
  AMA_HEARTBEAT_MS: milliseconds.default(10_000),
  /** Over how long those who listen are told to come back when a gateway stops or serves another supergraph. */
  AMA_DISMISS_MS: z.coerce.number().int().min(0).max(600_000).default(5_000),
  /** Subscriptions that one gateway keeps open for one asker, and for all of its organisation. */
  AMA_SUBSCRIPTIONS_SUBJECT: z.coerce.number().int().min(1).max(1_000_000).default(100),
  AMA_SUBSCRIPTIONS_ORGANISATION: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
  /** Under which key what agencies say is kept; nothing is kept without. While it rotates, the other one opens too. */
  AMA_KEPT_KEY: key.optional(),
  AMA_KEPT_KEY_ALSO_ACCEPTED: key.optional(),
  /** For how long fields may be given from what is kept, instead of what the schema says: JSON by coordinate. */
  AMA_KEPT_FIELDS: keptFields.optional(),
  /** How much memory what is kept may take in a subgraph without Redis. */
  AMA_KEPT_MEMORY_MB: z.coerce.number().int().min(1).max(16_384).default(64),
  /** How often an agency is asked for what changed, besides when it says that something did. */
  AMA_NOTICES_POLL_MS: milliseconds.default(5_000),
  /** PostgreSQL that keeps who looked at whom; without it, an embedded one of this process alone. */
  ACCESS_LOG_URL: postgresUrl.optional(),
  /** The same database under the login that owns it: for `ama audit migrate` alone, never for a program that runs. */
  ACCESS_LOG_OWNER_URL: postgresUrl.optional(),

  /** Where the gateway finds the subgraphs: of each all its replicas, or a name with several records. */
  REFERRALS_URL: httpAddresses.default("http://127.0.0.1:4001"),
  PERMISSIONS_URL: httpAddresses.default("http://127.0.0.1:4002"),
  CONTINGENTS_URL: httpAddresses.default("http://127.0.0.1:4003"),
  LEDGER_URL: httpAddresses.default("http://127.0.0.1:4004"),
  REFERRALS_PORT: port.default(4001),
  PERMISSIONS_PORT: port.default(4002),
  CONTINGENTS_PORT: port.default(4003),
  LEDGER_PORT: port.default(4004),

  VDAB_URL: httpAddress.default("http://127.0.0.1:4101"),
  VDAB_CLIENT_ID: z.string().min(1).default("ama-gateway"),
  VDAB_CLIENT_SECRET: z.string().min(1).default("development-secret"),
  /** With what VDAB signs the notices it posts. */
  VDAB_NOTICE_SECRET: z.string().min(16).default("development-notice-secret"),
  MAGDA_URL: httpAddress.default("http://127.0.0.1:4102"),
  MAGDA_SENDER: z.string().min(1).default("wse.vlaanderen.be/dwse/ama-gateway"),
  MAGDA_CAPACITY: z.string().min(1).default("ama-wse"),
  LOKET_URL: httpAddress.default("http://127.0.0.1:4103"),
  LOKET_CLIENT_ID: z.string().min(1).default("ama-gateway"),
  LOKET_CLIENT_SECRET: z.string().min(1).default("development-secret"),
  /** What the counter sends along when it posts that something changed. */
  LOKET_NOTICE_SECRET: z.string().min(16).default("development-notice-secret"),
  LOKET_DROP_FOLDER: z.string().min(1).default(".data/drop"),
  /** The largest statement that is read: as a file, unpacked, and in rows. */
  LOKET_STATEMENT_BYTES: bytes.default(8 * 1024 * 1024),
  LOKET_STATEMENT_UNPACKED_BYTES: bytes.default(64 * 1024 * 1024),
  LOKET_STATEMENT_ROWS: z.coerce.number().int().min(1).max(1_048_576).default(60_000),
  /**
   * How many statements are read at once, each in a thread of its own; how long one may wait for a thread, and take as
   * long again; and the memory that it may take.
   */
  LOKET_STATEMENT_THREADS: z.coerce.number().int().min(1).max(16).default(2),
  LOKET_STATEMENT_TIMEOUT_MS: milliseconds.default(30_000),
  LOKET_STATEMENT_MEMORY_MB: z.coerce.number().int().min(32).max(4_096).default(256),
  DATABASE_URL: postgresUrl.optional(),
  /** The same database without a pooler between, for what listens there; DATABASE_URL unless told. */
  DATABASE_LISTEN_URL: postgresUrl.optional(),

  VDAB_PORT: port.default(4101),
  MAGDA_PORT: port.default(4102),
  LOKET_PORT: port.default(4103),
  DWSE_PORT: port.default(4104),
  ACMIDM_PORT: port.default(4105),
  /** With what the stand-in issuer speaks TLS, as PEM: production takes no issuer without. */
  ACMIDM_CERTIFICATE: z.string().min(1).optional(),
  ACMIDM_CERTIFICATE_KEY: z.string().min(1).optional(),
  AMA_SEED: z.coerce.number().int().default(1),
  /** Where the stand-ins of VDAB and the counter post that something changed; nowhere when left out. */
  VDAB_NOTICES_URL: httpAddress.optional(),
  LOKET_NOTICES_URL: httpAddress.optional(),
  /** The stand-in of VDAB: how many days a service still reads a dossier that it handed over to another. */
  VDAB_TRANSFER_READ_DAYS: z.coerce.number().int().min(0).max(3_650).default(0),
  /** Every so many milliseconds something happens in the stand-ins' world; 0: never. Nothing does where time stands still. */
  AMA_LIFE_MS: z.coerce.number().int().min(0).max(86_400_000).default(1_000),
  AMA_PARTICIPANTS: z.coerce.number().int().min(1).max(1_000_000).default(2_000),

  /** What the workplace on a permission has to name to count at a workplace; ANY: it counts everywhere. */
  READINESS_PERMISSION_WORKPLACE: z.enum(["NAME", "NAME_OR_ORGANISATION", "ANY"]).default("NAME_OR_ORGANISATION"),
  /** For how many months from its first day a permission still counts past its last one; 0: not at all. */
  READINESS_PERMISSION_STANDS_MONTHS: z.coerce.number().int().min(0).max(120).default(0),

  /** How the rules of the subsidy are read where the law leaves them open: subgraphs/ledger/rules/funding-policy.ts. */
  LEDGER_DAY_READING: z.enum(["ATTENDED", "CALENDAR"]).default("ATTENDED"),
  LEDGER_UNIT_AMOUNT: z.enum(["YEAR_END", "PER_DAY"]).default("YEAR_END"),
  LEDGER_CONTINGENT: z.enum(["PER_DAY", "LAST"]).default("PER_DAY"),
  LEDGER_YEAR_2021: z.enum(["NINE_MONTHS", "WHOLE"]).default("NINE_MONTHS"),
  LEDGER_SHARED_DAY: z.enum(["EARLIER_AGREEMENT", "LATER_AGREEMENT"]).default("EARLIER_AGREEMENT"),

  /** The obligations without which a reported day is at risk, with commas between. */
  OBLIGATIONS_AT_RISK: z
    .string()
    .default(AT_RISK.join())
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum([...AT_RISK, ...NEVER_AT_RISK_UNLESS_TOLD]))),
  /** In how many months twelve hours a week must be reached, and whether all agreements of the person count together. */
  OBLIGATIONS_HOURS_MONTHS: z.coerce.number().int().min(0).max(120).default(12),
  OBLIGATIONS_HOURS_OVER: z.enum(["AGREEMENT", "PERSON"]).default("AGREEMENT"),
  /** In how many days from the start the development plan must be registered. */
  OBLIGATIONS_PLAN_DAYS: z.coerce.number().int().min(0).max(3_650).default(90),
};

/** The name of every variable. */
export const SETTING_NAMES: readonly string[] = Object.keys(variables);

/** What must come from the environment in production, because its default is known to everybody. */
const SECRETS = [
  "AMA_PARTICIPANT_KEY",
  "AMA_MANDATE_KEY",
  "AMA_ISSUER_URL",
  "VDAB_CLIENT_SECRET",
  "LOKET_CLIENT_SECRET",
  "VDAB_NOTICE_SECRET",
  "LOKET_NOTICE_SECRET",
] as const;

export type Secret = (typeof SECRETS)[number];
export type Settings = Readonly<z.output<z.ZodObject<typeof variables>>>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with options of the command line over it, each under the variable it stands for. */
export function environmentWith(options: Environment): Environment {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...process.env, ...Object.fromEntries(given) };
}

/** Everything that is wrong with the configuration, at once. */
export class SettingsInvalid extends Error {
  override readonly name = "SettingsInvalid";
  constructor(readonly faults: readonly string[]) {
    super(["The configuration is not right:", ...faults.map((fault) => `  - ${fault}`)].join("\n"));
  }
}

/**
 * Reads the environment. A variable may also be given as a file: `NAME_FILE=/run/secrets/name`.
 * @param uses the secrets that the program uses; production demands no other
 * @throws SettingsInvalid that names every variable at fault
 */
export function readSettings(environment: Environment = process.env, uses: readonly Secret[] = SECRETS): Settings {
  const given: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of Object.keys(variables)) {
    const file = environment[`${name}_FILE`];
    const value = file ? readSecret(`${name}_FILE`, file, faults) : environment[name];
    if (value !== undefined && value !== "") given[name] = value;
  }
  const read = z.object(variables).safeParse(given);
  for (const issue of read.error?.issues ?? []) faults.push(`${String(issue.path[0])}: ${issue.message}`);
  if (given["NODE_ENV"] === "production") {
    for (const name of uses)
      if (!given[name]) faults.push(`${name}: the development value is refused in production; give one of your own`);
    for (const name of ["AMA_ISSUER_URL", "AMA_ISSUER_INTERNAL_URL", "AMA_JWKS_URL"])
      if (given[name]?.startsWith("http:"))
        faults.push(`${name}: must be https in production, or whoever is on the way says who asks`);
  }
  const { AMA_DRAIN_MS: drainMs = Infinity, AMA_DISMISS_MS: dismissMs = 0 } = read.data ?? {};
  if (dismissMs >= drainMs)
    faults.push(
      "AMA_DRAIN_MS: must be more than AMA_DISMISS_MS, or subscribers are cut off before they are told to leave",
    );
  if (faults.length > 0 || !read.data) throw new SettingsInvalid(faults);
  return read.data;
}

function readSecret(name: string, file: string, faults: string[]): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    // Not the path: it is the secret itself where somebody confused the two variables.
    faults.push(`${name}: the file that it names cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
    return undefined;
  }
}

/** A character that ends the user and password too early moves the rest of them into the host, the path or the query. */
function isReadAsMeant(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password, pathname, search, hash } = new URL(text);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return !(pathname + search + hash).includes("@");
}
