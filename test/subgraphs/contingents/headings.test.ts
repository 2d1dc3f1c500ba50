import { describe, expect, it } from "@jest/globals";
import { columnHeaded } from "../../../subgraphs/contingents/source/statement/headings.js";

describe("a heading", () => {
  it.each([
    ["Overeen-\nkomst", "agreement"],
    ["Aanwe-\r\nzig op", "days"],
    ["Begin\u00AD\ndatum", "start"],
    ["Eind\ndatum", "end"],
    ["KBO-\nnummer", "enterprise"],
    ["Opmer-\nkingen", undefined],
  ])("%j, as a narrow column breaks it, heads %s", (text, column) => expect(columnHeaded(text)).toBe(column));
});
