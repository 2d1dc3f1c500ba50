import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { PERSONAS } from "../../agencies/acmidm/personas.js";
import { HEFT, PLOEG } from "../../agencies/population/organisations.js";
import { AMINA } from "../../agencies/population/stories.js";
import { becomePersona, CHROMIUM, hidePersonas, openBrowser, openPage } from "../support/browser.js";
import { buildPagesForTest } from "../support/built-pages.js";
import { freePort } from "../support/free-ports.js";
import { until } from "../support/until.js";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";

/** What would say so by a dialog, a request or a foreign page if anything took it for more than a text. */
const IMAGE = `<img src=/markup onerror=alert(1)>`;
const SCRIPT = `"><script>alert(2)</script>`;
const TEMPLATE = "{{7*7}}${7*7}";
const ADDRESS = "javascript:alert(3)//'\"";
const NAMES = {
  lead: `Ploeg ${IMAGE}`,
  partner: `Heft ${SCRIPT}`,
  partnership: `Verband ${SCRIPT}${TEMPLATE}`,
  first: `A ${TEMPLATE}`,
  last: `B ${IMAGE}`,
  guideFirst: `C ${ADDRESS}`,
  guideLast: `D ${SCRIPT}`,
  workplace: `E <svg onload=alert(4)>`,
  persona: `F </option></select>${IMAGE}`,
};

let house: TestHouse;
let browser: Browser;
const restores: (() => void)[] = [];

(CHROMIUM ? describe : describe.skip)("markup in the names of people and organisations", () => {
  beforeAll(async () => {
    // As an agency would tell it, or the issuer in its tokens: before anything reads the world.
    rename(PLOEG, { name: NAMES.lead });
    rename(HEFT, { name: NAMES.partner });
    for (const persona of PERSONAS) rename(persona, { naam: `${NAMES.persona} ${persona.id}` });
    const port = await freePort();
    const environment = { ...PATIENT, AMA_PORT: String(port) };
    house = await startHouse({ pages: await buildPagesForTest(), participants: 60, environment });
    const { persons, guides, workplaces, partnerships, organisations } = house.world;
    for (const one of organisations.values()) if (one !== PLOEG) rename(one, { name: NAMES.partner });
    for (const person of persons) rename(person, { firstName: NAMES.first, lastName: NAMES.last });
    for (const guide of guides) rename(guide, { firstName: NAMES.guideFirst, lastName: NAMES.guideLast });
    for (const workplace of workplaces) rename(workplace, { name: NAMES.workplace });
    for (const partnership of partnerships) rename(partnership, { name: NAMES.partnership });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    for (const restore of restores.reverse()) restore();
  });

  /** Until the end: some of these are constants, which other tests read too. */
  function rename<T extends object>(one: T, names: Partial<T>): void {
    const before = { ...one };
    restores.push(() => void Object.assign(one, before));
    Object.assign(one, names);
  }

  /** Opens a page; whatever runs that should not is among the faults. */
  async function open(path: string) {
    const { page, faults } = await openPage(browser, house.address + path);
    const ran: string[] = [];
    page.on("dialog", (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url().includes("/markup")) ran.push(request.url());
    });
    const nothingRan = () => expect([ran, faults.console]).toEqual([[], []]);
    return { page, nothingRan };
  }

  const shows = (part: Pick<Page, "getByText">, ...texts: string[]) =>
    Promise.all(texts.map((text) => part.getByText(text).first().waitFor({ state: "attached" })));

  /** Asks a question with this word in it. */
  async function ask(page: Page, word: string, query: string, ...texts: string[]): Promise<void> {
    await page.goto(`${house.address}/schema`);
    await page.goto(`${house.address}/playground#${new URLSearchParams({ query }).toString()}`);
    await page.locator(".graphiql-query-editor").getByText(word).first().waitFor();
    await page.locator(".graphiql-execute-button").click();
    const answer = page.locator(".graphiql-response");
    // Where a line is long, the editor breaks it.
    const bare = (text: string) => text.replaceAll(/\s/g, "");
    const written = texts.map((text) => bare(JSON.stringify(text)));
    await until(async () => {
      const told = bare((await answer.textContent()) ?? "");
      return written.every((text) => told.includes(text));
    });
  }

  const person = () => house.idOf(AMINA);
  const ABOUT = () => `{ participant(id: "${person()}") { name { first last } agreements { guide { name } } } }`;

  test.each(["lead", "inspector"])("is a text on the dashboard and in its panels, for a %s", async (persona) => {
    const { page, nothingRan } = await open("/dashboard");
    await shows(page, NAMES.persona);
    await becomePersona(page, persona);
    await page.locator(".link-badge.is-live").waitFor();
    await shows(page, NAMES.partnership);
    if (persona === "lead") {
      await page.locator(".readiness-list .long-list-row").first().click();
      await shows(page.getByRole("dialog"), NAMES.last, NAMES.workplace, NAMES.guideLast);
      await page.keyboard.press("Escape");
    }
    await page.locator(".occupancy-list .long-list-row").first().click();
    await shows(page.getByRole("dialog"), NAMES.partnership, NAMES.partner);
    nothingRan();
    await page.context().close();
  });

  test("is a text in the playground, also where the access log tells whose organisation looked", async () => {
    const { page, nothingRan } = await open("/playground");
    await becomePersona(page, "lead");
    await ask(page, "guide", ABOUT(), NAMES.first, NAMES.last, `${NAMES.guideFirst} ${NAMES.guideLast}`);
    await becomePersona(page, "citizen");
    const looks = `{ participant(id: "${person()}") { accessLog(first: 5) { edges { node { organisationName } } } } }`;
    await ask(page, "accessLog", looks, NAMES.lead);
    await page.goto(`${house.address}/dashboard`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    nothingRan();
    await page.context().close();
  });

  test("is a text on the issuer's login page, and in the header of who logged in there", async () => {
    const { page, nothingRan } = await open("/dashboard");
    await hidePersonas(page.context());
    await page.reload();
    await page.getByRole("button", { name: "Aanmelden" }).first().click();
    await shows(page, NAMES.persona, NAMES.lead);
    await page.locator("button[value=lead]").click();
    await page.locator(".session-who").getByText(NAMES.lead).waitFor();
    nothingRan();
    await page.context().close();
  });
});
