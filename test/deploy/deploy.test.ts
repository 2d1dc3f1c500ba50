import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { request } from "undici";
import { parse } from "yaml";
import { program } from "../../cli/program.js";
import { PROGRAM_SECRETS } from "../../cli/program-secrets.js";
import { SUBGRAPH_PORTS } from "../../cli/subgraphs.js";
import { createGatewayMetrics } from "../../gateway/gateway-metrics.js";
import { watchSubgraphs } from "../../gateway/health/watch-subgraphs.js";
import { adminPlaceOf, openAdmin } from "../../platform/admin.js";
import { createLog } from "../../platform/log.js";
import { createReadiness } from "../../platform/readiness.js";
import { LINGER_MS } from "../../platform/run-until-stopped.js";
import { stopTimesOf } from "../../platform/stop-times.js";
import { readSettings, SETTING_NAMES, type Settings } from "../../platform/settings.js";
import { AGENCIES } from "../../schema/agencies.js";
import { REFUSALS } from "../../schema/faults.js";
import { findProgram } from "../support/install-programs.mjs";
import {
  buildKustomization,
  faultsOf,
  readKustomization,
  type Manifest,
  type Yaml,
} from "../support/kubernetes-manifests.js";
import { readPromql } from "../support/promql.js";
import { readEnvironmentFile, readUnit } from "../support/unit-file.js";

/*
 * What deploy/ says of the programs is true of them: settings, ports, probes, commands, metrics, times. Read as files,
 * and by kubectl, systemd-analyze and promtool where this machine has them.
 */

const SUBGRAPHS = AGENCIES.map(({ subgraph }) => subgraph);
const PROGRAMS = ["gateway", ...SUBGRAPHS] as const;
/** Variables that hold a secret, or an address with a login in it. */
const SECRET =
  /_(KEY|SECRET|PASSWORD)(_ALSO_ACCEPTED)?$|^(REDIS|DATABASE|DATABASE_LISTEN|ACCESS_LOG|ACCESS_LOG_OWNER)_URL$/;
/** A secret of the right form, for each variable. */
const secretOf = (name: string): string =>
  name.endsWith("_URL")
    ? `${name === "REDIS_URL" ? "redis" : "postgres"}://login:password@host.example/${name === "REDIS_URL" ? "0" : "name"}`
    : "5a".repeat(64);

/** The settings with which a program starts in production; it refuses what is missing, malformed or everybody's. */
function startsWith(name: (typeof PROGRAMS)[number], environment: Record<string, string>): Settings {
  expect(Object.keys(environment).filter((variable) => !SETTING_NAMES.includes(variable))).toEqual([]);
  const settings = readSettings(environment, PROGRAM_SECRETS[name]);
  expect([name, settings.NODE_ENV]).toEqual([name, "production"]);
  expect([name, settings.REDIS_URL, settings.ACCESS_LOG_URL]).not.toContain(undefined);
  return settings;
}

const portOf = (name: (typeof PROGRAMS)[number], settings: Settings): number =>
  settings[name === "gateway" ? "AMA_PORT" : SUBGRAPH_PORTS[name]];

/** The words of a command of `ama`, down to its argument. */
function expectCommand(words: readonly string[]): void {
  let at = program;
  const rest = [...words];
  while (rest.length > 0 && at.commands.length > 0) {
    const next = at.commands.find((one) => one.name() === rest[0]);
    expect([words, next?.name()]).toEqual([words, rest.shift()]);
    at = next!;
  }
  expect(rest.every((word) => SUBGRAPHS.includes(word as never))).toBe(true);
  expect(rest.length).toBe(at.registeredArguments.length);
}

describe("deploy/kubernetes", () => {
  const programs = readKustomization("deploy/kubernetes/programs");
  const installed = readKustomization("deploy/kubernetes/example/programs");
  const migration = readKustomization("deploy/kubernetes/example/migration");
  const all = [...installed, ...migration];
  const named = (kind: string, name: string, among: readonly Manifest[] = all) =>
    among.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  const pods = all.flatMap((manifest) => (manifest.spec?.template ? [{ manifest, pod: manifest.spec.template }] : []));

  /** What a container is given, references followed. */
  function environmentOf({ env = [], envFrom = [] }: Yaml): Record<string, string> {
    const given = Object.assign({}, ...envFrom.map((one: Yaml) => named("ConfigMap", one.configMapRef.name)?.["data"]));
    for (const { name, value, valueFrom } of env) given[name] = valueFrom ? secretOf(name) : value;
    return given as Record<string, string>;
  }

  test("each manifest fits the schema of its kind, which knows each of its fields", async () => {
    expect(all).toHaveLength(47);
    for (const manifest of all)
      expect([manifest.kind, manifest.metadata.name, await faultsOf(manifest)]).toEqual([
        manifest.kind,
        manifest.metadata.name,
        [],
      ]);
    const wrong = structuredClone(named("Deployment", "gateway")!);
    wrong.spec.template.spec.containers[0].readinesProbe = {};
    wrong.spec.replicas = "two";
    expect((await faultsOf(wrong)).join("\n")).toMatch(
      /replicas: type {"type":"integer"}[\s\S]*readinesProbe: no such field/,
    );
  });

  (findProgram("kubectl") ? test : test.skip)("kustomize builds the example into the same", () => {
    const names = (manifests: readonly Manifest[]) =>
      manifests.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/-[a-z0-9]{10}$/, "")}`).sort();
    for (const [folder, read] of [
      ["programs", installed],
      ["migration", migration],
    ] as const) {
      const built = buildKustomization(`deploy/kubernetes/example/${folder}`)!;
      expect(names(built)).toEqual(names(read));
      const images = JSON.stringify(built).match(/"image":"[^"]+"/g)!;
      for (const image of images) expect(image).toMatch(/"registry\.example\/ama-gateway@sha256:\w{64}"/);
      const given = JSON.stringify(built).match(/"configMapRef":{"name":"[^"]+"}/g) ?? [];
      expect(given).toHaveLength(folder === "programs" ? PROGRAMS.length : 0);
      for (const one of given) expect(one).toMatch(/-[a-z0-9]{10}"}$/);
    }
  });

  test("every program starts in production with what it is given, and every secret comes by reference", () => {
    for (const name of PROGRAMS) {
      const { containers } = named("Deployment", name)!.spec.template.spec;
      const [container] = containers;
      const settings = startsWith(name, environmentOf(container));
      expectCommand(container.args);
      expect(container.args).toEqual(name === "gateway" ? ["gateway"] : ["subgraph", name]);
      expect(container.ports).toEqual([
        { name: "graphql", containerPort: portOf(name, settings) },
        { name: "admin", containerPort: settings.AMA_ADMIN_PORT },
      ]);
      expect(named("Service", name)!.spec.ports).toEqual([
        { name: "graphql", port: portOf(name, settings), targetPort: "graphql" },
      ]);
      expect([settings.AMA_HOST, settings.AMA_ADMIN_HOST]).toEqual(["0.0.0.0", "0.0.0.0"]);
    }
    for (const { manifest, pod } of pods)
      for (const { env } of pod.spec.containers)
        for (const { name, value, valueFrom } of env) {
          expect([manifest.metadata.name, name, SETTING_NAMES.includes(name)]).toEqual([
            manifest.metadata.name,
            name,
            true,
          ]);
          expect([name, value === undefined, valueFrom?.secretKeyRef.key]).toEqual([
            name,
            SECRET.test(name),
            SECRET.test(name) ? name : undefined,
          ]);
        }
    for (const { kind, data } of all)
      if (kind === "ConfigMap") expect(Object.keys(data).filter((name) => SECRET.test(name))).toEqual([]);
    expect(all.map(({ kind }) => kind)).not.toContain("Secret");
  });

  test("the gateway finds each subgraph where its service is", () => {
    const [container] = named("Deployment", "gateway")!.spec.template.spec.containers;
    const environment = environmentOf(container);
    for (const name of SUBGRAPHS) {
      const [{ port }] = named("Service", name)!.spec.ports;
      expect(environment[`${name.toUpperCase()}_URL`]).toBe(`http://${name}:${port}`);
    }
  });

  test("nothing runs as root, writes its image, gains a right, or has a token of the cluster", () => {
    expect(pods).toHaveLength(6);
    for (const { manifest, pod } of pods) {
      const { securityContext, containers, serviceAccountName, automountServiceAccountToken, enableServiceLinks } =
        pod.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
      expect(securityContext.runAsUser).toBeGreaterThan(0);
      expect([automountServiceAccountToken, enableServiceLinks]).toEqual([false, false]);
      expect(serviceAccountName).toBe(manifest.metadata.name);
      expect(named("ServiceAccount", serviceAccountName)?.["automountServiceAccountToken"]).toBe(false);
      for (const { image, securityContext: own, resources } of containers) {
        expect(image).toBe("ama-gateway");
        expect(own).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        expect([Object.keys(resources.requests), Object.keys(resources.limits)]).toEqual([
          ["cpu", "memory"],
          ["memory"],
        ]);
      }
      expect(JSON.stringify(pod)).not.toMatch(/hostNetwork|hostPath|hostPID|privileged":true/);
    }
    expect(named("Namespace", "ama")!.metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });

  test("every probe asks something of its own that the admin port answers", async () => {
    const paths = new Map<string, string>();
    for (const name of PROGRAMS) {
      const [container] = named("Deployment", name)!.spec.template.spec.containers;
      for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
        const { path, port } = container[probe].httpGet;
        expect(port).toBe("admin");
        paths.set(`${probe} ${path}`, path);
      }
    }
    expect([...paths.keys()].sort()).toEqual([
      "livenessProbe /health/live",
      "readinessProbe /health/ready",
      "startupProbe /health/startup",
    ]);
    const settings = readSettings({});
    const admin = await openAdmin(adminPlaceOf(settings, 0), createGatewayMetrics());
    const place = { host: "127.0.0.1", port: 0, ...stopTimesOf(settings) };
    const service = await admin.serve(Fastify(), place, () => Promise.resolve({ ready: true }));
    for (const path of [...paths.values(), "/metrics"]) {
      const { statusCode, body } = await request(`${service.adminAddress}${path}`);
      await body.dump();
      expect([path, statusCode]).toEqual([path, 200]);
    }
    await service.stop();
  });

  test("a program has the time to stop that it takes, and leaves only once balancers have seen it", () => {
    for (const name of PROGRAMS) {
      const { terminationGracePeriodSeconds, containers } = named("Deployment", name)!.spec.template.spec;
      const { leaveMs, drainMs } = stopTimesOf(startsWith(name, environmentOf(containers[0])));
      expect(terminationGracePeriodSeconds * 1_000).toBeGreaterThan(leaveMs + drainMs + LINGER_MS);
      const { periodSeconds, failureThreshold } = containers[0].readinessProbe;
      expect(leaveMs).toBeGreaterThanOrEqual(periodSeconds * failureThreshold * 1_000);
    }
  });

  test("one program of a kind may be away, and they are spread; gateways follow the work that waits", () => {
    for (const name of PROGRAMS) {
      const { spec } = named("Deployment", name)!;
      const labels = spec.template.metadata.labels;
      expect(labels).toMatchObject(spec.selector.matchLabels);
      expect(labels).toMatchObject(named("Service", name)!.spec.selector);
      expect(labels).toMatchObject(named("PodDisruptionBudget", name)!.spec.selector.matchLabels);
      expect(spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
      const spread = spec.template.spec.topologySpreadConstraints;
      expect(spread.map((one: Yaml) => one.topologyKey)).toEqual([
        "topology.kubernetes.io/zone",
        "kubernetes.io/hostname",
      ]);
      for (const { labelSelector } of spread) expect(labels).toMatchObject(labelSelector.matchLabels);
      if (name !== "gateway") expect(spec.replicas).toBeGreaterThan(1);
    }
    const { scaleTargetRef, minReplicas, metrics } = named("HorizontalPodAutoscaler", "gateway")!.spec;
    expect(named(scaleTargetRef.kind, scaleTargetRef.name)!.spec.replicas).toBeUndefined();
    expect(minReplicas).toBeGreaterThan(1);
    const [{ pods: inFlight }] = metrics;
    const { rules } = parse(readFileSync("deploy/prometheus/adapter-rules.yaml", "utf8"));
    const [{ seriesQuery, name }] = rules;
    expect([name.as, EXPOSED.has(name.as)]).toEqual([inFlight.metric.name, true]);
    expect(readPromql(seriesQuery)).toMatchObject({ faults: [], metrics: [name.as] });
  });

  test("nothing passes between pods but what the programs ask of each other", () => {
    const policies = programs.filter(({ kind }) => kind === "NetworkPolicy").map(({ spec }) => spec);
    const selects = ({ matchLabels = {}, matchExpressions = [] }: Yaml, labels: Record<string, string>) =>
      Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
      matchExpressions.every(({ key, values }: Yaml) => values.includes(labels[key]));
    const labelsOf = (name: string) => named("Deployment", name)!.spec.template.metadata.labels;
    expect(policies).toContainEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });

    const mayEnter = (name: string, port: string, from: (peer: Yaml) => boolean) =>
      policies
        .filter(({ podSelector }) => selects(podSelector, labelsOf(name)))
        .flatMap(({ ingress = [] }) => ingress)
        .some((rule: Yaml) => rule.ports.some((one: Yaml) => one.port === port) && rule.from.some(from));
    const mayLeave = (name: string, to: string, port: number) =>
      policies
        .filter(({ podSelector }) => selects(podSelector, labelsOf(name)))
        .flatMap(({ egress = [] }) => egress)
        .some(
          (rule: Yaml) =>
            rule.ports.some((one: Yaml) => one.port === port) &&
            rule.to.some((peer: Yaml) => !peer.namespaceSelector && selects(peer.podSelector, labelsOf(to))),
        );
    const pod = (name: string) => (peer: Yaml) =>
      !peer.namespaceSelector && selects(peer.podSelector ?? {}, labelsOf(name));
    const namespace = (name: string) => (peer: Yaml) =>
      peer.namespaceSelector?.matchLabels["kubernetes.io/metadata.name"] === name;

    for (const from of PROGRAMS)
      for (const to of PROGRAMS) {
        const asks = from === "gateway" && to !== "gateway";
        const [{ port }] = named("Service", to)!.spec.ports;
        expect([from, to, mayLeave(from, to, port), mayEnter(to, "graphql", pod(from))]).toEqual([
          from,
          to,
          asks,
          asks,
        ]);
        expect([from, to, mayEnter(to, "admin", pod(from))]).toEqual([from, to, false]);
      }
    for (const name of PROGRAMS) {
      const bringsNotices = named("Ingress", "vdab-notices") && ["referrals", "contingents"].includes(name);
      expect(mayEnter(name, "graphql", namespace("ingress"))).toBe(name === "gateway" || bringsNotices);
      expect(mayEnter(name, "admin", namespace("monitoring"))).toBe(true);
      expect(mayEnter(name, "admin", namespace("ingress"))).toBe(false);
    }
    // What the ingress passes to a subgraph is the path of notices alone.
    for (const { kind, spec } of installed)
      if (kind === "Ingress")
        for (const { path, pathType, backend } of spec.rules[0].http.paths)
          if (backend.service.name !== "gateway") expect([path, pathType]).toEqual(["/notices", "Exact"]);
  });

  test("the migration runs before the programs, as the owner of the access log, and ends", () => {
    const { spec, metadata } = named("Job", "migrate-access-log", migration)!;
    const [container] = spec.template.spec.containers;
    expectCommand(container.args);
    expect(spec.template.spec.restartPolicy).toBe("Never");
    expect((metadata as Yaml).annotations["argocd.argoproj.io/hook"]).toBe("PreSync");
    const environment = environmentOf(container);
    expect(readSettings(environment, []).ACCESS_LOG_OWNER_URL).toBe(secretOf("ACCESS_LOG_OWNER_URL"));
    expect(JSON.stringify(installed)).not.toContain("ACCESS_LOG_OWNER_URL");
  });
});

describe("deploy/systemd", () => {
  const FOLDER = "deploy/systemd";
  const unitOf = (name: string) =>
    readUnit(FOLDER, name === "gateway" ? "ama-gateway.service" : `ama-subgraph@${name}.service`);
  const folder = mkdtempSync(join(tmpdir(), "ama-units-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a unit gives its program: its files of variables, and its credentials. */
  function environmentOf(unit: ReturnType<typeof unitOf>): Record<string, string> {
    const given: Record<string, string> = {};
    for (const file of unit["Service.EnvironmentFile"] ?? []) {
      expect(file).toMatch(/^\/etc\/ama\/\w+\.env$/);
      Object.assign(given, readEnvironmentFile(join(FOLDER, "etc", basename(file))));
    }
    expect(Object.keys(given).filter((name) => SECRET.test(name))).toEqual([]);
    const credentials = (unit["Service.LoadCredential"] ?? []).map((one) => one.split(":", 1)[0]!);
    for (const line of unit["Service.Environment"] ?? []) {
      const [name = "", value] = line.split("=");
      const credential = name.replace(/_FILE$/, "");
      if (name === credential) given[name] = value!;
      else {
        expect([value, credentials.includes(credential)]).toEqual([`%d/${credential}`, true]);
        given[credential] = secretOf(credential);
      }
    }
    expect(Object.keys(given)).toEqual(expect.arrayContaining(credentials));
    return given;
  }

  test("every program starts in production with what its unit gives it, and every secret is a credential", () => {
    for (const name of PROGRAMS) {
      const unit = unitOf(name);
      const settings = startsWith(name, environmentOf(unit));
      const [node, flag, script, ...words] = unit["Service.ExecStart"]![0]!.split(" ");
      expect([node, flag, script]).toEqual(["/usr/bin/node", "--max-semi-space-size=64", "/opt/ama/bin/ama.js"]);
      expectCommand(words);
      expect(words).toEqual(name === "gateway" ? ["gateway"] : ["subgraph", name]);
      const seconds = Number(unit["Service.TimeoutStopSec"]);
      const { leaveMs, drainMs } = stopTimesOf(settings);
      expect(seconds * 1_000).toBeGreaterThan(leaveMs + drainMs + LINGER_MS);
      expect(settings.AMA_CONNECTIONS).toBeLessThan(Number(unit["Service.LimitNOFILE"]));
      expect(unit["Unit.PartOf"]).toEqual(["ama.target"]);
    }
    const settings = startsWith("gateway", environmentOf(unitOf("gateway")));
    for (const name of SUBGRAPHS)
      expect(settings[`${name.toUpperCase()}_URL` as "LEDGER_URL"]).toBe(
        `http://127.0.0.1:${portOf(name, startsWith(name, environmentOf(unitOf(name))))}`,
      );
  });

  test("the migration has run before any program starts, and the gateway starts after its subgraphs", () => {
    const migrate = readUnit(FOLDER, "ama-migrate.service");
    expect(migrate["Service.Type"]).toEqual(["oneshot"]);
    expectCommand(migrate["Service.ExecStart"]![0]!.split(" ").slice(2));
    expect(readSettings(environmentOf(migrate), []).ACCESS_LOG_OWNER_URL).toBe(secretOf("ACCESS_LOG_OWNER_URL"));
    for (const name of PROGRAMS) {
      expect(unitOf(name)["Unit.Requires"]).toContain("ama-migrate.service");
      expect(unitOf(name)["Unit.After"]!.join(" ")).toContain("ama-migrate.service");
      expect(JSON.stringify(unitOf(name))).not.toContain("ACCESS_LOG_OWNER_URL");
    }
    for (const name of SUBGRAPHS)
      expect(unitOf("gateway")["Unit.After"]!.join(" ")).toContain(`ama-subgraph@${name}.service`);
    const wanted = readUnit(FOLDER, "ama.target")["Unit.Wants"]!.join(" ").split(" ");
    expect(wanted.sort()).toEqual(
      ["ama-gateway.service", ...SUBGRAPHS.map((name) => `ama-subgraph@${name}.service`)].sort(),
    );
  });

  test("docs/operations/install.md installs the files that the image has", () => {
    const image = readFileSync("Dockerfile", "utf8");
    const copied = [...image.matchAll(/^COPY (?:--from=build \/app\/)?((?:[^-.\s]\S* )+)\S+$/gm)].flatMap(
      ([, from = ""]) => from.trim().split(" "),
    );
    const [, installed = ""] = /^cp -r --parents (.*) \/opt\/ama$/m.exec(
      readFileSync("docs/operations/install.md", "utf8"),
    )!;
    const files = installed.split(" ");
    expect(copied).toContain("dist");
    for (const file of copied) if (!file.startsWith("LICENSE")) expect(files).toContain(file);
  });

  test("nothing runs as root, writes outside its own temporary folder, or gains a right", () => {
    const units = [...PROGRAMS.map(unitOf), readUnit(FOLDER, "ama-migrate.service")];
    for (const unit of units) {
      for (const name of ["DynamicUser", "NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"])
        expect([name, unit[`Service.${name}`]]).toEqual([name, ["yes"]]);
      expect(unit["Service.ProtectSystem"]).toEqual(["strict"]);
      expect(unit["Service.CapabilityBoundingSet"]).toEqual([""]);
      expect(unit["Service.User"]).toBeUndefined();
      expect(unit["Service.ReadWritePaths"]).toBeUndefined();
    }
  });

  (findProgram("systemd-analyze") ? test : test.skip)("systemd reads each unit, and finds it little exposed", () => {
    // At the places of this machine: systemd looks whether what is started is there.
    cpSync(FOLDER, folder, { recursive: true });
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".service"))) {
      const text = readFileSync(join(folder, name), "utf8");
      const here = text.replaceAll("/usr/bin/node", process.execPath).replaceAll("/opt/ama", process.cwd());
      writeFileSync(join(folder, name), here);
      for (const one of SUBGRAPHS)
        if (name.includes("@")) writeFileSync(join(folder, name.replace("@", `@${one}`)), here);
    }
    const units = readdirSync(folder).filter((name) => /\.(service|target)$/.test(name) && !name.includes("@."));
    expect(units).toHaveLength(7);
    const analyze = (...words: string[]) => {
      const env = { PATH: process.env["PATH"], SYSTEMD_UNIT_PATH: `${folder}:` };
      const { status, stderr } = spawnSync("systemd-analyze", words, { cwd: folder, encoding: "utf8", env });
      return [status, stderr];
    };
    expect(analyze("verify", "--man=no", "--recursive-errors=no", ...units.map((name) => `./${name}`))).toEqual([
      0,
      "",
    ]);
    const services = units.filter((name) => name.endsWith(".service")).map((name) => `./${name}`);
    // In tenths: 2.0, of 10.
    for (const service of services)
      expect([service, analyze("security", "--offline=true", "--threshold=20", service)[0]]).toEqual([service, 0]);
  });
});

/** What the programs expose, and the labels of each. */
const EXPOSED = exposedMetrics();

function exposedMetrics(): ReadonlyMap<string, ReadonlySet<string>> {
  const metrics = createGatewayMetrics();
  metrics.watchStream(() => 0);
  metrics.watchNotices([]);
  metrics.watchReplicas(() => []);
  metrics.watchKept([]);
  metrics.watchAccessLog(() => 0);
  metrics.watchBreaker({ agency: "VDAB", way: "main", state: () => 0 });
  metrics.watchAdmission({ limit: () => 0, running: () => 0, waiting: () => [], delaySeconds: () => 0 });
  metrics.watchRefusedMandates(() => ({}));
  const log = createLog("silent");
  createReadiness({ parts: [], metrics, log }).stop();
  const greeter = { secrets: {}, mandateKey: Buffer.alloc(64), nowMs: () => 0 };
  watchSubgraphs({ subgraphs: () => [], greeter, metrics, log });
  // What Prometheus itself says of whom it asks, and by which names it knows them.
  const whom = ["job", "instance", "program", "namespace", "pod"];
  const exposed = new Map<string, ReadonlySet<string>>([["up", new Set(whom)]]);
  for (const metric of metrics.registry.getMetricsAsArray()) {
    const { name, type, labelNames = [] } = metric as unknown as { name: string; type: string; labelNames?: string[] };
    const isHistogram = type === "histogram" || "upperBounds" in metric;
    for (const part of isHistogram ? ["_bucket", "_sum", "_count"] : [""])
      exposed.set(name + part, new Set([...whom, ...labelNames, ...(part === "_bucket" ? ["le"] : [])]));
  }
  return exposed;
}

describe("deploy/prometheus and deploy/grafana", () => {
  const read = (path: string) => parse(readFileSync(path, "utf8"));
  const rules = ["slo.yml", "alerts.yml"].flatMap((file) =>
    read(`deploy/prometheus/${file}`).groups.flatMap((group: Yaml) => group.rules),
  );
  const recorded = new Set<string>(rules.flatMap(({ record }: Yaml) => record ?? []));
  const alerts = rules.filter(({ alert }: Yaml) => alert);
  const dashboard = JSON.parse(readFileSync("deploy/grafana/ama.json", "utf8"));
  const shown: string[] = dashboard.panels.flatMap((panel: Yaml) => panel.targets.map(({ expr }: Yaml) => expr));

  test("read no metric and no label that the programs do not expose", () => {
    expect(EXPOSED.get("ama_request_seconds_bucket")).toContain("status");
    expect(EXPOSED.get("ama_requests_in_flight")).toContain("program");
    for (const expression of [...rules.map(({ expr }: Yaml) => expr), ...shown]) {
      const { faults, metrics, labels } = readPromql(expression);
      expect([expression, faults]).toEqual([expression, []]);
      expect(metrics.length).toBeGreaterThan(0);
      const own = metrics.filter((name) => !recorded.has(name));
      expect([expression, own.filter((name) => !EXPOSED.has(name))]).toEqual([expression, []]);
      const known = new Set(own.flatMap((name) => [...EXPOSED.get(name)!]));
      expect([expression, labels.filter((label) => !known.has(label))]).toEqual([expression, []]);
    }
    expect(readPromql("sum(rate(ama_x[5m]) by (").faults).not.toEqual([]);
    expect(readPromql('ama_x{job="ama"}')).toMatchObject({ metrics: ["ama_x"], labels: ["job"] });
  });

  test("name statuses that the programs answer, and programs that there are", () => {
    const known = [...Object.values(REFUSALS).map(({ status }) => String(status)), "499", "5.."];
    for (const { expr } of rules) {
      for (const [, statuses = ""] of expr.matchAll(/status=~?"([^"]+)"/g))
        for (const status of statuses.split("|")) expect(known).toContain(status);
      for (const [, name] of expr.matchAll(/program!?="([^"]+)"/g)) expect(PROGRAMS).toContain(name);
    }
  });

  test("each alert says how urgent it is, what is wrong, and where the runbook has it; the runbook has no other", () => {
    const runbook = readFileSync("docs/runbook.md", "utf8");
    const sections = [...runbook.matchAll(/^### (Ama\w+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(alerts.map(({ alert }: Yaml) => alert).sort());
    for (const { alert, labels, annotations } of alerts) {
      expect(["critical", "warning"]).toContain(labels.severity);
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    }
  });

  test("Prometheus asks each program on its admin port", () => {
    const settings = readSettings({});
    const targets = read("deploy/prometheus/machines.yml").scrape_configs[0].static_configs.map(
      ({ targets: [target], labels }: Yaml) => [labels.program, target],
    );
    expect(targets).toEqual(
      PROGRAMS.map((name) => {
        const { host, port } = adminPlaceOf(settings, portOf(name, settings));
        return [name, `${host}:${port}`];
      }),
    );
    for (const file of ["machines.yml", "kubernetes.yml"]) {
      const { rule_files, scrape_configs } = read(`deploy/prometheus/${file}`);
      expect([rule_files, scrape_configs[0].job_name]).toEqual([["slo.yml", "alerts.yml"], "ama"]);
    }
  });

  (findProgram("promtool") ? test : test.skip)("promtool reads the rules, and each alert fires when it should", () => {
    for (const words of [
      ["check", "config", "deploy/prometheus/machines.yml"],
      ["test", "rules", "test/deploy/game-day.yml"],
    ]) {
      const { status, stdout, stderr } = spawnSync("promtool", words, { encoding: "utf8" });
      expect([status === 0, `${stdout}${stderr}`]).toEqual([true, expect.stringContaining("SUCCESS")]);
    }
    const days = read("test/deploy/game-day.yml").tests.flatMap((one: Yaml) => one.promql_expr_test);
    const fired = days.flatMap(({ exp_samples }: Yaml) =>
      exp_samples.map(({ labels }: Yaml) => /"(.*)"/.exec(labels)![1]),
    );
    expect([...new Set(fired)].sort()).toEqual(alerts.map(({ alert }: Yaml) => alert).sort());
  });
});
