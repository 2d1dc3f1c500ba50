import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from "graphql";
import type { Copy, CopyValue } from "./copy.js";
import {
  compileNames,
  copyAny,
  copyBoolean,
  copyFloat,
  copyId,
  copyInt,
  copyNull,
  copyString,
  enter,
  isNull,
  leave,
  look,
  passColon,
  peek,
  skipString,
  skipValue,
  skipWord,
} from "./copy-json.js";

/** One field of an object, as the answer has it. */
export interface CopiedField {
  readonly name: string;
  /** Name of the field in the answer with all that goes before its value. */
  readonly head: string;
  /** What the subgraph calls it. */
  readonly key: string;
  readonly isRequired: boolean;
  readonly copy: CopyValue;
  /** Text that does not depend on the reply. */
  readonly constant: string | undefined;
}

const COMMA = 44;
const QUOTE = 34;
const LIST_START = 91;
const LIST_END = 93;
const OBJECT_START = 123;
const OBJECT_END = 125;

/** For what only values can be made of. */
export const copyNothing: CopyValue = () => false;

const BUILT_IN: Readonly<Record<string, CopyValue>> = {
  String: copyString,
  ID: copyId,
  Int: copyInt,
  Float: copyFloat,
  Boolean: copyBoolean,
};

export function compileLeafCopy(type: GraphQLLeafType): CopyValue {
  if (isEnumType(type)) return compileNames(type.getValues().map(({ name }) => name));
  return isSpecifiedScalarType(type) ? (BUILT_IN[type.name] ?? copyNothing) : copyAny;
}

export function compileListCopy(copyItem: CopyValue, isRequired: boolean): CopyValue {
  return (copy) => {
    const { from } = copy;
    if (from[copy.at] !== LIST_START || !enter(copy)) return false;
    let count = 0;
    if (peek(copy) === LIST_END) return leave(copy, 0);
    for (;;) {
      peek(copy);
      if (isNull(copy) ? isRequired || !copyNull(copy) : !copyItem(copy)) return false;
      count++;
      const byte = peek(copy);
      if (byte === LIST_END) return leave(copy, count);
      if (byte !== COMMA) return false;
      copy.at++;
    }
  };
}

/** An object whose fields are known when the first of them shows up; undefined where they can not be copied. */
export function compileObjectCopy(readFields: () => readonly CopiedField[] | undefined): CopyValue {
  let fields: CompiledFields | undefined;
  return (copy) => {
    if (copy.from[copy.at] !== OBJECT_START || !enter(copy)) return false;
    fields ??= compileFields(readFields());
    return fields !== undefined && copyFields(copy, fields);
  };
}

interface CompiledFields {
  readonly fields: readonly CompiledField[];
  readonly keys: ReadonlyMap<string, number>;
  /** Constants after the last field, and the end of the object; undefined where there are none. */
  readonly rest: Uint8Array | undefined;
  /** Whether a subgraph gave them in another order than the answer has them. */
  isMixed: boolean;
}

interface CompiledField {
  /** Constants before the field, and its head. */
  readonly head: Uint8Array;
  /** Whether a reply may have the field under the same name. */
  readonly isKept: boolean;
  readonly isRequired: boolean;
  readonly copy: CopyValue;
}

/** Undefined where two fields of the answer are one field of the reply. */
function compileFields(given: readonly CopiedField[] | undefined): CompiledFields | undefined {
  if (!given) return undefined;
  const fields: CompiledField[] = [];
  const keys = new Map<string, number>();
  let head = "";
  for (const { name, constant, key, isRequired, copy, ...field } of given) {
    if (constant !== undefined) {
      head += constant;
      continue;
    }
    if (keys.has(key)) return undefined;
    keys.set(key, fields.length);
    fields.push({ head: Buffer.from(head + field.head), isKept: key === name, isRequired, copy });
    head = "";
  }
  return { fields, keys, rest: head === "" ? undefined : Buffer.from(`${head}}`), isMixed: false };
}

/** Copies the members of an object, and passes those that nobody asked for. */
function copyFields(copy: Copy, compiled: CompiledFields): boolean {
  if (compiled.isMixed) return copyMixed(copy, compiled);
  const { fields } = compiled;
  const { at, start, to, values } = copy;
  let next = 0;
  for (let members = 0; ; members++) {
    const field = fields[next];
    if (field?.isKept && skipWord(copy, field.head)) {
      if (!copyMember(copy, field)) return false;
      next++;
      continue;
    }
    const begin = copy.at;
    const index = passKey(copy, compiled, members === 0);
    if (index === NO_MORE) {
      if (copy.at > begin) copy.drop(begin);
      return next === fields.length && endObject(copy, compiled, members);
    }
    if (index === NO_FIELD) {
      look(copy);
      if (!skipValue(copy)) return false;
      copy.drop(begin);
    } else if (field && index === next) {
      copy.replace(begin, field.head);
      if (!copyMember(copy, field)) return false;
      next++;
    } else if (index === NO_KEY) return false;
    else {
      compiled.isMixed = true;
      Object.assign(copy, { at, start, to, values });
      return copyMixed(copy, compiled);
    }
  }
}

/** The same where fields come in an order of their own: each is copied where it comes, then all are put in order. */
function copyMixed(copy: Copy, compiled: CompiledFields): boolean {
  const { fields } = compiled;
  const starts = new Int32Array(fields.length).fill(-1);
  const ends = new Int32Array(fields.length);
  let known = 0;
  copy.drop(copy.at);
  const first = copy.to;
  for (let members = 0; ; members++) {
    const index = passKey(copy, compiled, members === 0);
    if (index === NO_KEY) return false;
    copy.start = copy.at;
    if (index === NO_MORE) {
      if (known < fields.length) return false;
      sortFields(copy, first, starts, ends);
      return endObject(copy, compiled, members);
    }
    const field = fields[index];
    if (!field) {
      look(copy);
      if (!skipValue(copy)) return false;
      copy.start = copy.at;
      continue;
    }
    // What is said twice counts once.
    if (starts[index] !== -1) return false;
    starts[index] = copy.to;
    copy.replace(copy.at, field.head);
    if (!copyMember(copy, field)) return false;
    copy.drop(copy.at);
    ends[index] = copy.to;
    known++;
  }
}

/** Puts what was written from `first` on in order. */
function sortFields(copy: Copy, first: number, starts: Int32Array, ends: Int32Array): void {
  // Some of it was not written: it is copied anew.
  if (copy.to > copy.size) return;
  const written = Buffer.from(copy.into.subarray(first, copy.to));
  copy.to = first;
  for (let index = 0; index < starts.length; index++) {
    const start = (starts[index] as number) - first;
    const end = (ends[index] as number) - first;
    written.copy(copy.into, copy.to, start, end);
    copy.to += end - start;
  }
}

function endObject(copy: Copy, { rest }: CompiledFields, members: number): boolean {
  const { at } = copy;
  if (!leave(copy, members)) return false;
  if (rest) copy.replace(at, rest);
  return true;
}

function copyMember(copy: Copy, { isRequired, copy: copyValue }: CompiledField): boolean {
  peek(copy);
  return isNull(copy) ? !isRequired && copyNull(copy) : copyValue(copy);
}

const NO_FIELD = -1;
const NO_MORE = -2;
const NO_KEY = -3;

/** Passes all that goes before the value of a member, and says which field it is. Escapes are left to those who read values. */
function passKey(copy: Copy, { keys }: CompiledFields, isFirst: boolean): number {
  let byte = look(copy);
  if (byte === OBJECT_END) return NO_MORE;
  if (!isFirst) {
    if (byte !== COMMA) return NO_KEY;
    copy.at++;
    byte = look(copy);
  }
  const start = copy.at + 1;
  if (byte !== QUOTE || !skipString(copy)) return NO_KEY;
  const name = copy.from.toString("latin1", start, copy.at - 1);
  return name.includes("\\") || !passColon(copy) ? NO_KEY : (keys.get(name) ?? NO_FIELD);
}

/** An object of an interface or union, whose type its first member names. */
export function compileAbstractCopy(copyOf: (typeName: string) => CopyValue): CopyValue {
  const byType = new Map<string, CopyValue>();
  return (copy) => {
    const { at } = copy;
    if (copy.from[at] !== OBJECT_START) return false;
    copy.at++;
    look(copy);
    if (!skipWord(copy, TYPE_NAME) || !passColon(copy) || look(copy) !== QUOTE) return false;
    const start = copy.at + 1;
    if (!skipString(copy)) return false;
    const typeName = copy.from.toString("latin1", start, copy.at - 1);
    copy.at = at;
    let copyObject = byType.get(typeName);
    if (!copyObject) {
      copyObject = copyOf(typeName);
      if (byType.size < MOST_TYPES) byType.set(typeName, copyObject);
    }
    return copyObject(copy);
  };
}

const TYPE_NAME = Buffer.from('"__typename"');
const MOST_TYPES = 1_000;
