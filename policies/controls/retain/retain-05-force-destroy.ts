import { control } from "../control";
import { fail, pass, unknown } from "../judgement";
import { buckets } from "../support/buckets";

export const forceDestroy = control({
  id: "RKG-RETAIN-05",
  title: "No bucket is destroyed with what it holds",
  severity: "high",
  subject: "bucket",
  rationale:
    "With `force_destroy` one `terraform destroy`, or one changed name, deletes every picture and every version of it, and nothing brings them back.",
  remediation: {
    text: "Take `force_destroy` away. Empty a bucket on purpose before you destroy it.",
    terraform: `resource "aws_s3_bucket" "faces" {
  bucket = "faces" # force_destroy is off by default
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // has no such prop`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "CP-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.10", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: buckets,
  judge(bucket) {
    const force = bucket.get("force_destroy");
    if (force.boolean === true) return fail("The bucket is destroyed with everything in it.", force);
    if (force.boolean === false) return pass("A bucket that holds something is not destroyed.", force);
    return force.state === "absent" || force.state === "computed"
      ? pass("`force_destroy` is not set, and so off.", bucket)
      : unknown("Whether `force_destroy` is on is not known here; review a plan.", force);
  },
});
