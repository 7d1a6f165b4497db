import type { Attribute } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { buckets, isLogBucket, judgeAbsence } from "../support/buckets";
import { algorithmIn, encryptionRules, isKms, keyIn } from "../support/default-encryption";
import { judgeKey } from "../support/key-settings";

export const defaultEncryption = control({
  id: "RKG-REST-01",
  title: "Buckets encrypt every object with a customer managed key",
  severity: "high",
  subject: "bucket",
  rationale:
    "Whoever may use the key may see the faces. Only a key of your own has a policy that you write: with S3's key, or one that AWS manages, everybody who may read the object may decrypt it.",
  remediation: {
    text: "Set the bucket's default encryption to `aws:kms` (or `aws:kms:dsse`) with the ARN of a customer managed key.",
    terraform: `resource "aws_s3_bucket_server_side_encryption_configuration" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.faces.arn
    }
  }
}`,
    typescript: `const key = new CustomerManagedKey(this, "Key", { aliases: ["face-images"] });
new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket });`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.17" },
    { framework: "AWS Config", id: "s3-default-encryption-kms" },
    { framework: "NIST 800-53 r5", id: "SC-13" },
    { framework: "NIST 800-53 r5", id: "SC-28(1)" },
    { framework: "ISO 27001:2022", id: "A.8.24" },
    { framework: "GDPR", id: "Art. 32" },
    { framework: "Prowler", id: "s3_bucket_kms_encryption" },
    { framework: "Checkov", id: "CKV_AWS_145" },
    { framework: "Trivy", id: "AWS-0132" },
  ],
  differs:
    "General scanners are content with the algorithm. Here `aws:kms` without a key, or with `alias/aws/s3`, fails: AWS manages that key and its policy. `aws:kms:dsse` is accepted. A bucket that only receives access logs may use SSE-S3.",
  subjects: buckets,
  judge(bucket, context) {
    if (isLogBucket(bucket, context))
      return pass("It only receives access logs: S3 encrypts them with its own key at least.", bucket);
    const setting = encryptionRules(bucket, context);
    if (setting.holders.length === 0) {
      return judgeAbsence(
        bucket,
        setting,
        fail("The bucket has no default encryption of its own: S3 uses a key of its own (AES256).", bucket),
      );
    }
    return all(setting.holders.map((rule) => judgeRule(rule, context)));
  },
});

function judgeRule(rule: Attribute, context: ReviewContext): Judgement {
  const algorithm = algorithmIn(rule);
  if (algorithm.state === "configured") {
    return unknown(
      "Which algorithm the bucket encrypts with is not known: review the plan, or give the value in the configuration.",
      algorithm,
    );
  }
  if (algorithm.string === undefined)
    return fail("The default encryption names no algorithm: S3 uses a key of its own (AES256).", algorithm);
  return isKms(algorithm.string)
    ? judgeKey(keyIn(rule), context, "The bucket")
    : fail(`The bucket encrypts with ${algorithm.string}, which uses no key of yours.`, algorithm);
}
