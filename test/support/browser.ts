import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { findProgram } from "./install-programs.mjs";

/** Debian's Chromium, or none where it could not be installed. */
export const CHROMIUM = findProgram("chromium");

/** What must not happen on a page, as it happened. */
export interface Faults {
  readonly console: string[];
  /** Requests to another host than the page's own. */
  readonly foreign: string[];
  readonly failed: string[];
}

export interface OpenedPage {
  readonly page: Page;
  readonly faults: Faults;
}

export interface View {
  readonly width?: 1440 | 390;
  readonly language?: "nl-BE" | "en-GB";
  readonly theme?: "light" | "dark";
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM!,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
}

/** Opens an address in a fresh profile and listens for all that must not happen: no test need ask for that. */
export async function openPage(browser: Browser, address: string, view: View = {}): Promise<OpenedPage> {
  const { width = 1440, language = "nl-BE", theme = "light" } = view;
  const { host } = new URL(address);
  const context = await browser.newContext({
    viewport: { width, height: width > 800 ? 900 : 844 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults: Faults = { console: [], foreign: [], failed: [] };
  page.on("console", (message) => {
    if (message.type() === "error" || /content security policy/i.test(message.text()))
      faults.console.push(message.text());
  });
  page.on("pageerror", (error) => faults.console.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) faults.foreign.push(`${url.host}${url.pathname}`);
  });
  page.on("requestfailed", (request) => faults.failed.push(request.url()));
  await page.goto(address);
  return { page, faults };
}

/** Whether nothing sticks out sideways: nobody should have to push a page about to read it. */
export function fitsWindow(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth <= innerWidth");
}

/** Roles that do something, and so must say what. */
const DOING = new Set(["button", "link", "textbox", "searchbox", "combobox", "checkbox", "tab", "menuitem"]);

/** The accessibility tree, as far as it can be wrong: what has no name, how many first headings, which landmarks. */
export async function readAccessibility(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const seen = nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: String(role?.value),
      name: String(name?.value ?? "").trim(),
      level: properties.find((one) => one.name === "level")?.value.value as number | undefined,
    }));
  return {
    nameless: seen.filter(({ role, name }) => DOING.has(role) && name === "").map(({ role }) => role),
    firstHeadings: seen.filter(({ role, level }) => role === "heading" && level === 1).map(({ name }) => name),
    landmarks: ["banner", "navigation", "main"].filter((role) => seen.some((node) => node.role === role)),
  };
}

/** As where there are no personas to choose from, and one logs in at the issuer: a house with its own issuer alone has those. */
export async function hidePersonas(context: BrowserContext): Promise<void> {
  await context.route("**/session/settings", async (route) => {
    try {
      const reply = await route.fetch();
      const { personas: _, ...settings } = (await reply.json()) as Record<string, unknown>;
      await route.fulfill({ json: settings });
    } catch {
      // The page that asked has gone on.
    }
  });
}

/** Becomes a persona by the choice in the header, and waits until that is so. */
export async function becomePersona(page: Page, persona: string): Promise<void> {
  const entered = page.waitForResponse("**/session/persona");
  await page.locator("select[name=persona]").selectOption(persona);
  await (await entered).finished();
  await page.locator("select[name=purpose]").waitFor();
}
