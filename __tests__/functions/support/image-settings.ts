const OWNER = "111122223333";

export const KEY_ARN = `arn:aws:kms:eu-west-1:${OWNER}:key/0a1b2c3d-0000-4000-8000-000000000001`;
export const OTHER_KEY_ARN = `arn:aws:kms:eu-west-1:${OWNER}:key/0a1b2c3d-0000-4000-8000-000000000002`;
export const BUCKET = "lending-desk-faces";

/** Lambda's id of every invocation. */
export const REQUEST_ID = "invocation-1";

/** What every function on face images has in its environment. */
export const ENVIRONMENT = {
  AWS_REGION: "eu-west-1",
  IMAGE_BUCKET: BUCKET,
  IMAGE_BUCKET_OWNER: OWNER,
  IMAGE_KEY_ARN: KEY_ARN,
};

/** The same as settings. */
export const IMAGE_SETTINGS = {
  region: "eu-west-1",
  useFipsEndpoint: false,
  imageBucket: BUCKET,
  imageBucketOwner: OWNER,
  imageKeyArn: KEY_ARN,
  membersPrefix: "members/",
};

/** An event of a function URL or an HTTP API, payload format 2.0. */
export const httpEvent = (request: object, pathParameters?: Readonly<Record<string, string>>) => ({
  version: "2.0",
  requestContext: { http: { method: "POST" } },
  ...(pathParameters === undefined ? {} : { pathParameters }),
  body: JSON.stringify(request),
});
