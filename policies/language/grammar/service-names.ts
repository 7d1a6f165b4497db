/** The domains of service principals: the parser takes no others, and the cells of services know them all. */
export const SERVICE_DOMAINS: readonly string[] = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "aws.internal",
  "amazon.com",
];

/** A name in front of one of the domains: `lambda.amazonaws.com`. */
export const isServicePrincipal = (text: string): boolean =>
  /^[a-z0-9][a-z0-9.-]*$/.test(text) && SERVICE_DOMAINS.some((domain) => text.endsWith(`.${domain}`));
