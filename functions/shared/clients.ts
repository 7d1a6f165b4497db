import { HttpsOnlyHandler, type HttpsOnlyOptions } from "./https-only";

/** Where a client's service is. */
export interface ClientSettings extends HttpsOnlyOptions {
  /** For example `eu-west-1`. */
  readonly region: string;
  /** An HTTPS address to use in place of the Region's own; plain HTTP is refused at the first call. @default - the Region's own */
  readonly endpoint?: string;
  /** Speaks to the endpoints whose cryptography is validated by FIPS 140, which some Regions have. @default false */
  readonly useFipsEndpoint?: boolean;
}

/**
 * What every AWS client of a function is made with: HTTPS only, and the standard retries written out, so that no environment
 * variable changes them (`AWS_RETRY_MODE=adaptive` waits for minutes where a caller has seconds).
 *
 * Three attempts: throttling waits up to 3 s between them, a 500 or a reset 20 to 110 ms; a TLS refusal is not retried.
 */
export function clientConfiguration(settings: ClientSettings) {
  const { region, endpoint, useFipsEndpoint = false, ...http } = settings;
  return {
    region,
    useFipsEndpoint,
    maxAttempts: 3,
    retryMode: "standard",
    requestHandler: new HttpsOnlyHandler(http),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
