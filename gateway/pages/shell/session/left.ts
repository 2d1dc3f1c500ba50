/** Whether the reader of this browser logged out on purpose, and whether the gateway was told; tells of nobody. */
const LEFT = "ama.left";

export function noteLeft(left: "UNTOLD" | "TOLD"): void {
  localStorage.setItem(LEFT, left);
}

export function forgetLeft(): void {
  localStorage.removeItem(LEFT);
}

export function hasLeft(): boolean {
  return localStorage.getItem(LEFT) !== null;
}

export function isLeavingUntold(): boolean {
  return localStorage.getItem(LEFT) === "UNTOLD";
}
