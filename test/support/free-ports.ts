import { createServer } from "node:net";

/** Below what Linux, macOS and Windows hand out to whoever asks for any port, so that nobody gets one meanwhile. */
const LOWEST = 12_000;
const COUNT = 20_000;

let next = Math.floor(Math.random() * COUNT);

/** Ports of this machine that nothing listens on, and that stay free until somebody asks for just these. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = LOWEST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** One such port. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
