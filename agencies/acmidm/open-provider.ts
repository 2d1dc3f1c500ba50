import type { Configuration, Provider as ProviderClass } from "oidc-provider";
// @ts-expect-error -- the types know the package's front door alone, which complains aloud about every Node below 22
import { Provider } from "oidc-provider/lib/provider.js";

/** The server of the oidc-provider package, opened without a word on the console. */
export function openProvider(issuer: string, configuration: Configuration): ProviderClass {
  return new (Provider as typeof ProviderClass)(issuer, configuration);
}
