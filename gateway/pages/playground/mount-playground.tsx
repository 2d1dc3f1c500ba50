/** @jsxImportSource react */
import { createRoot } from "react-dom/client";
import { Playground } from "./playground.js";

export function mountPlayground(place: HTMLElement): void {
  createRoot(place).render(<Playground />);
}
