import { clientConfiguration } from "../../../functions/shared/clients";
import { HttpsOnlyHandler } from "../../../functions/shared/https-only";

describe("clientConfiguration", () => {
  it("writes the retries out, whatever the environment says", () => {
    expect(clientConfiguration({ region: "eu-west-1" })).toEqual({
      region: "eu-west-1",
      useFipsEndpoint: false,
      maxAttempts: 3,
      retryMode: "standard",
      requestHandler: expect.any(HttpsOnlyHandler),
    });
  });

  it("goes to the endpoint it is given, and to FIPS endpoints where it is told to", () => {
    const endpoint = "https://localhost:8443";
    expect(clientConfiguration({ region: "us-east-1", endpoint, useFipsEndpoint: true })).toMatchObject({
      useFipsEndpoint: true,
      endpoint,
    });
  });
});
