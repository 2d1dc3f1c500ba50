import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import {
  becomePersona,
  CHROMIUM,
  fitsWindow,
  openBrowser,
  openPage,
  readAccessibility,
  type View,
} from "../support/browser.js";
import { buildPagesForTest } from "../support/built-pages.js";
import { until } from "../support/until.js";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";

let folder: string;
let house: TestHouse;
let browser: Browser;
const nothing = { console: [], foreign: [], failed: [] };

(CHROMIUM ? describe : describe.skip)("the pages", () => {
  beforeAll(async () => {
    folder = await buildPagesForTest();
    house = await startHouse({ pages: folder, environment: PATIENT });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = (path: string, view: View = {}) => openPage(browser, house.address + path, view);

  describe.each([
    ["/", "Eén vraag, vier instanties, één antwoord"],
    ["/playground", "Speeltuin: stel zelf een vraag aan de graaf"],
    ["/schema", "Kaart van de graaf"],
  ])("%s", (path, title) => {
    test.each([
      { width: 1440, theme: "light" },
      { width: 390, theme: "dark" },
    ] as const)("at $width pixels, $theme: whole, named, and asks nobody else", async (view) => {
      const { page, faults } = await open(path, view);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      if (path === "/playground") await page.locator(".graphiql-execute-button").waitFor();
      expect(await fitsWindow(page)).toBe(true);
      expect(await readAccessibility(page)).toEqual({
        nameless: [],
        firstHeadings: [title],
        landmarks: ["banner", "navigation", "main"],
      });
      expect(faults).toEqual(nothing);
      await page.context().close();
    });
  });

  test("an address with a broken percent sign or document behind it is shown as the page without it", async () => {
    const { page, faults } = await open("/");
    for (const [path, level1] of [
      ["/?page=%E0%A4%A&x=%#%E0%A4%A", "Eén vraag, vier instanties, één antwoord"],
      ["/dashboard?x=%E0%A4%A#%", "Wat loopt er, wat vervalt er, wat kost het?"],
      ["/schema?x=%#Participant%E0%A4%A", "Kaart van de graaf"],
      ["/session/callback?code=%E0%A4%A&state=%#%E0%A4%A", "Aanmelden is niet gelukt"],
      ["/playground?x=%#query=%E0%A4%A%7B", "Speeltuin: stel zelf een vraag aan de graaf"],
    ] as const) {
      await page.goto(house.address + path);
      await page.getByRole("heading", { level: 1, name: level1 }).waitFor();
    }
    await page.locator(".graphiql-query-editor").getByText("{").first().waitFor();
    await page.goto(`${house.address}/schema#Participant`);
    await page.getByRole("complementary", { name: "Participant" }).waitFor();
    await page.evaluate("location.hash = '#Participant%E0%A4%A'");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    expect(faults.console).toEqual([]);
    await page.context().close();
  });

  test("what was built holds no source map, and nothing of the machine that built it", async () => {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(html|js|css|svg|map)$/.test(name));
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => name.endsWith(".map"))).toEqual([]);
    const told = /sourceMappingURL|sourcesContent|node_modules\//;
    for (const name of names) {
      const text = await readFile(join(folder, name), "utf8");
      expect([name, told.exec(text)?.[0], [process.cwd(), homedir()].filter((path) => text.includes(path))]).toEqual([
        name,
        undefined,
        [],
      ]);
    }
  });

  test("the first thing that a keyboard reaches leads past the header", async () => {
    const { page } = await open("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Naar de inhoud");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("location.hash")).toBe("#main");
    await page.context().close();
  });

  test("the landing page says how the four agencies answer, to anybody", async () => {
    const { page } = await open("/");
    await page.locator(".agency-state.up").nth(3).waitFor();
    expect(await page.locator(".agency-card h3").allTextContents()).toEqual(["VDAB", "MAGDA", "WSE-loket", "DWSE"]);
    await page.context().close();
  });

  test("another language is chosen once, for every page", async () => {
    const { page } = await open("/");
    await page.getByRole("button", { name: "In English" }).click();
    await page.getByRole("heading", { level: 1, name: "One question, four agencies, one answer" }).waitFor();
    await page.goto(`${house.address}/schema`);
    await page.getByRole("heading", { level: 1, name: "Map of the graph" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.context().close();
  });

  test("another theme is chosen over that of the machine", async () => {
    const { page } = await open("/", { theme: "dark" });
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    await page.getByRole("button", { name: "Weergave: Licht" }).click();
    // Colours go over into each other.
    await until(async () => (await ground()) !== dark);
    await page.context().close();
  });

  test("the map leads from a field to its type, and from there to a question in the playground", async () => {
    const { page, faults } = await open("/schema");
    await page.getByRole("searchbox").fill("toelating");
    await page.getByRole("link", { name: "Participant.permissions" }).click();
    const details = page.getByRole("complementary", { name: "Participant" });
    await details.getByText("Toelatingen").first().waitFor();
    await details.getByRole("link", { name: "[Permission]" }).click();
    const permission = page.getByRole("complementary", { name: "Permission" });
    await page.keyboard.press("Escape");
    await permission.waitFor({ state: "detached" });
    // The picture is for the keyboard as well: each type in it is a link.
    await page.locator("#map-Permission a").focus();
    await page.keyboard.press("Enter");
    await permission.getByRole("link", { name: "Vraag Permission in de speeltuin" }).click();
    await page.getByRole("tab", { name: "AboutPermission" }).waitFor();
    expect(await page.evaluate("location.hash")).toBe("");
    expect(faults).toEqual(nothing);
    await page.context().close();
  });

  test("a lead runs a saved question, and sees which agencies were asked", async () => {
    const { page, faults } = await open("/playground");
    await becomePersona(page, "lead");
    await page.getByRole("button", { name: "Alles over een deelnemer op één pagina" }).click();
    await page.getByRole("tab", { name: "ParticipantOnOnePage" }).waitFor();
    await page.locator(".graphiql-editor-tool").getByText('"participant"').waitFor();
    await page.locator(".graphiql-execute-button").click();
    const plan = page.getByRole("region", { name: /^Hoe dit antwoord tot stand kwam/ });
    await plan.locator("li").first().waitFor();
    const asked = new Set(await plan.locator(".plan-agency").allTextContents());
    expect([...asked].sort()).toEqual(["DWSE", "MAGDA", "VDAB", "WSE-loket"]);
    await page.locator(".graphiql-response").getByText('"phase"').waitFor();
    expect(faults).toEqual(nothing);
    await page.context().close();
  });

  test("an inspector states the ground, for none is established, and is answered", async () => {
    const { page, faults } = await open("/playground#query=%7B%20viewer%20%7B%20legalContext%20%7D%20%7D");
    await becomePersona(page, "inspector");
    const ground = page.getByRole("textbox", { name: "Rechtsgrond" });
    expect(await ground.inputValue()).not.toBe("");
    await ground.fill("Decreet 1/1/2024, art. 7");
    await ground.press("Enter");
    await page.locator(".graphiql-query-editor").getByText("viewer").waitFor();
    await page.locator(".graphiql-execute-button").click();
    await page.locator(".graphiql-response").getByText("Decreet 1/1/2024, art. 7").waitFor();
    expect(faults).toEqual(nothing);
    await page.context().close();
  });

  test("a subscription runs, in the name of who is logged in", async () => {
    const { page, faults } = await open("/playground");
    await becomePersona(page, "inspector");
    const document = "subscription { agencyStatusChanged { agency state } }";
    await page.goto(`${house.address}/schema`);
    await page.goto(`${house.address}/playground#${new URLSearchParams({ query: document }).toString()}`);
    await page.locator(".graphiql-query-editor").getByText("agencyStatusChanged").waitFor();
    const socket = page.waitForEvent("websocket");
    await page.locator(".graphiql-execute-button").click();
    expect(new URL((await socket).url()).host).toBe(new URL(house.address).host);
    await page.locator(".graphiql-response").getByText('"agencyStatusChanged"').waitFor();
    expect(faults.console).toEqual([]);
    await page.context().close();
  });
});
