import { describe, expect, it } from "@jest/globals";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { askPersons, type PersonReply } from "../../../subgraphs/kernel/ask-persons.js";

const ids = createParticipantIds(Buffer.alloc(64, "k"));
const [before, after, other] = ["85073003328", "17073003384", "67722499797"].map((digits) => Insz.parse(digits)) as [
  Insz,
  Insz,
  Insz,
];

function agency(replies: Record<string, PersonReply<string>>) {
  const asked: string[][] = [];
  return {
    asked,
    ask: (numbers: readonly Insz[]) => {
      asked.push(numbers.map((insz) => insz.reveal()));
      return Promise.resolve(new Map(Object.entries(replies)));
    },
  };
}

describe("asking persons", () => {
  it("a replaced number is asked again under its successor, its neighbours once", async () => {
    const { ask, asked } = agency({
      [before.reveal()]: { replacedBy: after },
      [after.reveal()]: { value: "found" },
      [other.reveal()]: { value: "neighbour" },
    });
    const found = await askPersons("VDAB", ids, [ids.seal(before), ids.seal(other)], ask);
    expect(found.get(ids.seal(before))).toBe("found");
    expect(found.get(ids.seal(other))).toBe("neighbour");
    expect(asked).toEqual([[before.reveal(), other.reveal()], [after.reveal()]]);
  });

  it("numbers that replace each other end as a fault", async () => {
    const { ask, asked } = agency({
      [before.reveal()]: { replacedBy: after },
      [after.reveal()]: { replacedBy: before },
    });
    const found = await askPersons("VDAB", ids, [ids.seal(before)], ask);
    expect(found.get(ids.seal(before))).toMatchObject({ code: "AGENCY_RECORD_INVALID" });
    expect(asked.length).toBeLessThan(6);
  });

  it("an invented id is refused without asking anybody, the others are asked", async () => {
    const { ask, asked } = agency({ [other.reveal()]: { value: "neighbour" } });
    const found = await askPersons("VDAB", ids, ["invented", ids.seal(other)], ask);
    expect(found.get("invented")).toMatchObject({ code: "PARTICIPANT_ID_INVALID" });
    expect(found.get(ids.seal(other))).toBe("neighbour");
    expect(asked).toEqual([[other.reveal()]]);
  });

  it("a person the agency does not have is simply not there", async () => {
    expect((await askPersons("VDAB", ids, [ids.seal(other)], agency({}).ask)).size).toBe(0);
  });
});
