/** Pages of one browser share who is logged in: each tells the others. */
const channel = new BroadcastChannel("ama.session");

export type Happened = "entered" | "left";

export function tellOtherPages(happened: Happened): void {
  channel.postMessage(happened);
}

export function hearOtherPages(listeners: Readonly<Record<Happened, () => void>>): void {
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data === "entered" || data === "left") listeners[data]();
  });
}
