// For health checks: whether something on this machine takes connections on the port that is given.
import { connect } from "node:net";

const end = (code) => () => process.exit(code);
connect(Number(process.argv[2]), "127.0.0.1").setTimeout(3_000, end(1)).on("connect", end(0)).on("error", end(1));
