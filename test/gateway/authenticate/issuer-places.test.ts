import { describe, expect, test } from "@jest/globals";
import { issuerPlaces } from "../../../gateway/identity/issuer-places.js";

describe("an issuer that the gateway reaches at another address than browsers do", () => {
  const places = issuerPlaces("https://login.example/realm", "http://issuer:8080/realm");

  test("is read there, and asked there whichever of the two its document names", () => {
    expect(places.discovery.href).toBe("http://issuer:8080/realm/.well-known/openid-configuration");
    for (const endpoint of ["https://login.example/token?a=1", "http://issuer:8080/token?a=1"])
      expect(places.forGateway(endpoint).href).toBe("http://issuer:8080/token?a=1");
  });

  test("sends browsers to the address that they reach", () => {
    for (const endpoint of ["https://login.example/auth", "http://issuer:8080/auth"])
      expect(places.forBrowser(endpoint)).toBe("https://login.example/auth");
  });

  test("leaves endpoints on other hosts where they are, and does not take them for its own", () => {
    expect(places.forGateway("https://other.example/token").href).toBe("https://other.example/token");
    expect(
      ["https://login.example/keys", "http://issuer:8080/keys", "https://other.example/keys"].map(places.isOwn),
    ).toEqual([true, true, false]);
  });
});
