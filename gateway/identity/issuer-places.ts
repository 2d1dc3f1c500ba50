/** Where the issuer is, for browsers and for the gateway, which may reach it at another address. */
export interface IssuerPlaces {
  /** Its discovery document, as the gateway reads it. */
  readonly discovery: URL;
  /** Whether an endpoint is at the issuer's own host, at either of its addresses. */
  isOwn(endpoint: string): boolean;
  /** Where the gateway asks an endpoint. */
  forGateway(endpoint: string): URL;
  /** Where a browser is sent for an endpoint. */
  forBrowser(endpoint: string): string;
}

/**
 * An issuer's document names its endpoints by the address that browsers reach, or by the one at which it was asked.
 * @param internal where the gateway reaches it, when that is not at `issuer`
 */
export function issuerPlaces(issuer: string, internal: string = issuer): IssuerPlaces {
  const [outer, inner] = [new URL(issuer).origin, new URL(internal).origin];
  const moved = (endpoint: string, from: string, to: string) => {
    const { origin, href } = new URL(endpoint);
    return origin === from ? to + href.slice(origin.length) : href;
  };
  return {
    discovery: new URL(`${internal.replace(/\/$/, "")}/.well-known/openid-configuration`),
    isOwn: (endpoint) => [outer, inner].includes(new URL(endpoint).origin),
    forGateway: (endpoint) => new URL(moved(endpoint, outer, inner)),
    forBrowser: (endpoint) => moved(endpoint, inner, outer),
  };
}
