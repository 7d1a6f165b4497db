import { HttpsOnlyHandler } from "../../../functions/shared/https-only";

type Request = Parameters<HttpsOnlyHandler["handle"]>[0];

describe("HttpsOnlyHandler", () => {
  it.each(["http:", "HTTPS", "", "ws:"])("refuses the protocol %j", async (protocol) => {
    await expect(new HttpsOnlyHandler().handle({ protocol } as Request)).rejects.toMatchObject({
      reason: "insecure-endpoint",
    });
  });

  it("asks for TLS 1.2 or later, and for an end to every wait", async () => {
    const handler = new HttpsOnlyHandler();
    await handler
      .handle({
        protocol: "https:",
        hostname: "localhost",
        port: 1,
        method: "GET",
        path: "/",
        headers: {},
      } as Request)
      .catch(() => undefined);
    const { httpsAgent, ...settings } = handler.httpHandlerConfigs();
    expect(httpsAgent).toMatchObject({
      options: { minVersion: "TLSv1.2", rejectUnauthorized: true, keepAlive: true },
    });
    expect(settings).toMatchObject({
      connectionTimeout: 1000,
      requestTimeout: 5000,
      throwOnRequestTimeout: true,
    });
    handler.destroy();
  });
});
