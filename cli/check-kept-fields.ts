import { buildSchema, isObjectType } from "graphql";
import type { Settings } from "../platform/settings.js";
import { StartRefused } from "../platform/start-refused.js";
import { readSchemaDocument } from "./schema-folder.js";

/** @throws StartRefused where AMA_KEPT_FIELDS names what is no field of the graph */
export function checkKeptFields({ AMA_KEPT_FIELDS: fields }: Pick<Settings, "AMA_KEPT_FIELDS">): void {
  if (!fields) return;
  const api = buildSchema(readSchemaDocument("api.graphql"), { assumeValid: true });
  const unknown = Object.keys(fields).filter((coordinate) => {
    const [typeName = "", fieldName = ""] = coordinate.split(".");
    const type = api.getType(typeName);
    return !isObjectType(type) || !(fieldName in type.getFields());
  });
  if (unknown.length > 0)
    throw new StartRefused([
      `AMA_KEPT_FIELDS: schema/api.graphql has no field ${unknown.join(", ")}; correct the name`,
    ]);
}
