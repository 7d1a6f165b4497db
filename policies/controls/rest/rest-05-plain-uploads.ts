import type { Resource } from "../../configuration/resource";
import type { Answer, Policy, Scope } from "../../language";
import { control, type ReviewContext } from "../control";
import { type Judgement, notApplicable, pass, unknown } from "../judgement";
import { ANYBODY } from "../support/anybody";
import { judgeEach, policiesOn } from "../support/attachments";
import { bucketArn, dataBuckets } from "../support/buckets";
import { type DefaultKey, defaultKeyOf } from "../support/default-encryption";
import { SSE_ALGORITHM, SSE_CUSTOMER_ALGORITHM, SSE_KEY_ID } from "../support/encryption-headers";
import type { PolicyDocument } from "../support/policy-questions";

export const plainUploads = control({
  id: "RKG-REST-05",
  title: "Buckets accept uploads without encryption headers",
  severity: "medium",
  subject: "bucket",
  rationale:
    "Default encryption protects an upload that says nothing. A policy that refuses it breaks correct clients, and is then loosened in a hurry: that is how exceptions get into the policy of a bucket of faces.",
  remediation: {
    text: "Ask in the same statement that the header is there: `Null` false beside `StringNotEquals` or `ArnNotEquals`. A negated operator alone is true of a header that is absent, and `IfExists` does not change that.",
    terraform: `condition {
  test     = "Null"
  variable = "s3:x-amz-server-side-encryption"
  values   = ["false"]
}
condition {
  test     = "StringNotEquals"
  variable = "s3:x-amz-server-side-encryption"
  values   = ["aws:kms", "aws:kms:dsse"]
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // each deny asks for the header first`,
  },
  mappings: [{ framework: "ISO 27001:2022", id: "A.8.9", suggested: true }],
  differs:
    "Older guides and rules ask for a policy that refuses uploads without headers. Since default encryption they are safe, and refusing them gains nothing.",
  subjects: dataBuckets,
  judge(bucket, context) {
    const key = defaultKeyOf(bucket, context);
    if (key.kind === "none") {
      return notApplicable(
        "No key of yours protects an upload without headers here, so refusing it may be right: RKG-REST-01 says so.",
        bucket,
      );
    }
    const holds = "No statement refuses an upload for want of encryption headers.";
    const judged = judgeEach(
      policiesOn(bucket, context),
      bucket,
      context,
      {
        holds,
        breaks: "An upload without encryption headers is refused, which default encryption protects.",
        absent: pass("The bucket has no policy that refuses uploads.", bucket),
      },
      (document) => acceptsPlain(document, bucket, key, context),
    );
    return judged.verdict === "fail" && key.kind === "unknown" ? doubtful(judged, key.reason) : judged;
  },
});

const doubtful = ({ reason, evidence }: Judgement, doubt: string): Judgement =>
  unknown(`${reason} Whether default encryption protects it is not known: ${doubt}.`, ...evidence);

const HEADERS: readonly string[] = [SSE_ALGORITHM, SSE_KEY_ID, SSE_CUSTOMER_ALGORITHM];

/** The statements that refuse by what an upload says, or does not say, of its encryption. */
const aboutHeaders = ({ statements }: Policy) =>
  statements.filter(
    ({ effect, conditions }) =>
      effect === "unknown" || (effect === "Deny" && conditions.some(({ key }) => HEADERS.includes(key))),
  );

function acceptsPlain(
  document: PolicyDocument,
  bucket: Resource,
  key: DefaultKey,
  { policies }: ReviewContext,
): Answer {
  if (aboutHeaders(policies.policyOf(document)).length === 0) return { verdict: "proved" };
  const uploads = (headers: Scope["Condition"] & object): Scope => ({
    Action: "s3:PutObject",
    Resource: `${bucketArn(bucket)}/*`,
    Condition: {
      Bool: { "aws:SecureTransport": "true" },
      NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" },
      ...headers,
    },
  });
  const allowed = (headers: Scope["Condition"] & object): Answer =>
    policies.allows(document, uploads(headers), {
      name: "anybody, statements about encryption headers only",
      set: (policy) => ({
        identity: [ANYBODY],
        resource: [{ kind: policy.kind, statements: aboutHeaders(policy) }],
        sameAccount: true,
      }),
    });
  const absent = { [SSE_ALGORITHM]: "true", [SSE_CUSTOMER_ALGORITHM]: "true" };
  const plain = allowed({ Null: { ...absent, [SSE_KEY_ID]: "true" } });
  if (plain.verdict !== "refuted") return plain;
  // AWS documents that S3 fills in the key of the default encryption before it judges; others measured that it does not.
  const refusedWithKey =
    key.kind === "customer" && key.arn !== undefined
      ? allowed({ Null: absent, ArnEquals: { [SSE_KEY_ID]: key.arn } }).verdict === "refuted"
      : policies.denies(document, uploads({ Null: { ...absent, [SSE_KEY_ID]: "false" } })).verdict ===
        "proved";
  if (refusedWithKey) return plain;
  return {
    verdict: "unknown",
    reasons: [
      "whether S3 fills in the key of the default encryption before it judges an upload without headers is told in two ways; beside the test of the key id, ask that it is there (Null false)",
    ],
  };
}
