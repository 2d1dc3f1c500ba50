import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { CHROMIUM, fitsWindow, openBrowser, openPage } from "../support/browser.js";
import { buildPagesForTest } from "../support/built-pages.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
let browser: Browser;

(CHROMIUM ? describe : describe.skip)("the landing page", () => {
  beforeAll(async () => {
    house = await startHouse({ pages: await buildPagesForTest() });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  test.each([1440, 390] as const)("at %d pixels it stands within its window and asks nobody else", async (width) => {
    const { page, faults } = await openPage(browser, house.address, { width });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await fitsWindow(page)).toBe(true);
    expect(faults).toEqual({ console: [], foreign: [], failed: [] });
  });
});
