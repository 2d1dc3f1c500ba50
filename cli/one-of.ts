import { InvalidArgumentError } from "commander";

/** An argument that has to be one of these names. */
export function oneOf<Name extends string>(names: readonly Name[]): (text: string) => Name {
  return (text) => {
    const name = names.find((one) => one === text);
    if (!name) throw new InvalidArgumentError(`One of: ${names.join(", ")}.`);
    return name;
  };
}
