import { ref } from "../support/bucket-policies";
import { judges, type Stack } from "../support/judges";
import { casesOf } from "../support/lifecycles";

const bucket = (settings: object): Stack => ({
  resource: { aws_s3_bucket: { faces: { bucket: "faces", ...settings } } },
});

judges("RKG-RETAIN-05", [
  ...casesOf("pass", {
    off: bucket({ force_destroy: false }),
    "off, as text": bucket({ force_destroy: "false" }),
    "not set": bucket({}),
    null: bucket({ force_destroy: null }),
  }),
  ...casesOf("fail", {
    on: bucket({ force_destroy: true }),
    "on, as text": bucket({ force_destroy: "true" }),
    "on for a bucket of access logs": bucket({
      force_destroy: true,
      tags: { "guardrails:role": "access-logs" },
    }),
    "on by a local": {
      ...bucket({ force_destroy: ref("local.force") }),
      locals: { force: "true" },
    },
  }),
  ...casesOf("unknown", {
    "a variable": bucket({ force_destroy: ref("var.force") }),
    "an expression": bucket({ force_destroy: ref('var.stage != "production"') }),
    "no boolean": bucket({ force_destroy: "no" }),
  }),
  {
    name: "tells where",
    verdict: "fail",
    given: bucket({ force_destroy: true }),
    evidence: "aws_s3_bucket.faces force_destroy",
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
