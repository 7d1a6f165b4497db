import {
  type AnyControl,
  type ControlId,
  control,
  type Severity,
} from "../../../../policies/controls/control";
import { notApplicable } from "../../../../policies/controls/judgement";
import type { Request } from "../../../../policies/language";
import type { Result, Review, ReviewVerdict, WaiverProblem } from "../../../../policies/review/result";

/** A control that nobody asks: reports only tell of it. */
export const sampleControl = (
  id: ControlId,
  severity: Severity,
  title: string,
  told: Partial<AnyControl> = {},
): AnyControl => ({
  ...control({
    id,
    severity,
    title,
    subject: "bucket",
    rationale: "A face image read over plain HTTP can be copied on the way.",
    remediation: {
      text: "Turn on `bucket_key_enabled` in the bucket's default encryption.",
      terraform: 'resource "aws_s3_bucket" "faces" {\n  bucket = "${var.name}<faces>"\n}',
      typescript: 'new EncryptedBucket(this, "Faces", { bucketName, key });',
    },
    mappings: [
      { framework: "NIST 800-53 r5", id: "SC-8" },
      { framework: "GDPR", id: "Art. 32", suggested: true },
    ],
    subjects: () => [null],
    judge: () => notApplicable("never asked"),
  }),
  ...told,
});

export const WITNESS: Request = {
  action: "s3:GetObject",
  resource: "arn:aws:s3:::faces/x",
  principal: { type: "anonymous" },
  context: { "aws:SecureTransport": "false", "aws:PrincipalOrgPaths": ["o-1/r-1", "o-2/r-2"] },
};

export const sampleResult = (
  asked: AnyControl,
  verdict: ReviewVerdict,
  subject: string | null,
  more: Partial<Result> = {},
): Result => ({
  control: asked.id,
  severity: asked.severity,
  subject,
  constructPath: undefined,
  verdict,
  reason: "A request without TLS is not denied.",
  evidence: subject === null ? [] : [{ address: subject, path: "policy.Statement[0].Condition" }],
  witness: undefined,
  waiver: undefined,
  ...more,
});

export const CUSTOMER_KEY = sampleControl(
  "RKG-REST-01",
  "high",
  "Buckets are encrypted under a customer managed key",
  {
    mappings: [{ framework: "CIS AWS Foundations 3.0", id: "2.1.1" }],
    differs: "An AWS managed key is not a customer managed key.",
  },
);
export const KEY_ROTATES = sampleControl("RKG-REST-07", "medium", "Keys rotate at least every 365 days", {
  mappings: [],
});
export const PLAIN_HTTP = sampleControl("RKG-TRANSIT-01", "high", "Buckets deny every request without TLS");
export const OPTED_OUT = sampleControl("RKG-OPTOUT-01", "critical", "Face images never improve the service");
export const EXPIRY = sampleControl("RKG-RETAIN-01", "medium", "Face images expire within the limit");
export const TRACED = sampleControl("RKG-DETECT-04", "low", "Functions are traced");
export const NOT_REPLACED = sampleControl("RKG-CHANGE-01", "critical", "A plan takes no face data away");

const SAMPLE_CONTROLS = [CUSTOMER_KEY, KEY_ROTATES, PLAIN_HTTP, OPTED_OUT, EXPIRY, TRACED, NOT_REPLACED];

const SAMPLE_RESULTS: readonly Result[] = [
  sampleResult(CUSTOMER_KEY, "pass", "aws_s3_bucket.faces", { reason: "The key is `aws_kms_key.faces`." }),
  sampleResult(CUSTOMER_KEY, "fail", "aws_s3_bucket.archive", {
    reason: "The bucket has no default encryption.",
  }),
  sampleResult(KEY_ROTATES, "pass", "aws_kms_key.faces"),
  sampleResult(PLAIN_HTTP, "fail", 'module.store.aws_s3_bucket.faces["a.b"]', {
    constructPath: "workload/Faces/Bucket",
    witness: WITNESS,
  }),
  sampleResult(OPTED_OUT, "unknown", null, { reason: "Another team deploys the policy: ask `posture`." }),
  sampleResult(EXPIRY, "waived", "aws_s3_bucket.evidence", {
    reason: "No rule expires its objects.",
    waiver: {
      reason: "A court order forbids deletion",
      owner: "legal@example.com",
      expires: "2027-01-31",
      origin: "waivers.yaml:3",
      verdict: "fail",
    },
  }),
  sampleResult(TRACED, "not-applicable", null, { reason: "The configuration has no function." }),
  sampleResult(NOT_REPLACED, "pass", "aws_kms_key.faces"),
];

const SAMPLE_PROBLEM: WaiverProblem = {
  control: "RKG-RETAIN-04",
  origin: "waivers.yaml:9",
  problem: "expired",
  message: "It held until 2026-01-31: its owner must renew it or mend the finding.",
};

/** A review with every verdict, a witness, a waiver and a waiver problem. */
export const sampleReview = (more: Partial<Review> = {}): Review =>
  withSummary({
    source: { kind: "plan", path: "plan.json", terraformVersion: "1.11.4", complete: true, errored: false },
    results: SAMPLE_RESULTS,
    waiverProblems: [SAMPLE_PROBLEM],
    controls: SAMPLE_CONTROLS,
    today: "2026-03-01",
    ...more,
  });

/** Counts what a review holds, as `review` does. */
export function withSummary(review: Omit<Review, "summary">): Review {
  const count = (verdict: ReviewVerdict): number =>
    review.results.filter((result) => result.verdict === verdict).length;
  return {
    ...review,
    summary: {
      pass: count("pass"),
      fail: count("fail"),
      unknown: count("unknown"),
      notApplicable: count("not-applicable"),
      waived: count("waived"),
      resources: 34,
    },
  };
}

/** The sample, with `text` in every field that somebody else may have written. */
export function hostileReview(text: string): Review {
  const sample = sampleReview();
  const waiver = { reason: text, owner: text, expires: text, origin: text, verdict: "unknown" } as const;
  return {
    ...sample,
    source: { ...sample.source, path: text, terraformVersion: text, complete: false, errored: true },
    results: sample.results.map((result) => ({
      ...result,
      subject: text,
      constructPath: text,
      reason: `it is ${text}`,
      evidence: [{ address: text, path: text }],
      witness: {
        action: text,
        resource: text,
        principal: { type: "aws", arn: text, account: text },
        context: { [`aws:${text}`]: text, "aws:list": [text, text] },
      },
      waiver: result.verdict === "waived" ? waiver : undefined,
    })),
    waiverProblems: [{ control: text, origin: text, problem: "unmatched", message: text }],
  };
}
