/** The condition keys of the headers by which an upload says how it is encrypted. */
export const SSE_ALGORITHM = "s3:x-amz-server-side-encryption";
export const SSE_KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
export const SSE_CUSTOMER_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";
