import {
  Kind,
  print,
  type ASTNode,
  type DirectiveNode,
  type OperationDefinitionNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from "graphql";

/**
 * An operation, or a part of one, as text with nothing that GraphQL ignores. The same that `stripIgnoredCharacters` leaves of what
 * `print` writes, at a tenth of the cost.
 */
export function writeDocument(node: ASTNode): string {
  let text = "";
  let isAfterWord = false;

  /** Words that stand side by side need a space between them. */
  const word = (it: string): void => {
    text += isAfterWord ? ` ${it}` : it;
    isAfterWord = true;
  };
  const mark = (it: string): void => {
    text += it;
    isAfterWord = false;
  };

  function write(it: ASTNode): void {
    switch (it.kind) {
      case Kind.DOCUMENT:
        return it.definitions.forEach(write);
      case Kind.OPERATION_DEFINITION:
        return writeOperation(it);
      case Kind.FRAGMENT_DEFINITION:
        word("fragment");
        word(it.name.value);
        word("on");
        word(it.typeCondition.name.value);
        writeAll(it.directives);
        return write(it.selectionSet);
      case Kind.SELECTION_SET:
        mark("{");
        it.selections.forEach(write);
        return mark("}");
      case Kind.FIELD:
        if (it.alias) {
          word(it.alias.value);
          mark(":");
        }
        word(it.name.value);
        writeList("(", it.arguments, ")");
        writeAll(it.directives);
        if (it.selectionSet) write(it.selectionSet);
        return;
      case Kind.FRAGMENT_SPREAD:
        word(`...${it.name.value}`);
        return writeAll(it.directives);
      case Kind.INLINE_FRAGMENT:
        word("...");
        isAfterWord = false;
        if (it.typeCondition) word(`on ${it.typeCondition.name.value}`);
        writeAll(it.directives);
        return write(it.selectionSet);
      case Kind.ARGUMENT:
      case Kind.OBJECT_FIELD:
        word(it.name.value);
        mark(":");
        return write(it.value);
      case Kind.DIRECTIVE:
        mark("@");
        word(it.name.value);
        return writeList("(", it.arguments, ")");
      case Kind.VARIABLE_DEFINITION:
        return writeVariable(it);
      default:
        return writeValue(it as ValueNode);
    }
  }

  function writeOperation({ operation, name, variableDefinitions, directives, selectionSet }: OperationDefinitionNode) {
    const isPlain = (operation as string) === "query" && !name && !variableDefinitions?.length && !directives?.length;
    if (!isPlain) word(operation);
    if (name) word(name.value);
    writeList("(", variableDefinitions, ")");
    writeAll(directives);
    write(selectionSet);
  }

  function writeVariable({ variable, type, defaultValue, directives }: VariableDefinitionNode): void {
    write(variable);
    mark(":");
    writeType(type);
    if (defaultValue) {
      mark("=");
      writeValue(defaultValue);
    }
    writeAll(directives);
  }

  function writeType(it: TypeNode): void {
    if (it.kind === Kind.NAMED_TYPE) return word(it.name.value);
    if (it.kind === Kind.LIST_TYPE) mark("[");
    writeType(it.type);
    mark(it.kind === Kind.LIST_TYPE ? "]" : "!");
  }

  function writeValue(it: ValueNode): void {
    switch (it.kind) {
      case Kind.VARIABLE:
        mark("$");
        return word(it.name.value);
      case Kind.INT:
      case Kind.FLOAT:
      case Kind.ENUM:
        return word(it.value);
      case Kind.BOOLEAN:
        return word(String(it.value));
      case Kind.NULL:
        return word("null");
      case Kind.STRING:
        return word(print({ kind: Kind.STRING, value: it.value }));
      case Kind.LIST:
        mark("[");
        it.values.forEach(writeValue);
        return mark("]");
      case Kind.OBJECT:
        mark("{");
        it.fields.forEach(write);
        mark("}");
    }
  }

  function writeAll(nodes: readonly DirectiveNode[] | undefined): void {
    nodes?.forEach(write);
  }

  function writeList(open: string, nodes: readonly ASTNode[] | undefined, close: string): void {
    if (!nodes?.length) return;
    mark(open);
    nodes.forEach(write);
    mark(close);
  }

  write(node);
  return text;
}
