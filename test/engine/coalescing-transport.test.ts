import { beforeEach, expect, test } from "@jest/globals";
import { createCoalescingTransport } from "../../gateway/engine/coalescing-transport.js";
import type { SubgraphRequest, SubgraphTransport } from "../../gateway/engine/subgraph-transport.js";

let sent: SubgraphRequest[];
let transport: SubgraphTransport;

beforeEach(() => {
  sent = [];
  const slow: SubgraphTransport = {
    fetch(request) {
      sent.push(request);
      return new Promise((resolve, reject) => {
        request.signal?.addEventListener("abort", () => reject(new Error("ended")));
        setTimeout(() => resolve({ data: { number: sent.length } }), 20);
      });
    },
  };
  transport = createCoalescingTransport(slow, (context) => (context as { who?: string }).who);
});

function ask(who: string | undefined, more: Partial<SubgraphRequest> = {}) {
  return transport.fetch({
    query: "{number}",
    kind: "query",
    variables: "{}",
    context: who === undefined ? {} : { who },
    ...more,
  });
}

test("callers who may see the same share a request", async () => {
  expect(await Promise.all([ask("ann"), ask("ann")])).toEqual([`{"data":{"number":1}}`, `{"data":{"number":1}}`]);
  expect(sent).toHaveLength(1);
  await ask("ann");
  expect(sent).toHaveLength(2);
});

test("callers who may not, callers unknown, other variables and mutations share nothing", async () => {
  const asks = [ask("ann"), ask("bo"), ask(undefined), ask(undefined), ask("ann", { variables: `{"a":1}` })];
  await Promise.all([...asks, ask("ann", { kind: "mutation" }), ask("ann", { kind: "mutation" })]);
  expect(sent).toHaveLength(7);
});

test("one who leaves does not take the request from the others; the last one ends it", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const one = ask("ann", { signal: first.signal });
  const two = ask("ann", { signal: second.signal });
  first.abort();
  await expect(one).rejects.toThrow("given up");
  expect(sent[0]?.signal?.aborted).toBe(false);
  second.abort();
  await expect(two).rejects.toThrow("given up");
  expect(sent[0]?.signal?.aborted).toBe(true);
});
