import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readOperations } from "../../schema/operations.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

const DOCUMENTS = readOperations(new URL("../../schema/operations/", import.meta.url));
const words: { msg: string; asked?: number; warmed?: number }[] = [];
let house: TestHouse;

beforeAll(async () => {
  house = await startHouse({
    environment: { AMA_PLANNED_AHEAD: "always", LOG_LEVEL: "info" },
    onLog: (line) => words.push(JSON.parse(line) as (typeof words)[number]),
  });
});
afterAll(() => house?.stop());

test("every document is planned for every asker before the first question, and each gets its own answer", async () => {
  const planned = words.find(({ msg }) => msg === "operations planned");
  expect(planned?.asked).toBeGreaterThanOrEqual(DOCUMENTS.length * 20);
  expect(planned?.warmed).toBe(planned?.asked);

  const { text } = DOCUMENTS.find(({ name }) => name === "PartnershipFunding")!;
  const ask = (as: string, purpose: "FUNDING" | "GUIDANCE") =>
    house.ask(text, { partnership: "SV-0001", year: 2026 }, { as, purpose });
  const toTheLead = await ask("lead", "FUNDING");
  expect(toTheLead.errors).toBeUndefined();
  expect(toTheLead.data.partnership.funding).toMatchObject({ year: 2026 });
  const toTheMediator = await ask("vdab-mediator", "GUIDANCE");
  expect(toTheMediator.data.partnership.funding).toBeNull();
  expect(toTheMediator.errors?.[0]?.extensions?.["code"]).toBe("UNAUTHORIZED_FIELD_OR_TYPE");
});
