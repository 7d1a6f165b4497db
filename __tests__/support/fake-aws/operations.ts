/** The operations that the fake knows, by service. */
export const OPERATIONS = {
  s3: ["DeleteObject", "DeleteObjects", "GetObject", "HeadObject", "ListObjectVersions", "PutObject"],
  rekognition: [
    "CompareFaces",
    "CreateCollection",
    "CreateFaceLivenessSession",
    "CreateProject",
    "CreateProjectVersion",
    "CreateStreamProcessor",
    "DeleteCollection",
    "DeleteFaces",
    "DeleteProject",
    "DeleteStreamProcessor",
    "DescribeCollection",
    "DescribeProjects",
    "DescribeProjectVersions",
    "DescribeStreamProcessor",
    "DetectFaces",
    "GetFaceLivenessSessionResults",
    "GetFaceSearch",
    "IndexFaces",
    "ListFaces",
    "ListTagsForResource",
    "SearchFacesByImage",
    "StartFaceSearch",
    "TagResource",
    "UntagResource",
  ],
  organizations: ["DescribeEffectivePolicy"],
  kms: ["DescribeKey"],
} as const;

export type S3Operation = (typeof OPERATIONS.s3)[number];
export type RekognitionOperation = (typeof OPERATIONS.rekognition)[number];
export type OrganizationsOperation = (typeof OPERATIONS.organizations)[number];
export type KmsOperation = (typeof OPERATIONS.kms)[number];
export type Operation = S3Operation | RekognitionOperation | OrganizationsOperation | KmsOperation;

/** What a request is for can be told by these. */
export interface RequestLine {
  readonly method: string;
  /** With the query, still encoded. */
  readonly path: string;
  /** The header `X-Amz-Target`, of services that speak JSON 1.1. */
  readonly target: string | undefined;
}

/** The operation that a request is for: by its target, or by S3's method and query. */
export function operationOf({ method, path, target }: RequestLine): Operation | "unknown" {
  if (target !== undefined) return byTarget(target);
  const [resource = "", queryText = ""] = path.split("?", 2);
  const query = new URLSearchParams(queryText);
  const ofObject = /^\/[^/]+\/./.test(resource);
  if (!ofObject) {
    if (method === "GET" && query.has("versions")) return "ListObjectVersions";
    return method === "POST" && query.has("delete") ? "DeleteObjects" : "unknown";
  }
  // Whatever else the query names is another operation: an upload's part, tags, an ACL.
  const others = [...query.keys()].filter((name) => name !== "x-id" && name !== "versionId");
  return others.length > 0 ? "unknown" : (BY_METHOD.get(method) ?? "unknown");
}

/** Tells S3's operations, whose answers are XML, from those that speak JSON 1.1. */
export function isS3(operation: Operation): operation is S3Operation {
  return OPERATIONS.s3.some((known) => known === operation);
}

/** Tells the operations of AWS Organizations. */
export function isOrganizations(operation: Operation): operation is OrganizationsOperation {
  return OPERATIONS.organizations.some((known) => known === operation);
}

/** Tells the operations of KMS. */
export function isKms(operation: Operation): operation is KmsOperation {
  return OPERATIONS.kms.some((known) => known === operation);
}

const BY_METHOD: ReadonlyMap<string, S3Operation> = new Map([
  ["HEAD", "HeadObject"],
  ["GET", "GetObject"],
  ["PUT", "PutObject"],
  ["DELETE", "DeleteObject"],
]);

const BY_TARGET: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...OPERATIONS.rekognition.map((name) => [`RekognitionService.${name}`, name] as const),
  ...OPERATIONS.organizations.map((name) => [`AWSOrganizationsV20161128.${name}`, name] as const),
  ...OPERATIONS.kms.map((name) => [`TrentService.${name}`, name] as const),
]);

const byTarget = (target: string) => BY_TARGET.get(target) ?? "unknown";
