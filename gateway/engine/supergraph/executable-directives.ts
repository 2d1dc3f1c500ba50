import {
  DirectiveLocation,
  GraphQLSchema,
  isSpecifiedDirective,
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLDirective,
} from "graphql";

/** Places in an operation, as a definition names them. */
const EXECUTABLE: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);
const FEDERATION_SPECS = "https://specs.apollo.dev/";

/**
 * Takes apart from the schema those features of somebody else (`@composeDirective`) whose directives clients write in
 * operations: the planner's library hides all that a feature brings from clients, and these are for them.
 */
export function unlinkExecutable(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = executableIn(document).map((it) => it.name.value);
  let found = false;
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) return definition;
    const directives = definition.directives?.filter((it) => !names.some((name) => links(it, name))) ?? [];
    found ||= directives.length !== definition.directives?.length;
    return { ...definition, directives };
  });
  return found ? print({ ...document, definitions }) : supergraphSdl;
}

/** The same schema without directives that no operation may carry, as clients see it. */
export function withExecutableDirectives(schema: GraphQLSchema): GraphQLSchema {
  const isShown = (it: GraphQLDirective) => isSpecifiedDirective(it) || it.locations.some((one) => EXECUTABLE.has(one));
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: config.directives.filter(isShown) });
}

/**
 * Gives each directive of an operation the arguments that it leaves to their defaults: a subgraph that knows the
 * directive may have another default, or none.
 */
export function createArgumentFiller(supergraphSdl: string): (operation: DocumentNode) => DocumentNode {
  const defaults = new Map(
    executableIn(parse(supergraphSdl, { noLocation: true })).flatMap(({ name, arguments: args = [] }) => {
      const given = args.flatMap((it): ArgumentNode[] =>
        it.defaultValue ? [{ kind: Kind.ARGUMENT, name: it.name, value: it.defaultValue }] : [],
      );
      return given.length > 0 ? [[name.value, given]] : [];
    }),
  );
  if (defaults.size === 0) return (operation) => operation;
  return (operation) =>
    visit(operation, {
      Directive(node): DirectiveNode | undefined {
        const left = defaults
          .get(node.name.value)
          ?.filter((it) => !node.arguments?.some(({ name }) => name.value === it.name.value));
        return left?.length ? { ...node, arguments: [...(node.arguments ?? []), ...left] } : undefined;
      },
    });
}

function executableIn(document: DocumentNode): DirectiveDefinitionNode[] {
  return document.definitions
    .filter((it) => it.kind === Kind.DIRECTIVE_DEFINITION)
    .filter(({ locations }) => locations.some((one) => EXECUTABLE.has(one.value)));
}

/** Whether a `@link` brings the directive of this name, by import, under its own name or by its prefix. */
function links({ name, arguments: args = [] }: ConstDirectiveNode, directive: string): boolean {
  const given = (argument: string) => args.find((it) => it.name.value === argument)?.value;
  const url = textOf(given("url"));
  // With a purpose it is nothing that an engine may overlook.
  if (name.value !== "link" || !url || url.startsWith(FEDERATION_SPECS) || given("for")) return false;
  const imports = given("import");
  const imported = imports?.kind === Kind.LIST ? imports.values.map(importedAs) : [];
  const own = textOf(given("as")) ?? /\/([^/]+)\/v[\d.]+\/?$/.exec(url)?.[1];
  return imported.includes(`@${directive}`) || own === directive || directive.startsWith(`${own}__`);
}

/** `"@name"`, or what `{ name: "@name", as: "@other" }` calls it. */
function importedAs(value: ConstValueNode): string | undefined {
  if (value.kind !== Kind.OBJECT) return textOf(value);
  const field = (name: string) => textOf(value.fields.find((it) => it.name.value === name)?.value);
  return field("as") ?? field("name");
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
