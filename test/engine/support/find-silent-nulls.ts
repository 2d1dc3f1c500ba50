type Path = readonly (string | number)[];

interface Given {
  readonly data: unknown;
  readonly errors: readonly { readonly path?: Path | undefined }[];
}

/** Paths of the nulls in an answer that the true data does not have and that no error explains. */
export function findSilentNulls(truth: unknown, { data, errors }: Given): string[] {
  // An error explains the null at its path, and each null around it that it rose to.
  const explained = new Set<string>();
  for (const { path = [] } of errors)
    for (let depth = 0; depth <= path.length; depth++) explained.add(JSON.stringify(path.slice(0, depth)));
  const silent: string[] = [];
  function visit(value: unknown, real: unknown, path: Path): void {
    if (value === null || value === undefined) {
      if (real !== null && !explained.has(JSON.stringify(path))) silent.push(path.join("."));
      return;
    }
    if (typeof value !== "object") return;
    for (const [key, item] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      visit(item, (real as Record<string | number, unknown> | null | undefined)?.[step], [...path, step]);
    }
  }
  visit(data, truth, []);
  return silent;
}
