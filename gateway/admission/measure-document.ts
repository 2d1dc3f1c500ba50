import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** How large a document is with all its fragments spread out. Numbers stop at `MOST`. */
export interface DocumentSize {
  readonly operations: number;
  /** Fields within fields, of the deepest operation; what is below `__schema` and `__type` apart. */
  readonly depth: number;
  readonly introspectionDepth: number;
  /** Selection sets within selection sets, those of fragments too: how deep whatever walks the document calls itself. */
  readonly nesting: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Most directives at one place. */
  readonly directivesAtOnce: number;
  /** Variables that @skip and @include look at. */
  readonly conditions: number;
  /** Most fields and spreads that one selection set names again. */
  readonly repeats: number;
  readonly introspects: boolean;
  /** Whether a fragment spreads itself, by whatever way. Then the other numbers leave the circle out. */
  readonly circular: boolean;
  /** An alias or a fragment's name that begins with two underscores. */
  readonly reservedName: string | undefined;
}

/** Beyond this nothing is counted: 2 to the power of the number of fragments would be no number any more. */
const MOST = 1_000_000_000;

interface Expanded {
  depth: number;
  nesting: number;
  introspectionDepth: number;
  fields: number;
  /** Fields that the selection set itself answers, not those below. */
  topFields: number;
  aliases: number;
  directives: number;
}

/**
 * Measures in time linear to the document as written: each fragment is measured once, however often it is spread. The
 * document was parsed with a limit on tokens, which bounds how deep this calls itself.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Expanded | "under way">();
  const found = { directivesAtOnce: 0, repeats: 0, introspects: false, circular: false };
  const conditions = new Set<string>();
  let reservedName: string | undefined;

  let operations = 0;
  const whole = nothing();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    operations += 1;
    for (const { directives } of node.variableDefinitions ?? []) add(whole, { directives: countAt(directives) });
    add(whole, { directives: countAt(node.directives) }, measureSet(node.selectionSet));
  }
  // Those that no operation spreads are measured for themselves, so that nothing goes uncounted.
  for (const [name, node] of fragments) if (!measured.has(name)) add(whole, measureFragment(node));
  const { topFields: rootFields, ...rest } = whole;
  return { operations, rootFields, ...rest, ...found, conditions: conditions.size, reservedName };

  function measureFragment(node: FragmentDefinitionNode): Expanded {
    const name = node.name.value;
    const known = measured.get(name);
    if (known === "under way") found.circular = true;
    if (known) return known === "under way" ? nothing() : known;
    measured.set(name, "under way");
    checkName(name);
    const sum = nothing();
    add(sum, { directives: countAt(node.directives) }, measureSet(node.selectionSet));
    measured.set(name, sum);
    return sum;
  }

  function measureSet({ selections }: SelectionSetNode): Expanded {
    const sum = nothing();
    const seen = new Set<string>();
    for (const node of selections) {
      add(sum, { directives: countAt(node.directives) });
      if (node.kind === Kind.FIELD) {
        const name = node.name.value;
        seen.add((node.alias ?? node.name).value);
        if (node.alias) checkName(node.alias.value);
        const below = node.selectionSet ? measureSet(node.selectionSet) : nothing();
        const { fields, aliases, directives, depth, introspectionDepth, nesting } = below;
        add(sum, { nesting, fields: fields + 1, topFields: 1, aliases: aliases + (node.alias ? 1 : 0), directives });
        if (name === "__schema" || name === "__type") {
          found.introspects = true;
          add(sum, { introspectionDepth: 1 + Math.max(depth, introspectionDepth) });
        } else add(sum, { depth: 1 + depth, introspectionDepth });
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        seen.add(`... ${seen.size}`);
        add(sum, measureSet(node.selectionSet));
      } else {
        seen.add(`...${node.name.value}`);
        const fragment = fragments.get(node.name.value);
        if (fragment) add(sum, measureFragment(fragment));
      }
    }
    sum.nesting += 1;
    found.repeats = Math.max(found.repeats, selections.length - seen.size);
    return sum;
  }

  function countAt(directives: readonly DirectiveNode[] = []): number {
    for (const { name, arguments: given = [] } of directives)
      if (name.value === "skip" || name.value === "include")
        for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    found.directivesAtOnce = Math.max(found.directivesAtOnce, directives.length);
    return directives.length;
  }

  function checkName(name: string): void {
    if (name.startsWith("__")) reservedName ??= name;
  }
}

function nothing(): Expanded {
  return { depth: 0, nesting: 0, introspectionDepth: 0, fields: 0, topFields: 0, aliases: 0, directives: 0 };
}

/** Adds what stands side by side: depths do not add up, the rest does. */
function add(sum: Expanded, ...parts: Partial<Expanded>[]): void {
  for (const part of parts) {
    const {
      depth = 0,
      nesting = 0,
      introspectionDepth = 0,
      fields = 0,
      topFields = 0,
      aliases = 0,
      directives = 0,
    } = part;
    sum.nesting = Math.max(sum.nesting, nesting);
    sum.depth = Math.max(sum.depth, depth);
    sum.introspectionDepth = Math.max(sum.introspectionDepth, introspectionDepth);
    sum.fields = Math.min(sum.fields + fields, MOST);
    sum.topFields = Math.min(sum.topFields + topFields, MOST);
    sum.aliases = Math.min(sum.aliases + aliases, MOST);
    sum.directives = Math.min(sum.directives + directives, MOST);
  }
}
