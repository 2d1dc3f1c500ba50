import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { becomePersona, CHROMIUM, fitsWindow, openBrowser, openPage } from "../support/browser.js";
import { buildPagesForTest } from "../support/built-pages.js";
import { freePort } from "../support/free-ports.js";
import { NOW, PATIENT, startHouse, type TestHouse } from "../support/start-house.js";

let pages: string;
let house: TestHouse;
let browser: Browser;

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
/** Until the link lives and the people have been looked through: what a reader waits for. */
async function settle(page: Page): Promise<void> {
  await page.locator(".link-badge.is-live").waitFor();
  await page.locator(".key-figure-value:not(:text-is('–'))").first().waitFor();
}
const figure = (page: Page, label: string) =>
  page.locator(".key-figure", { hasText: label }).locator(".key-figure-value");

(CHROMIUM ? describe : describe.skip)("the dashboard", () => {
  beforeAll(async () => {
    pages = await buildPagesForTest();
    house = await startHouse({ pages, publishes: true, environment: PATIENT });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = (view: Parameters<typeof openPage>[2] = {}) => openPage(browser, `${house.address}/dashboard`, view);

  test.each([
    [
      "lead",
      "Maatwerkbedrijf de Ploeg",
      ["Bezetting", "Het jaar", "Wat vervalt", "Wie mag", "Middelen", "Vaststellingen"],
    ],
    ["dossier-manager", "Departement WSE", ["Bezetting", "Het jaar", "Wat vervalt", "Wie mag", "Middelen"]],
    ["vdab-mediator", "VDAB", ["Bezetting", "Het jaar", "Wat vervalt", "Wie mag", "Vaststellingen"]],
    ["analyst", "Departement WSE", ["Bezetting", "Het jaar", "Middelen", "Vaststellingen"]],
  ])("shows a %s what the mandate may read, and asks for nothing else", async (persona, title, sections) => {
    const { page, faults } = await open();
    const refused: string[] = [];
    page.on("response", (response) => {
      if (!response.url().endsWith("/graphql")) return;
      void response.text().then((text) => {
        if (text.includes("UNAUTHORIZED_FIELD_OR_TYPE")) refused.push(response.request().postData() ?? "");
      });
    });
    await becomePersona(page, persona);
    await settle(page);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    for (const section of sections) await heading(page, new RegExp(`^${section}`)).waitFor();
    const shown = await page.locator(".dash-card h2").allTextContents();
    expect(shown.some((text) => text.startsWith("Middelen"))).toBe(sections.includes("Middelen"));
    expect(shown.some((text) => text.startsWith("Wie mag"))).toBe(sections.includes("Wie mag"));
    expect(refused).toEqual([]);
    expect(faults).toEqual({ console: [], foreign: [], failed: [] });
  });

  test.each(["lead", "dossier-manager"])("stands within 390 pixels, dark and in English, for a %s", async (persona) => {
    const { page, faults } = await open({ width: 390, theme: "dark", language: "en-GB" });
    await becomePersona(page, persona);
    await settle(page);
    await heading(page, "Occupancy against contingent").waitFor();
    expect(await fitsWindow(page)).toBe(true);
    expect(faults).toEqual({ console: [], foreign: [], failed: [] });
  });

  test("opens one view of a person across the agencies by the keyboard, and gives the focus back", async () => {
    const { page, faults } = await open();
    await becomePersona(page, "lead");
    await settle(page);
    const row = page.locator(".readiness-list .long-list-row").first();
    await row.focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await panel.getByText("Mag vandaag actief zijn").waitFor();
    await panel.getByText("Dossiers bij de instanties").waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.classList.contains('long-list-row')")).toBe(true);
    expect(faults.console).toEqual([]);
  });

  test("pictures have a table behind them, and the stream is told politely", async () => {
    const { page } = await open();
    await becomePersona(page, "lead");
    await settle(page);
    await page.getByRole("table", { name: "Lopende en opgenomen trajecten per dag van het jaar" }).waitFor();
    expect(await page.getByRole("table", { name: "Wat vervalt per week, naar soort" }).getByRole("row").count()).toBe(
      14,
    );
    expect(await page.locator("[aria-live=polite] ").count()).toBeGreaterThan(0);
  });

  test("what happens at an agency shows without a reload: an advance is booked, the balance follows", async () => {
    const { page, faults } = await open();
    await becomePersona(page, "lead");
    await settle(page);
    const balance = figure(page, "Saldo");
    const before = (await balance.textContent())!;
    await house.life.happen({
      what: "ADVANCE_BOOKED",
      partnership: "SV-0001",
      year: 2026,
      cents: 123_400,
      on: NOW.slice(0, 10),
    });
    await page.locator(".stream-item", { hasText: "Maatwerkbedrijf de Ploeg" }).first().waitFor();
    await balance.filter({ hasNotText: before }).waitFor();
    expect(faults).toEqual({ console: [], foreign: [], failed: [] });
  });

  test("five thousand rows: those in view are drawn, and one comes to the last", async () => {
    const { page, faults } = await open();
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("query DashboardAssessments")) return route.fallback();
      const edges = Array.from({ length: 5_000 }, (_, index) => ({
        node: { id: `person-${String(index).padStart(6, "0")}`, assessmentDueOn: "2026-06-06" },
      }));
      const pageInfo = { hasNextPage: false, endCursor: null };
      await route.fulfill({ json: { data: { assessmentsDue: { totalCount: 5_000, pageInfo, edges } } } });
    });
    await becomePersona(page, "dossier-manager");
    await settle(page);
    const list = page.getByRole("table", { name: "Wie het betreft" });
    await page.locator(".due-list[aria-rowcount='5001']").waitFor();
    const drawn = () => list.locator(".long-list-row").count();
    expect(await drawn()).toBeLessThan(40);
    await list.locator(".long-list-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await list.getByText("··004999").waitFor();
    expect(await drawn()).toBeLessThan(40);
    expect(faults.console).toEqual([]);
  });
});

(CHROMIUM ? describe : describe.skip)("a gateway that ends and begins again", () => {
  test("the page says so while it is away, and goes on by itself", async () => {
    const environment = { AMA_PORT: String(await freePort()) };
    const first = await startHouse({ pages, environment });
    const own = await openBrowser();
    let running: TestHouse | undefined = first;
    try {
      const { page } = await openPage(own, `${first.address}/dashboard`);
      await becomePersona(page, "lead");
      await settle(page);
      const before = await figure(page, "Lopende trajecten").textContent();
      await page.evaluate("window.notReloaded = true");
      await first.stop();
      running = undefined;
      await page.locator(".away-banner").waitFor();
      expect(await figure(page, "Lopende trajecten").textContent()).toBe(before);
      const second = await startHouse({ pages, environment });
      running = second;
      await page.locator(".link-badge.is-live").waitFor({ timeout: 60_000 });
      await page.locator(".away-banner").waitFor({ state: "detached" });
      // More than one: what happens before the page listens again is read, but not told as it happens.
      const told = page.locator(".stream-item").first();
      for (let number = 0; number < 20 && !(await told.isVisible()); number += 1) {
        await second.bus.append({
          source: "contingents",
          from: await second.bus.position("contingents"),
          to: `notice ${number}`,
          events: [
            {
              id: `notice ${number}`,
              kind: "CONTINGENT_CHANGED",
              partnership: "SV-0001",
              occurredAt: new Date(Date.now()).toISOString(),
            },
          ],
        });
        await told.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      await told.waitFor();
      expect(await figure(page, "Lopende trajecten").textContent()).toBe(before);
      expect(await page.evaluate("window.notReloaded")).toBe(true);
    } finally {
      await own.close();
      await running?.stop();
    }
  });
});
