import { render, type ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { PageName } from "../pages.js";
import { Footer } from "./footer.js";
import { Header } from "./header.js";
import { dictionary, useLanguage } from "./language.js";
import { keepSession } from "./session/renew-session.js";
import "./tokens.css";
import "./ground.css";
import "./shell.css";

export interface PageParts {
  readonly name: PageName;
  /** What the tab of the browser says. */
  readonly title: { readonly nl: string; readonly en: string };
  /** All between header and footer, with the page's one `h1`. */
  readonly main: ComponentType;
  /** Whether header and main are all there is: the page is as high as the window, and what is long scrolls within. */
  readonly fills?: boolean;
  /** Whether it is said, and may be changed, who asks and for what. */
  readonly session?: boolean;
}

const KNOWN_SOON_MS = 1_000;

const skip = dictionary({ toMain: "Naar de inhoud" }, { toMain: "Skip to content" });

/** Shows a page in the shell that all pages share. */
export function renderPage({ name, title, main: Main, fills = false, session = true }: PageParts): void {
  function Page() {
    const language = useLanguage();
    useEffect(() => {
      document.title = `${title[language]} · AMA`;
    }, [language]);
    return (
      <>
        <a class="skip" href="#main">
          {skip.useWords().toMain}
        </a>
        <Header page={name} session={session} />
        <main id="main" tabIndex={-1}>
          <Main />
        </main>
        {fills ? null : <Footer />}
      </>
    );
  }
  document.body.classList.add(`page-${name}`);
  document.body.classList.toggle("fills", fills);
  const show = () => render(<Page />, document.getElementById("page")!);
  if (!session) return show();
  // Not first as nobody, then as somebody; but no page waits long for that.
  const soon = new Promise((resolve) => setTimeout(resolve, KNOWN_SOON_MS));
  void Promise.race([keepSession(), soon]).then(show);
}
