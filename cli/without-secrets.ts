/** An address as anybody may see it: where it is, and which database. A path on the web may be as good as a password. */
export function withoutSecrets(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  const isWeb = /^(http|ws)s?:$/.test(protocol);
  return `${protocol}//${host}${isWeb || pathname === "/" ? "" : pathname}`;
}
