import { readChosen } from "./chosen.js";

// Runs before anything is painted, so that nobody sees another theme or language than the chosen one.
const { documentElement: page } = document;
const theme = readChosen("theme");
if (theme) page.dataset["theme"] = theme;
page.lang = readChosen("language") ?? (/^en\b/i.test(navigator.language) ? "en" : "nl");
