/** What pages are told of the graph when they are built, by name of the module: `ama:operations`. */
export function pageData(_root: string): Promise<Readonly<Record<string, unknown>>> {
  return Promise.resolve({});
}
