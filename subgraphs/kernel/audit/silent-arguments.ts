/** Arguments that say nothing of the people a field gives: which part of a list is read, and how something is worked out. */
const SILENT_NAMES: ReadonlySet<string> = new Set(["first", "after", "reading"]);

/** Single ones: the id of the very person asked for, and what federation asks entities by. */
const SILENT: ReadonlySet<string> = new Set(["Query.participant(id:)", "Query._entities(representations:)"]);

/** Whether an argument, when given, tells something of whoever is found by it. True for all that are not named here. */
export function tellsOfPersons(type: string, field: string, argument: string): boolean {
  return !SILENT_NAMES.has(argument) && !SILENT.has(`${type}.${field}(${argument}:)`);
}
