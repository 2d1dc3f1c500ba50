import { describe, expect, it } from "@jest/globals";
import { Faults } from "../../gateway/engine/execution/faults.js";
import { faultsBehind, readRequiredFacts } from "../../gateway/engine/projection/required-facts.js";

const facts = readRequiredFacts({ "Person.ready": ["seen file { statutes { kind } endedOn } partner { file { statutes { kind } } }"] }); // prettier-ignore
const required = facts.get("Person.ready")!;

/** The messages behind `ready` of somebody of whom this field failed. */
function behind(place: Record<string, unknown>, at: Record<string, unknown>, key: string, isNull: boolean): string[] {
  const faults = new Faults();
  const fault = faults.of({ message: `no ${key}`, extensions: {} }, "other");
  faults.mark(at, new Set([key]), fault);
  return faultsBehind(required, place, faults, isNull).map(({ message }) => message);
}

describe("what failed of what a field requires", () => {
  it("is told of an object that is missing, whatever the field says", () => {
    const person = { seen: true, file: null };
    expect(behind(person, person, "file", false)).toEqual(["no file"]);
    expect(behind(person, person, "file", true)).toEqual(["no file"]);
  });

  it("is told of a part within an object, and behind another object", () => {
    const file = { statutes: null, endedOn: null };
    expect(behind({ seen: true, file }, file, "statutes", false)).toEqual(["no statutes"]);
    expect(behind({ seen: true, file }, file, "endedOn", false)).toEqual(["no endedOn"]);
    const other = { statutes: null };
    expect(behind({ file: { statutes: [] }, partner: { file: other } }, other, "statutes", false)).toEqual([
      "no statutes",
    ]);
  });

  it("is told of a single value where the field is null alone: it may only decide on sight", () => {
    const person = { seen: null, file: { statutes: [] } };
    expect(behind(person, person, "seen", false)).toEqual([]);
    expect(behind(person, person, "seen", true)).toEqual(["no seen"]);
  });

  it("is nothing of what the field does not require", () => {
    const person = { seen: true, file: { statutes: [] }, name: null };
    expect(behind(person, person, "name", true)).toEqual([]);
  });

  it("is told of a fact that nobody was asked for, by what that one requires", () => {
    const chain = readRequiredFacts({
      "Person.phase": ["permits { kind } friend { permits { kind } }"],
      "Person.permits": ["seen guided"],
      "Person.guided": ["phase"],
      "Firm.permits": ["size"],
    });
    const friend = { __typename: "Person", seen: true, size: null };
    const person = { __typename: "Person", seen: true, guided: null, friend };
    const told = (at: object, key: string) => {
      const faults = new Faults();
      faults.mark(at as never, new Set([key]), faults.of({ message: `no ${key}`, extensions: {} }, "other"));
      return faultsBehind(chain.get("Person.phase")!, person, faults, true).map(({ message }) => message);
    };
    expect(told(person, "guided")).toEqual(["no guided"]);
    expect(told(friend, "guided")).toEqual(["no guided"]);
    // What another type's field of that name requires is no reason here.
    expect(told(friend, "size")).toEqual([]);
  });
});
