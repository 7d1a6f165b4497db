import { linkedFrom } from "../../configuration/links/companions";
import { unresolved } from "../../configuration/links/link";
import type { Attribute } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import type { PolicyDocument } from "./policy-questions";

/** What a control asks of a managed policy that AWS wrote. */
export type Breadth = "rekognition" | "rekognition-resources" | "keys" | "objects" | "pass-role";

/** A managed policy that is attached. */
export type ManagedPolicy =
  /** One that AWS wrote: `AmazonRekognitionFullAccess`. */
  | { readonly kind: "aws"; readonly name: string; readonly arn: Attribute }
  /** One that the configuration manages, which is judged by itself. */
  | { readonly kind: "own"; readonly address: string; readonly arn: Attribute }
  /** One that a data source reads, with its document. */
  | { readonly kind: "document"; readonly document: PolicyDocument; readonly arn: Attribute }
  | { readonly kind: "unknown"; readonly reason: string; readonly arn: Attribute };

const AWS_MANAGED = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/;

/** The managed policies that an ARN may stand for: a literal, a reference, or a data source that looks one up by name or ARN. */
export function managedPolicies(arn: Attribute, context: ReviewContext): readonly ManagedPolicy[] {
  const { configuration, policies } = context;
  const text = arn.string ?? withoutReferences(arn.template);
  const name = AWS_MANAGED.exec(text ?? "")?.[1];
  if (name !== undefined) return [{ kind: "aws", name: lastPart(name), arn }];
  const [own] = linkedFrom(configuration, arn, "aws_iam_policy").sure;
  if (own !== undefined) return [{ kind: "own", address: own.address, arn }];
  if (arn.string !== undefined)
    return [{ kind: "unknown", reason: `What ${arn.string} allows is written elsewhere.`, arn }];
  const found = arn.references.flatMap(({ resources }) => resources);
  if (found.length === 0) return [{ kind: "unknown", reason: `${unresolved(arn)}.`, arn }];
  return found.map((resource): ManagedPolicy => {
    if (resource.mode === "managed" && resource.type === "aws_iam_policy")
      return { kind: "own", address: resource.address, arn };
    const aws =
      resource.type === "aws_iam_policy"
        ? (awsName(resource.get("arn")) ?? bareName(resource.get("name")))
        : undefined;
    if (aws !== undefined) return { kind: "aws", name: aws, arn };
    const document = policies.documentIn(resource, resource.get("policy"), "identity");
    if (resource.type === "aws_iam_policy" && document.document !== undefined)
      return { kind: "document", document, arn };
    return {
      kind: "unknown",
      reason: `What ${resource.address} allows is known only after it is read.`,
      arn,
    };
  });
}

/** `arn:${data.aws_partition.current.partition}:iam::aws:policy/X` */
const withoutReferences = (template: string | undefined): string | undefined =>
  template?.replace(/^arn:\$\{[^}]*\}:/, "arn:aws:");

const awsName = ({ string, template }: Attribute): string | undefined => {
  const name = AWS_MANAGED.exec(string ?? withoutReferences(template) ?? "")?.[1];
  return name === undefined ? undefined : lastPart(name);
};

/** A name alone may be that of a policy of the account; one that AWS took is AWS's. */
const bareName = ({ string }: Attribute): string | undefined =>
  string !== undefined && Object.hasOwn(KNOWN, string) ? string : undefined;

const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * Policies that AWS wrote, and what each gives in general, from its document.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const KNOWN: Readonly<Record<string, readonly Breadth[]>> = {
  AdministratorAccess: ["rekognition", "rekognition-resources", "keys", "objects", "pass-role"],
  PowerUserAccess: ["rekognition", "rekognition-resources", "keys", "objects"],
  ReadOnlyAccess: ["rekognition-resources", "objects"],
  IAMFullAccess: ["pass-role"],
  AmazonRekognitionFullAccess: ["rekognition", "rekognition-resources"],
  AmazonRekognitionReadOnlyAccess: ["rekognition-resources"],
  AmazonRekognitionCustomLabelsFullAccess: ["rekognition-resources"],
  AmazonRekognitionServiceRole: [],
  AmazonS3FullAccess: ["objects"],
  AmazonS3ReadOnlyAccess: ["objects"],
  AWSKeyManagementServicePowerUser: [],
  AWSLambdaBasicExecutionRole: [],
  AWSLambdaVPCAccessExecutionRole: [],
  AWSLambdaSQSQueueExecutionRole: [],
  AWSLambdaKinesisExecutionRole: [],
  AWSLambdaDynamoDBExecutionRole: [],
  AWSXRayDaemonWriteAccess: [],
  AWSXrayWriteOnlyAccess: [],
  CloudWatchLambdaInsightsExecutionRolePolicy: [],
};

/** All but those whose document is here to be judged. */
export type UnreadPolicy = Exclude<ManagedPolicy, { readonly kind: "document" }>;

/** Judges a managed policy by what it is known to give. */
export function judgeManaged(
  managed: UnreadPolicy,
  breadth: Breadth,
  words: { breaks: string; holds: string },
): Judgement {
  const { arn } = managed;
  switch (managed.kind) {
    case "own":
      return notApplicable(`${managed.address} is judged by itself.`, arn);
    case "unknown":
      return unknown(`${managed.reason} Review it where it is written, or write the policy here.`, arn);
    case "aws": {
      const known = Object.hasOwn(KNOWN, managed.name) ? KNOWN[managed.name] : undefined;
      if (known === undefined)
        return unknown(
          `What the AWS managed policy ${managed.name} allows is not known here: write the few actions that are needed in a policy of your own.`,
          arn,
        );
      return known.includes(breadth)
        ? fail(`The AWS managed policy ${managed.name} ${words.breaks}.`, arn)
        : pass(`The AWS managed policy ${managed.name} ${words.holds}.`, arn);
    }
  }
}
