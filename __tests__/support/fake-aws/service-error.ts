/** A refusal by a service: the world throws it, and the routes put it into the service's own form. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  /**
   * @param code The service's own word, for example `NoSuchKey`.
   * @param status Of HTTP. @default 400
   * @param headers To answer along with it.
   */
  constructor(
    readonly code: string,
    readonly status = 400,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}, said by the fake.`);
  }
}
