/** An address as anybody may see it: where it is, and which database. A path on the web may be as good as a password. */
export function withoutSecrets(url: string): string {
  // Several hosts with commas between cannot be read as an address of the web.
  const several = /^([a-z+]+:\/\/)(?:[^@/]*@)?([^@/?]+,[^@/?]+)(\/[^@?]*)?(?:\?.*)?$/.exec(url);
  if (several) return `${several[1]}${several[2]}${several[3] ?? ""}`;
  const { protocol, host, pathname } = new URL(url);
  const isWeb = /^(http|ws)s?:$/.test(protocol);
  return `${protocol}//${host}${isWeb || pathname === "/" ? "" : pathname}`;
}
