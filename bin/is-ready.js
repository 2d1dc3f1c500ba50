// For health checks: whether the subgraph or gateway with this admin port says that it is ready.
import { get } from "node:http";

const end = (code) => () => process.exit(code);
get({ host: "127.0.0.1", port: Number(process.argv[2]), path: "/health/ready", timeout: 3_000 }, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
)
  .on("error", end(1))
  .on("timeout", end(1));
