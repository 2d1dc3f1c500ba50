const runtime = process.env.HIVE_RUNTIME === "rust" ? await import("@graphql-hive/router-runtime") : undefined;

/** Hive Gateway, with its Rust planner where HIVE_RUNTIME is `rust`. */
export const gatewayConfig = {
  ...(runtime ? { unifiedGraphHandler: runtime.unifiedGraphHandler } : {}),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get("authorization") ?? "" }),
  },
};
