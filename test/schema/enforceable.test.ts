import { describe, expect, it } from "@jest/globals";
import { findUnenforceable } from "../../schema/enforceable.js";

const find = (...sdls: string[]) =>
  findUnenforceable(
    sdls.map((sdl, i) => ({ name: ["a", "b"][i]!, url: "http://127.0.0.1:9/graphql", sdl })),
    "own",
  );

describe("what nobody would hold to", () => {
  it.each([
    [
      "a group that is not in the table",
      `type Query { x: Int @policy(policies: [["guidance"], ["guidence"]]) }`,
      ['Query.x (a) demands "guidence", which schema/groups.ts does not know among the policies'],
    ],
    [
      "a scope that no login gives",
      `type Query { x: T @authenticated } type T { y: Int @requiresScopes(scopes: [["person:indentify"]]) }`,
      ['T.y (a) demands "person:indentify", which schema/groups.ts does not know among the scopes'],
    ],
    [
      "a set that everybody has, and one that nobody has",
      `type Query { x: Int @policy(policies: [[]]) y: Int @policy(policies: []) }`,
      [
        "Query.x (a) demands an empty set of policies: everybody has that, or nobody",
        "Query.y (a) demands an empty set of policies: everybody has that, or nobody",
      ],
    ],
    [
      "a root that says nothing of who may ask",
      `type Query { x: Int } type Subscription { y: Int }`,
      [
        "Query.x (a) does not say who may ask: give it @authenticated, or more",
        "Subscription.y (a) does not say who may ask: give it @authenticated, or more",
      ],
    ],
    [
      "a directive on an interface or a field of one",
      `type Query { x: I @authenticated } interface I @authenticated { y: Int @policy(policies: [["guidance"]]) }
       type T implements I { y: Int }`,
      [
        "I (a) is of an interface, where nothing is held to it: put the directive on the types",
        "I.y (a) is of an interface, where nothing is held to it: put the directive on the types",
      ],
    ],
    [
      "a rule that tells what it was handed to those who may not read that",
      `type Query { x: T @authenticated } type T { y: Y @policy(policies: [["permissions"]]) z: Int @requires(fields: "y { w }") }
       type Y { w: Int @policy(policies: [["guidance"]]) }`,
      [
        'T.z (a) is worked out from T.y and does not demand what that does: a login, ["policies",[["permissions"]]]',
        'T.z (a) is worked out from Y.w and does not demand what that does: a login, ["policies",[["guidance"]]]',
      ],
    ],
  ])("%s", (_what, sdl, faults) => expect(find(sdl)).toEqual(faults));

  it("a field that two subgraphs answer, and one of them to everybody", () => {
    const guarded = `type Query { x: T @authenticated } type T { y: Int @shareable @policy(policies: [["guidance"]]) }`;
    expect(find(guarded, `type T { y: Int @shareable }`)).toEqual([
      "T.y demands something else in b than in a: each answers it",
    ]);
    expect(find(guarded, `type T @policy(policies: [["guidance"]]) { y: Int @shareable }`)).toEqual([]);
    expect(find(guarded, `type T { y: Int @external }`)).toEqual([]);
  });
});
