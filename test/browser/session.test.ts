import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page, Route } from "playwright-core";
import { request } from "undici";
import { becomePersona, CHROMIUM, hidePersonas, openBrowser, openPage } from "../support/browser.js";
import { buildPagesForTest } from "../support/built-pages.js";
import { freePort } from "../support/free-ports.js";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

let house: TestHouse;
let browser: Browser;

async function openWithoutPersonas(path: string) {
  const opened = await openPage(browser, house.address + path);
  await hidePersonas(opened.page.context());
  await opened.page.reload();
  return opened;
}

const logIn = (page: Page) => page.getByRole("button", { name: "Aanmelden" }).first();
const logOut = (page: Page) => page.getByRole("button", { name: "Afmelden" });

async function logInAsLead(page: Page): Promise<void> {
  await logIn(page).click();
  await page.getByRole("button", { name: /Marleen Vanhees/ }).click();
  await page.getByText("Sturend maatwerkbedrijf").first().waitFor();
}

/** Runs the question that the playground begins with. */
async function askForAgencies(page: Page): Promise<void> {
  await page.locator(".graphiql-query-editor").getByText("AgenciesNow").waitFor();
  await page.locator(".graphiql-execute-button").click();
  await page.locator(".graphiql-response").getByText('"agencies"').waitFor();
}

/** Without those of the issuer, which is on the same host. */
const ownCookies = async (page: Page) =>
  (await page.context().cookies(house.address)).filter(({ name }) => !/^_(session|interaction)/.test(name));

/** Everything that scripts of the page can find in what the browser keeps. */
const stored = (page: Page) =>
  page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])");

(CHROMIUM ? describe : describe.skip)("logging in and out", () => {
  beforeAll(async () => {
    // The issuer sends its people back to a port that it must know before the gateway listens.
    const port = await freePort();
    house = await startHouse({ pages: await buildPagesForTest(), environment: { ...PATIENT, AMA_PORT: String(port) } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  test("the issuer leads back to the page; no address, storage or readable cookie holds a token", async () => {
    const { page, faults } = await openWithoutPersonas("/playground");
    const addresses: string[] = [];
    const tokens = new Set<string>();
    page.on("request", (asked) => {
      addresses.push(asked.url());
      const [, token] = /^Bearer (.+)$/.exec(asked.headers()["authorization"] ?? "") ?? [];
      if (token) tokens.add(token);
    });
    await logInAsLead(page);
    expect(new URL(page.url()).pathname).toBe("/playground");
    await askForAgencies(page);
    const [token] = tokens;
    expect(token?.split(".")).toHaveLength(3);
    const [begin] = addresses.filter((address) => address.includes("/op/v1/auth?"));
    const sent = Object.fromEntries(new URL(begin!).searchParams);
    expect(sent).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
    for (const name of ["state", "nonce", "code_challenge"]) expect(sent[name]).toMatch(/^[\w-]{43}$/);
    expect(addresses.filter((address) => /eyJ|id_token|access_token/.test(address))).toEqual([]);
    expect(await stored(page)).not.toMatch(/eyJ/);
    const [cookie, another] = await ownCookies(page);
    expect(cookie).toMatchObject({ name: "ama-session", path: "/", httpOnly: true, sameSite: "Strict", expires: -1 });
    expect(cookie?.value).toMatch(/^[\w-]{43}$/);
    expect(another).toBeUndefined();

    // Another page of this browser knows who is logged in, without a word to the issuer.
    const second = await page.context().newPage();
    const toIssuer: string[] = [];
    second.on("request", (asked) => {
      if (new URL(asked.url()).host !== new URL(house.address).host) toIssuer.push(asked.url());
    });
    await second.goto(`${house.address}/dashboard`);
    await second.getByRole("heading", { level: 1, name: "Maatwerkbedrijf de Ploeg" }).waitFor();
    expect(toIssuer).toEqual([]);
    expect(faults.console).toEqual([]);
    await page.context().close();
  });

  test("after a log-out nothing renews the login, in no tab, and its token is refused", async () => {
    const { page, faults } = await openWithoutPersonas("/dashboard");
    const context = page.context();
    const asked: string[] = [];
    let token = "";
    context.on("request", (one) => {
      asked.push(new URL(one.url()).pathname);
      token = /^Bearer (.+)$/.exec(one.headers()["authorization"] ?? "")?.[1] ?? token;
    });
    await logIn(page).click();
    await page.getByRole("button", { name: /Marleen Vanhees/ }).click();
    await page.locator(".link-badge.is-live").waitFor();
    const second = await context.newPage();

    // All that the second page asks is refused, and what renews its login is on its way when its reader logs out.
    const held: Route[] = [];
    let refused = 0;
    await second.route("**/graphql", (route) => {
      refused += 1;
      return route.fulfill({ json: { errors: [{ message: "", extensions: { code: "UNAUTHENTICATED" } }] } });
    });
    await second.route("**/session/renew", (route) => {
      const resumes = !route.request().postData()?.includes("version");
      if (resumes) return route.continue();
      held.push(route);
    });
    const socket = second.waitForEvent("websocket");
    await second.goto(`${house.address}/dashboard`);
    await second.locator(".link-badge.is-live").waitFor();
    await second.getByRole("heading", { level: 1, name: "Maatwerkbedrijf de Ploeg" }).waitFor();
    await until(() => refused >= 2 && held.length > 0);
    // The gateway has renewed it; the answer reaches the page after the log-out.
    const late = await held[0]!.fetch();
    const renewed = (await late.json()) as { token: string };
    const begun = asked.length;
    await logOut(page).click();
    await page.getByRole("heading", { name: "Afmelden bij het Toegangsbeheer" }).waitFor();
    await page.getByRole("button", { name: "Afmelden" }).click();
    await page.waitForURL(`${house.address}/`);
    await second.getByRole("heading", { name: "Wat loopt er" }).waitFor();
    await held[0]!.fulfill({ response: late });
    expect(await second.getByText("Maatwerkbedrijf de Ploeg").count()).toBe(0);
    const listening = await socket;
    await until(() => listening.isClosed());
    expect(asked.slice(begun)).toContain("/op/v1/logout");

    // Whatever the pages still would do, they have had the time for it once another one is opened and has settled.
    await second.unrouteAll();
    const third = await context.newPage();
    await third.goto(`${house.address}/dashboard`);
    await logIn(third).waitFor();
    await logIn(second).waitFor();
    expect(held).toHaveLength(1);
    await logIn(second).waitFor();
    expect(asked.slice(begun).filter((path) => path === "/op/v1/auth")).toEqual([]);
    expect(asked.slice(begun).filter((path) => path === "/session/token")).toEqual([]);
    expect(await stored(second)).toBe(JSON.stringify([{ "ama.left": "TOLD" }, {}, ""]));
    expect(await ownCookies(page)).toEqual([]);
    expect(new Set([token, renewed.token]).size).toBe(2);
    for (const one of [token, renewed.token]) expect(await codeFor(one)).toBe("UNAUTHENTICATED");

    // The issuer has forgotten its reader as well.
    await logIn(second).click();
    await second.getByRole("heading", { name: "Wie bent u vandaag?" }).waitFor();
    expect(faults.console).toEqual([]);
    await context.close();
  });

  test("where the gateway did not hear of a log-out, the next page tells it before anything else", async () => {
    const { page } = await openPage(browser, `${house.address}/playground`);
    await becomePersona(page, "lead");
    await askForAgencies(page);
    await page.route("**/session/logout", (route) => route.abort());
    await logOut(page).click();
    await page.getByText("de gateway antwoordt niet").waitFor();
    // What was answered went with the reader.
    await until(async () => !(await page.locator(".graphiql-response").textContent())?.includes("agencies"));
    await page.unroute("**/session/logout");
    const told = page.waitForRequest("**/session/logout");
    await page.goto(`${house.address}/dashboard`);
    await told;
    await page.getByRole("heading", { name: "Wat loopt er" }).waitFor();
    await until(async () => (await ownCookies(page)).length === 0);
    await page.context().close();
  });

  test("an answer of the issuer to another question than the page's own logs nobody in, and the page says so", async () => {
    const { page } = await openWithoutPersonas("/playground");
    const callback = `${house.address}/session/callback`;
    const refused = async (address: string, why: string) => {
      await page.goto(address);
      await page.getByRole("heading", { level: 1, name: "Aanmelden is niet gelukt" }).waitFor();
      await page.getByRole("alert").filter({ hasText: why }).waitFor();
      expect(await ownCookies(page)).toEqual([]);
    };
    const NOT_BEGUN = "niet in dit tabblad begonnen";
    const REFUSED = "duurde te lang of werd geweigerd";
    const begin = () =>
      page.evaluate(
        `sessionStorage.setItem("ama.attempt", JSON.stringify({ verifier: "v".repeat(43), state: "s", nonce: "n".repeat(43), returnTo: "/" }))`,
      );
    await refused(`${callback}?code=stolen&state=s`, NOT_BEGUN);
    for (const [query, why] of [
      ["code=c&state=another", NOT_BEGUN],
      ["code=c", NOT_BEGUN],
      ["error=access_denied&state=s", REFUSED],
      ["code=of-nobody&state=s", REFUSED],
      ["code=c&state=s&iss=https://evil.example", REFUSED],
    ] as const) {
      await begin();
      await refused(`${callback}?${query}`, why);
    }

    // A true login of this very tab, stopped on its way back.
    const stopped = async (chooses = false) => {
      await page.goto(`${house.address}/dashboard`);
      await page.route("**/assets/callback-*.js", (route) => route.abort());
      await logIn(page).click();
      if (chooses) await page.getByRole("button", { name: /Marleen Vanhees/ }).click();
      await page.waitForURL("**/session/callback?*");
      await page.unroute("**/assets/callback-*.js");
      return page.url();
    };
    const change = async (attempt: Record<string, string>) => {
      await page.goto(`${house.address}/schema`);
      const text = JSON.stringify(attempt);
      await page.evaluate(
        `sessionStorage.setItem("ama.attempt", JSON.stringify({ ...JSON.parse(sessionStorage.getItem("ama.attempt")), ...${text} }))`,
      );
    };
    const other = await stopped(true);
    await refused(other.replace(/iss=[^&]*/, "iss=https%3A%2F%2Fevil.example"), REFUSED);
    const forged = await stopped();
    await change({ nonce: "n".repeat(43) });
    await refused(forged, REFUSED);
    const last = await stopped();
    await change({ returnTo: "//evil.example/dashboard" });
    await page.goto(last);
    await page.waitForURL(`${house.address}/`);
    expect(await ownCookies(page)).toHaveLength(1);
    // The same answer once more is nobody's login.
    await page.goto(last);
    await page.getByRole("alert").filter({ hasText: NOT_BEGUN }).waitFor();
    await page.context().close();
  });
});

async function codeFor(token: string): Promise<string | undefined> {
  const { body } = await request(`${house.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, "ama-purpose": "GUIDANCE" },
    body: JSON.stringify({ query: "{ viewer { organisation } }" }),
  });
  const { errors } = (await body.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}
