import type { InvocationContext } from "../../../functions/shared/deadline";
import type { Settings } from "../../../functions/verify-face/settings";

// The functions run on Node 22; the tests run on Node 20 too, which the SDK would remark on in every file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001";
export const OTHER_KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000002";

export const ENVIRONMENT = {
  AWS_REGION: "eu-west-1",
  IMAGE_BUCKET: "lending-desk-faces",
  IMAGE_BUCKET_OWNER: "111122223333",
  IMAGE_KEY_ARN: KEY_ARN,
};

export const SETTINGS: Settings = {
  region: "eu-west-1",
  imageBucket: ENVIRONMENT.IMAGE_BUCKET,
  imageBucketOwner: ENVIRONMENT.IMAGE_BUCKET_OWNER,
  imageKeyArn: KEY_ARN,
  membersPrefix: "members/",
  probesPrefix: "probes/",
  similarityThreshold: 99,
};

/** A context with some seconds left. */
export const contextWith = (remainingMs: number): InvocationContext => ({
  awsRequestId: "invocation-1",
  getRemainingTimeInMillis: () => remainingMs,
});

export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
export const PROBE = { bytes: JPEG.toString("base64") };
