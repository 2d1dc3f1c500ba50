import type { PageName } from "./pages.js";

/**
 * What a page may do, as its content security policy. Nothing comes from another host and nothing goes to one: the pages carry what they
 * need. Scripts and styles come as files; only the editor of the playground writes styles while it runs.
 */
export function policyOf(page: PageName): string {
  const policy = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": page === "playground" ? "'self' 'unsafe-inline'" : "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "worker-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
  };
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
