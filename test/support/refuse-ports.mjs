// Preloaded into a process and its children: no connection to these ports of this machine, as from within a container, where
// the ports that the machine publishes are not.
import { createRequire } from "node:module";

const net = createRequire(import.meta.url)("node:net");
const refused = new Set(process.env.REFUSED_PORTS.split(","));

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [first] = given[0] instanceof Array ? given[0] : given;
  const port = String(typeof first === "object" ? first.port : first);
  if (!refused.has(port)) return connect.apply(this, given);
  this.destroy(Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), { code: "ECONNREFUSED" }));
  return this;
};
