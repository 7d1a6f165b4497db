import { actionNamed, type CataloguedAction } from "../catalogue/catalogue";
import type { Subject } from "./subject";

export const MAXIMUM_EXAMPLES = 20;
export const EXAMPLE_RESOURCES = [
  "arn:aws:s3:::example-bucket/photo.jpg",
  "arn:aws:s3:::example-bucket",
  "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:rekognition:eu-west-1:111122223333:collection/members",
];

/** Well-known actions of the services that the patterns name, for readable witnesses. */
export function exampleActions(
  subjects: readonly Subject[],
  service: string | undefined,
): readonly CataloguedAction[] {
  const services = new Set([service]);
  for (const { matcher } of subjects) {
    for (const { source } of matcher.actions?.patterns ?? [])
      services.add(source.split(":")[0]?.toLowerCase());
  }
  const all = services.has("*") || services.size === 1;
  return EXAMPLE_ACTIONS.filter((name) => all || services.has(name.split(":")[0])).flatMap(
    (name) => actionNamed(name) ?? [],
  );
}

const EXAMPLE_ACTIONS = [
  ...["GetObject", "PutObject", "DeleteObject", "ListBucket", "PutBucketPolicy", "GetBucketAcl"].map(
    (name) => `s3:${name}`,
  ),
  ...["Decrypt", "Encrypt", "GenerateDataKey", "CreateGrant", "DescribeKey", "PutKeyPolicy"].map(
    (name) => `kms:${name}`,
  ),
  ...["CompareFaces", "SearchFacesByImage", "IndexFaces", "DeleteFaces"].map((name) => `rekognition:${name}`),
  ...["sqs:SendMessage", "sns:Publish", "sts:AssumeRole", "lambda:InvokeFunction", "iam:PassRole"],
];

/** A text that the pattern matches, for readable witnesses. */
export const exampleOf = (encoded: string): string => encoded.replaceAll("*", "example").replaceAll("?", "x");
