import type { PageName } from "../pages.js";
import { chooseLanguage, dictionary, useLanguage } from "./language.js";
import { SessionBar } from "./session/session-bar.js";
import { chooseTheme, useTheme } from "./theme.js";

const header = dictionary(
  {
    home: "AMA in één graaf, startpagina",
    name: "AMA",
    whose: "Sociale economie in één graaf",
    navigation: "Pagina's",
    pages: { "/": "Start", "/dashboard": "Dashboard", "/playground": "Speeltuin", "/schema": "Kaart" },
    language: "In English",
    toDark: "Donker",
    toLight: "Licht",
    theme: "Weergave",
  },
  {
    home: "AMA in one graph, home page",
    name: "AMA",
    whose: "Social economy in one graph",
    navigation: "Pages",
    pages: { "/": "Home", "/dashboard": "Dashboard", "/playground": "Playground", "/schema": "Map" },
    language: "In het Nederlands",
    toDark: "Dark",
    toLight: "Light",
    theme: "Appearance",
  },
);

const PATHS: Partial<Record<PageName, string>> = {
  landing: "/",
  dashboard: "/dashboard",
  playground: "/playground",
  "schema-map": "/schema",
};

export function Header({ page, session }: { page: PageName; session: boolean }) {
  const words = header.useWords();
  const language = useLanguage();
  const theme = useTheme();
  const other = language === "nl" ? "en" : "nl";
  return (
    <header class="header">
      <div class="header-row">
        <a class="brand" href="/" aria-label={words.home}>
          <Mark />
          <span class="brand-name">{words.name}</span>
          <span class="brand-whose">{words.whose}</span>
        </a>
        <nav aria-label={words.navigation}>
          <ul class="navigation">
            {Object.entries(words.pages).map(([path, text]) => (
              <li key={path}>
                <a href={path} {...(PATHS[page] === path && { "aria-current": "page" as const })}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="choices">
          <button type="button" class="choice" lang={other} onClick={() => chooseLanguage(other)}>
            <span class="choice-long">{words.language}</span>
            <span class="choice-short" aria-hidden="true">
              {other.toUpperCase()}
            </span>
          </button>
          <button
            type="button"
            class="choice"
            aria-label={`${words.theme}: ${theme === "dark" ? words.toLight : words.toDark}`}
            onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
          >
            <ThemeSign dark={theme === "dark"} />
          </button>
        </div>
      </div>
      {session ? <SessionBar /> : null}
    </header>
  );
}

/** Four that meet in one. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 16 7 7m9 9 9-9m-9 9-9 9m9-9 9 9" class="mark-lines" />
      <circle cx="16" cy="16" r="4.5" class="mark-middle" />
      <circle cx="7" cy="7" r="4" class="fill-vdab" />
      <circle cx="25" cy="7" r="4" class="fill-magda" />
      <circle cx="7" cy="25" r="4" class="fill-loket" />
      <circle cx="25" cy="25" r="4" class="fill-dwse" />
    </svg>
  );
}

function ThemeSign({ dark }: { dark: boolean }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      {dark ? (
        <>
          <circle cx="12" cy="12" r="4.5" />
          <path d="M12 2v3m0 14v3M2 12h3m14 0h3M4.9 4.9l2.1 2.1m10 10 2.1 2.1m0-14.2L17 7M7 17l-2.1 2.1" />
        </>
      ) : (
        <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
      )}
    </svg>
  );
}
