import { clientConfiguration } from "../../../functions/shared/clients";
import { HttpsOnlyHandler } from "../../../functions/shared/https-only";
import { log } from "../../../functions/shared/log";

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
    expect(httpsAgent).toMatchObject({ options: { minVersion: "TLSv1.2", keepAlive: true } });
    expect(settings).toMatchObject({
      connectionTimeout: 1000,
      requestTimeout: 5000,
      throwOnRequestTimeout: true,
    });
    handler.destroy();
  });
});

describe("clientConfiguration", () => {
  it("writes the retries out, whatever the environment says", () => {
    expect(clientConfiguration({ region: "eu-west-1" })).toEqual({
      region: "eu-west-1",
      maxAttempts: 3,
      retryMode: "standard",
      requestHandler: expect.any(HttpsOnlyHandler),
    });
  });
});

describe("log", () => {
  it("writes one line, whatever the fields hold", () => {
    const lines: string[] = [];
    log((line) => lines.push(line), "INFO", "two\nlines", { reason: "a\nb", absent: undefined });
    expect(lines[0]).not.toContain("\n");
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      timestamp: expect.any(String),
      level: "INFO",
      message: "two\nlines",
      reason: "a\nb",
    });
  });
});
