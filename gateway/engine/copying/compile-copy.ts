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
  passColon,
  peek,
  skipString,
  skipValue,
  skipWord,
  writeBytes,
} from "./copy-json.js";

/** One field of an object, as the answer has it. */
export interface CopiedField {
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
    const { from, into } = copy;
    if (from[copy.at] !== LIST_START || !enter(copy)) return false;
    into[copy.to++] = LIST_START;
    let count = 0;
    if (peek(copy) !== LIST_END) {
      for (;;) {
        peek(copy);
        if (isNull(copy) ? isRequired || !copyNull(copy) : !copyItem(copy)) return false;
        count++;
        const byte = peek(copy);
        if (byte === LIST_END) break;
        if (byte !== COMMA) return false;
        into[copy.to++] = COMMA;
        copy.at++;
      }
    }
    into[copy.to++] = LIST_END;
    return leave(copy, count);
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
  /** Constants after the last field, and the end of the object. */
  readonly rest: Uint8Array;
  /** Whether a subgraph gave them in another order than the answer has them. */
  isMixed: boolean;
}

interface CompiledField {
  /** Constants before the field, and its head. */
  readonly head: Uint8Array;
  readonly key: Uint8Array;
  readonly isRequired: boolean;
  readonly copy: CopyValue;
}

/** Undefined where two fields of the answer are one field of the reply. */
function compileFields(given: readonly CopiedField[] | undefined): CompiledFields | undefined {
  if (!given) return undefined;
  const fields: CompiledField[] = [];
  const keys = new Map<string, number>();
  let head = "";
  for (const { constant, key, isRequired, copy, ...field } of given) {
    if (constant !== undefined) {
      head += constant;
      continue;
    }
    if (keys.has(key)) return undefined;
    keys.set(key, fields.length);
    fields.push({ head: Buffer.from(head + field.head), key: Buffer.from(`"${key}"`), isRequired, copy });
    head = "";
  }
  return { fields, keys, rest: Buffer.from(`${head}}`), isMixed: false };
}

/** Copies the members of an object, and passes those that nobody asked for. */
function copyFields(copy: Copy, compiled: CompiledFields): boolean {
  if (compiled.isMixed) return copyMixed(copy, compiled);
  const { fields, rest } = compiled;
  const { at, to, values } = copy;
  let next = 0;
  let members = 0;
  copy.into[copy.to++] = OBJECT_START;
  for (let byte = peek(copy); byte !== OBJECT_END; byte = afterMember(copy)) {
    if (byte !== QUOTE) return false;
    const field = fields[next];
    if (field && skipWord(copy, field.key)) {
      writeBytes(copy, field.head);
      if (!passColon(copy) || !copyMember(copy, field)) return false;
      next++;
    } else {
      const index = passKey(copy, compiled);
      if (index >= 0) {
        compiled.isMixed = true;
        Object.assign(copy, { at, to, values });
        return copyMixed(copy, compiled);
      }
      if (index === NO_KEY || !passColon(copy) || !skipValue(copy)) return false;
    }
    members++;
  }
  if (next < fields.length) return false;
  writeBytes(copy, rest);
  return leave(copy, members);
}

/** The same where fields come in an order of their own: each is copied where it comes, then all are put in order. */
function copyMixed(copy: Copy, compiled: CompiledFields): boolean {
  const { fields, rest } = compiled;
  const starts = new Int32Array(fields.length).fill(-1);
  const ends = new Int32Array(fields.length);
  let known = 0;
  let members = 0;
  copy.into[copy.to++] = OBJECT_START;
  const first = copy.to;
  for (let byte = peek(copy); byte !== OBJECT_END; byte = afterMember(copy)) {
    const index = byte === QUOTE ? passKey(copy, compiled) : NO_KEY;
    if (index === NO_KEY || !passColon(copy)) return false;
    const field = fields[index];
    if (!field) {
      if (!skipValue(copy)) return false;
    } else {
      // What is said twice counts once.
      if (starts[index] !== -1) return false;
      starts[index] = copy.to;
      writeBytes(copy, field.head);
      if (!copyMember(copy, field)) return false;
      ends[index] = copy.to;
      known++;
    }
    members++;
  }
  if (known < fields.length) return false;
  const { into } = copy;
  const written = Buffer.from(into.subarray(first, copy.to));
  copy.to = first;
  for (let index = 0; index < fields.length; index++) {
    const start = (starts[index] as number) - first;
    const end = (ends[index] as number) - first;
    written.copy(into, Math.min(copy.to, into.length), start, end);
    copy.to += end - start;
  }
  writeBytes(copy, rest);
  return leave(copy, members);
}

function copyMember(copy: Copy, { isRequired, copy: copyValue }: CompiledField): boolean {
  peek(copy);
  return isNull(copy) ? !isRequired && copyNull(copy) : copyValue(copy);
}

/** The byte that begins the next member, or that ends the object; another one where it is no JSON. */
function afterMember(copy: Copy): number {
  const byte = peek(copy);
  if (byte !== COMMA) return byte === OBJECT_END ? byte : COMMA;
  copy.at++;
  const next = peek(copy);
  return next === OBJECT_END ? COMMA : next;
}

const NO_FIELD = -1;
const NO_KEY = -2;

/** Passes a key, and says which field it is of. Escapes are left to those who read values. */
function passKey(copy: Copy, { keys }: CompiledFields): number {
  const start = copy.at;
  if (!skipString(copy)) return NO_KEY;
  const name = copy.from.toString("latin1", start + 1, copy.at - 1);
  return name.includes("\\") ? NO_KEY : (keys.get(name) ?? NO_FIELD);
}

/** An object of an interface or union, whose type its first member names. */
export function compileAbstractCopy(copyOf: (typeName: string) => CopyValue): CopyValue {
  const byType = new Map<string, CopyValue>();
  return (copy) => {
    const { at } = copy;
    if (copy.from[at] !== OBJECT_START) return false;
    copy.at++;
    peek(copy);
    if (!skipWord(copy, TYPE_NAME) || !passColon(copy) || peek(copy) !== QUOTE) return false;
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
