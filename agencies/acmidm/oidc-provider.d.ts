/** The server itself without its front door, which complains about every Node older than 22 each time it is opened. */
declare module "oidc-provider/lib/provider.js" {
  export { Provider } from "oidc-provider";
}
