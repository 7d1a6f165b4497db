import { judges } from "../support/judges";
import { allow, attachments, document, granted, rolePolicy } from "./support/grants";

const collection = "arn:aws:rekognition:eu-west-1:111122223333:collection";
const search = "rekognition:SearchFacesByImage";
const starts = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

judges("RKG-ACCESS-05", [
  {
    name: "it names the collection",
    verdict: "pass",
    given: granted(allow(search, `${collection}/members`)),
  },
  {
    name: "it names collections by how they begin",
    verdict: "pass",
    given: granted(allow("rekognition:*", `${collection}/members-*`)),
  },
  {
    name: "it refers to the collection",
    verdict: "pass",
    given: {
      resource: {
        aws_rekognition_collection: { members: { collection_id: "members" } },
        aws_iam_role_policy: {
          verify: { policy: document(allow(search, "${aws_rekognition_collection.members.arn}")) },
        },
      },
    },
  },
  {
    name: "account and region are references",
    verdict: "pass",
    given: granted(
      allow(
        search,
        "arn:aws:rekognition:${data.aws_region.now.name}:${data.aws_caller_identity.now.account_id}:collection/members",
      ),
    ),
  },
  {
    name: "it names projects and stream processors",
    verdict: "pass",
    given: granted(
      allow("rekognition:CreateProjectVersion", "arn:aws:rekognition:eu-west-1:111122223333:project/badge/1"),
      allow("rekognition:StartStreamProcessor", "arn:aws:rekognition:*:*:streamprocessor/door"),
    ),
  },
  {
    name: "an AWS policy gives none",
    verdict: "pass",
    given: {
      resource: {
        aws_iam_role: { verify: { managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] } },
      },
    },
  },
  ...[
    ["every resource", "*"],
    ["every collection", `${collection}/*`],
    ["every collection, by a star in the kind", "arn:aws:rekognition:*:*:*"],
    ["every collection of some region", "arn:aws:rekognition:*:111122223333:collection/*"],
    ["every first letter", starts.map((start) => `${collection}/${start}*`)],
    ["one and every", [`${collection}/members`, "*"]],
  ].map(([name, resource]) => ({
    name: `it searches in ${String(name)}`,
    verdict: "fail" as const,
    given: granted(allow(search, resource as string)),
    evidence: "aws_iam_role_policy.verify policy",
    reason: /SearchFacesByImage on every collection/,
  })),
  {
    name: "it leaves one out",
    verdict: "fail",
    given: granted({ Effect: "Allow", Action: search, NotResource: `${collection}/members` }),
  },
  {
    name: "two statements take every collection together",
    verdict: "fail",
    given: granted(
      allow(
        search,
        starts.slice(0, 20).map((start) => `${collection}/${start}*`),
      ),
      allow(
        "rekognition:Search*",
        starts.slice(20).map((start) => `${collection}/${start}*`),
      ),
    ),
  },
  {
    name: "it runs every version of every project",
    verdict: "fail",
    given: granted(allow("rekognition:DetectCustomLabels", "arn:aws:rekognition:*:*:project/*/version/*/*")),
    reason: /every project version/,
  },
  {
    name: "it changes every dataset",
    verdict: "fail",
    given: granted(allow("rekognition:UpdateDatasetEntries")),
    reason: /every dataset/,
  },
  {
    name: "it stops every stream processor",
    verdict: "fail",
    given: granted(allow("rekognition:StopStreamProcessor")),
    reason: /every stream processor/,
  },
  ...attachments("arn:aws:iam::aws:policy/AmazonRekognitionReadOnlyAccess").map(([how, given]) => ({
    name: `AmazonRekognitionReadOnlyAccess is given ${how}`,
    verdict: "fail" as const,
    given,
  })),
  {
    name: "a variable holds the resource",
    verdict: "unknown",
    given: granted(allow(search, "${var.collection_arn}")),
  },
  { name: "a variable holds the action", verdict: "unknown", given: granted(allow("${var.action}")) },
  { name: "a variable holds the policy", verdict: "unknown", given: rolePolicy("${var.policy}") },
  {
    name: "the actions know no resource",
    verdict: "not-applicable",
    given: granted(
      allow([
        "rekognition:CompareFaces",
        "rekognition:DetectFaces",
        "rekognition:CreateFaceLivenessSession",
        "rekognition:GetFaceLivenessSessionResults",
      ]),
    ),
  },
  { name: "it is about something else", verdict: "not-applicable", given: granted(allow("s3:*")) },
  { name: "there is no policy", verdict: "not-applicable", given: {} },
]);
