import type { Cell, Dimension } from "./cell";

export const SECURE_TRANSPORT = "aws:securetransport";
export const TLS_VERSION = "s3:tlsversion";

/**
 * The two keys of the transport as one dimension: a request over plain HTTP has no TLS version.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function transportDimension(secure: Dimension, version: Dimension): Dimension {
  return secure.flatMap((one) =>
    version
      .filter((other) => !isPlain(one) || Object.keys(other.part.context ?? {}).length === 0)
      .map((other) => ({
        sure: one.sure & other.sure,
        possible: one.possible & other.possible,
        part: { context: { ...one.part.context, ...other.part.context } },
      })),
  );
}

const isPlain = ({ part }: Cell): boolean => Object.values(part.context ?? {}).includes("false");
