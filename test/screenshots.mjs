// Pictures of the pages for whoever wants to see them without starting anything: `npm run screenshots`.
// They go to docs/screenshots, which git does not keep. The world stands still, so that they change only with the pages.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { register } from "tsx/esm/api";
import { findProgram, installPrograms } from "./support/install-programs.mjs";

const FOLDER = "docs/screenshots";
const WIDTHS = [1440, 390];
const THEMES = ["light", "dark"];
const PAGES = [
  { name: "landing", path: "/", ready: ".agency-state.up" },
  { name: "schema", path: "/schema#Participant", ready: ".map-details" },
  { name: "playground", path: "/playground", ready: ".graphiql-execute-button", persona: "lead", act: askSomething },
  { name: "dashboard", path: "/dashboard", ready: "h1", persona: "inspector" },
];

for (const line of installPrograms(["browser"])) console.log(line);
const executablePath = findProgram("chromium");
if (!executablePath) process.exit(1);

process.env.APOLLO_TELEMETRY_DISABLED = "true";
await import("reflect-metadata");
register();
const { startHouse } = await import("./support/start-house.ts");
const { buildPagesForTest } = await import("./support/built-pages.ts");
mkdirSync(FOLDER, { recursive: true });
const house = await startHouse({ participants: 2_000, pages: await buildPagesForTest() });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const { name, path, ready, persona, act } of PAGES)
    for (const width of WIDTHS)
      for (const theme of THEMES) {
        const page = await browser.newPage({
          viewport: { width, height: width > 800 ? 900 : 844 },
          colorScheme: theme,
          locale: "nl-BE",
        });
        const reply = await page.goto(house.address + path);
        if (reply.status() !== 200) continue;
        if (persona) {
          await page.locator("select[name=persona]").selectOption(persona);
          await page.locator("select[name=purpose]").waitFor();
        }
        await page.locator(ready).first().waitFor({ state: "attached" });
        await act?.(page, width);
        // What the page asks for after that has come once nothing was asked for half a second.
        await page.waitForLoadState("networkidle").catch(() => undefined);
        const file = `${FOLDER}/${name}-${width}-${theme}.png`;
        await page.screenshot({ path: file });
        console.log(file);
        await page.close();
      }
} finally {
  await browser.close();
  await house.stop();
}

async function askSomething(page, width) {
  if (width < 800) return;
  await page.locator("button.question:enabled").first().click();
  await page.locator(".graphiql-editor-tool").getByText('"participant"').waitFor();
  await page.locator(".graphiql-execute-button").click();
  await page.locator(".plan-steps li").first().waitFor();
}
