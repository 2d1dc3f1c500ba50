import { getOperationAST, getVariableValues, OperationTypeNode, validate, type GraphQLSchema } from "graphql";
import { Refusal } from "../../schema/faults.js";
import { OPERATION_RULES } from "../engine/operation/operation-rules.js";
import { OperationInvalid, type OperationRequest } from "../executor.js";
import type { Admitted } from "../pipeline/admit.js";
import { readSelectedFields } from "./selected-fields.js";
import { invalid } from "./tell-answer.js";

/**
 * Reads the operation that a client asks over a connection that stays.
 * @throws OperationInvalid where it does not fit the schema; Refusal BAD_REQUEST, SUBSCRIPTION_ROOT_FIELDS
 */
export function readLiveOperation(
  schema: GraphQLSchema,
  { query, document, operationName, variables, explores }: Admitted,
): OperationRequest & { readonly type: OperationTypeNode } {
  const errors = validate(schema, document, OPERATION_RULES);
  if (errors.length > 0) throw new OperationInvalid(errors.map((error) => invalid(error, explores)));
  const definition = getOperationAST(document, operationName);
  if (!definition) throw new Refusal("BAD_REQUEST", "Say in `operationName` which operation is asked.");
  const type = definition.operation;
  const operation = { type, document, source: query, operationName, variables: { ...variables }, schema };
  if (type !== OperationTypeNode.SUBSCRIPTION) return operation;
  const misfits = getVariableValues(schema, definition.variableDefinitions ?? [], variables, { maxErrors: 10 }).errors;
  if (misfits) throw new OperationInvalid(misfits.map((error) => invalid(error, explores, "BAD_USER_INPUT")));
  const [root, ...others] = readSelectedFields(schema, operation).roots.values();
  // `__typename` is nothing that could happen.
  if (root === undefined || root.startsWith("__") || others.length > 0) throw new Refusal("SUBSCRIPTION_ROOT_FIELDS");
  return operation;
}
