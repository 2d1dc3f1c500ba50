import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A unit of systemd: the values of each directive, by `Section.Directive`. */
export type Unit = Readonly<Record<string, readonly string[]>>;

/** A unit as systemd has it: its file, or its template with what is added for this instance. */
export function readUnit(folder: string, name: string): Unit {
  const [, prefix, instance, kind] = /^([^@]+)(?:@([^.]+))?\.(\w+)$/.exec(name)!;
  const file = join(folder, instance ? `${prefix}@.${kind}` : name);
  const added = join(folder, `${name}.d`);
  const files = [file, ...(existsSync(added) ? readdirSync(added).map((one) => join(added, one)) : [])];
  const unit: Record<string, string[]> = {};
  for (const path of files) {
    let section = "";
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (line === "" || line.startsWith("#")) continue;
      const heading = /^\[(\w+)\]$/.exec(line);
      const directive = /^(\w+)=(.*)$/.exec(line);
      if (heading) section = heading[1]!;
      else if (directive)
        (unit[`${section}.${directive[1]}`] ??= []).push(directive[2]!.replaceAll("%i", instance ?? "%i"));
      else throw new Error(`${path}: ${line} is no directive`);
    }
  }
  return unit;
}

/** A file of environment variables: `NAME=value` a line. */
export function readEnvironmentFile(path: string): Record<string, string> {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.split("=", 1)[0]!, line.slice(line.indexOf("=") + 1)]));
}
