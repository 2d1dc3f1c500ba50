import { Refusal, REFUSALS } from "../../../schema/faults.js";
import { atMost, type AdmissionLimits } from "../admission-limits.js";
import type { CostField, CostOperation, CostSelection, Variables } from "./compile-cost.js";
import type { InputCost, ListSize } from "./cost-table.js";

type Limits = Pick<AdmissionLimits, "pageSize" | "assumedListSize">;

/** Sizes that a connection gives to its own fields. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: number;
}

/** More than any limit; kept finite, because nothing times infinity is not a number, and not a number is under no limit. */
export const MOST_COST = 1e15;

/**
 * What an operation will cost at most, if lists are no longer than they say: the items of each list times what one of
 * them costs, and what the arguments cost.
 * @throws Refusal PAGE_TOO_LARGE, PAGE_SIZE_MISSING
 */
export function estimateCost({ selection, defaults }: CostOperation, variables: Variables, limits: Limits): number {
  return estimateSelection(selection, { ...defaults, ...variables }, limits, undefined);
}

function estimateSelection(
  selection: CostSelection,
  given: Variables,
  limits: Limits,
  sized: Sized | undefined,
): number {
  let sum = 0;
  for (const field of selection.fields)
    if (!field.applies || field.applies(given)) sum = cap(sum + estimateField(field, given, limits, sized));
  for (const { applies, selection: below } of selection.spreads)
    if (!applies || applies(given)) sum = cap(sum + estimateSelection(below, given, limits, sized));
  return sum;
}

function estimateField(field: CostField, given: Variables, limits: Limits, sized: Sized | undefined): number {
  const { cost, selection } = field;
  const { listSize } = cost;
  const told = listSize && readSize(field, listSize, given, limits);
  let size = 1;
  if (cost.lists > 0) {
    const assumed = sized?.fields.includes(field.name) ? sized.size : listSize?.sizedFields.length ? undefined : told;
    size = (assumed ?? limits.assumedListSize) * limits.assumedListSize ** (cost.lists - 1);
  }
  const below: Sized | undefined =
    listSize && listSize.sizedFields.length > 0
      ? { fields: listSize.sizedFields, size: told ?? limits.assumedListSize }
      : undefined;
  const each = cost.weight + (selection ? estimateSelection(selection, given, limits, below) : 0);
  return cap(cap(size * each) + costOfArguments(field, given));
}

/** How many items are asked for: the most that any argument made for it says, or what the schema assumes. */
function readSize(
  { values, cost }: CostField,
  { slicingArguments, assumedSize, requireOneSlicingArgument }: ListSize,
  given: Variables,
  { pageSize }: Limits,
): number | undefined {
  const told: number[] = [];
  for (const path of slicingArguments) {
    const [name = "", ...inside] = path.split(".");
    let value = values.get(name)?.(given);
    if (value === undefined) value = cost.arguments.get(name)?.defaultValue;
    for (const step of inside) value = (value as Record<string, unknown> | null | undefined)?.[step];
    if (Array.isArray(value)) told.push(value.length);
    else if (typeof value === "number" && !Number.isNaN(value)) told.push(Math.max(0, value));
  }
  const size = told.length > 0 ? Math.max(...told) : undefined;
  if (size !== undefined && size > pageSize)
    throw new Refusal(
      "PAGE_TOO_LARGE",
      `${REFUSALS.PAGE_TOO_LARGE.means} (${atMost("pageSize", { pageSize })})`,
      slicingArguments[0],
    );
  if (requireOneSlicingArgument && told.length !== 1)
    throw new Refusal("PAGE_SIZE_MISSING", `${REFUSALS.PAGE_SIZE_MISSING.means} (${slicingArguments.join(", ")})`);
  return size ?? assumedSize;
}

/** What the arguments of a field cost, however long its list. */
export function costOfArguments({ values, cost }: CostField, given: Variables): number {
  let sum = 0;
  for (const [name, value] of values) {
    const input = cost.arguments.get(name);
    if (input) sum = cap(sum + costOfValue(value(given), input));
  }
  return sum;
}

function costOfValue(value: unknown, input: InputCost): number {
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => cap(sum + costOfValue(one, input)), 0);
  let sum = input.weight;
  if (input.fields && typeof value === "object")
    for (const [name, one] of Object.entries(value)) {
      const field = input.fields.get(name);
      if (field) sum = cap(sum + costOfValue(one, field));
    }
  return sum;
}

function cap(cost: number): number {
  return Math.min(cost, MOST_COST);
}
