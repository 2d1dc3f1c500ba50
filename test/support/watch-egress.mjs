// Preloaded into a process and its children: writes down every peer that is connected to and every name that is looked up,
// before that is done, and every address that is listened on; a line each.
import { appendFileSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);
const net = require("node:net");
const dns = require("node:dns");
const dgram = require("node:dgram");

const file = process.env.EGRESS_FILE;
const note = (kind, what) => appendFileSync(file, `${kind} ${what}\n`);

// Under everything that speaks TCP or TLS: http, https, undici, pg, redis.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [first] = given[0] instanceof Array ? given[0] : given;
  const { host = "localhost", port, path } = typeof first === "object" ? first : { port: first, host: given[1] };
  note("connect", path === undefined ? `${host}:${port}` : `unix:${path}`);
  return connect.apply(this, given);
};

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...given) {
  this.once("listening", () => {
    const at = this.address();
    if (typeof at === "object" && at !== null) note("listen", `${at.address}:${at.port}`);
  });
  return listen.apply(this, given);
};

for (const method of ["connect", "send"]) {
  const before = dgram.Socket.prototype[method];
  dgram.Socket.prototype[method] = function (...given) {
    note("datagram", given.filter((one) => typeof one === "string" || typeof one === "number").join(":"));
    return before.apply(this, given);
  };
}

for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(holder).filter((one) => /^(lookup|resolve|reverse)/.test(one))) {
    const before = holder[name];
    holder[name] = function (...given) {
      note("lookup", String(given[0]));
      return before.apply(this, given);
    };
  }
syncBuiltinESMExports();
