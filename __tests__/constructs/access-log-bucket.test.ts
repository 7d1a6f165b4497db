import { Token } from "cdktf";
import { AccessLogBucket, type AccessLogBucketProps } from "../../constructs";
import { guardrailsMatchers } from "../../policies/jest";
import {
  awsStack,
  faultsOf,
  normalized,
  policyOf,
  sids,
  statementOf,
  synthStack,
  theOnly,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const make = (props: Partial<AccessLogBucketProps> = {}, stack = awsStack()) =>
  new AccessLogBucket(stack, "Logs", { bucketName: "all-logs", ...props });
const synthLogs = (props: Partial<AccessLogBucketProps> = {}) => synthStack((stack) => make(props, stack));

describe("AccessLogBucket", () => {
  it("has a default form", () => {
    expect(normalized(synthLogs())).toMatchSnapshot();
  });

  it("is encrypted by S3's own key, because log delivery takes no other", () => {
    expect(synthLogs()).toHaveEvery("aws_s3_bucket_server_side_encryption_configuration", {
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
          blocked_encryption_types: ["SSE-C"],
        },
      ],
    });
  });

  it("denies plain HTTP and old TLS, and none of the encryptions that log delivery uses", () => {
    const policy = policyOf(theOnly(synthLogs(), "aws_s3_bucket_policy"));
    expect(sids(policy)).toEqual(["DenyPlainHttp", "DenyTlsBelow12"]);
  });

  it("lets S3's logging service write for the named buckets of the account only", () => {
    const stack = synthStack((scope) => {
      const logs = make({}, scope);
      logs.allowDeliveryFrom("faces");
      logs.allowDeliveryFrom("faces");
    });
    expect(statementOf(policyOf(theOnly(stack, "aws_s3_bucket_policy")), "AllowLogDelivery")).toEqual({
      Sid: "AllowLogDelivery",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::all-logs/*",
      Condition: {
        ArnEquals: { "aws:SourceArn": "arn:aws:s3:::faces" },
        StringEquals: { "aws:SourceAccount": "123456789012" },
      },
    });
  });

  it("refuses to take logs of every bucket", () => {
    expect(() => make().allowDeliveryFrom("*")).toThrow(/bucket name/);
  });

  it.each<[string, Partial<AccessLogBucketProps>, number]>([
    ["keeps logs for 400 days", {}, 400],
    ["keeps logs for retentionDays", { retentionDays: 30 }, 30],
  ])("%s", (_what, props, days) => {
    const { rule } = theOnly(synthLogs(props), "aws_s3_bucket_lifecycle_configuration").values;
    expect(rule).toEqual(expect.arrayContaining([expect.objectContaining({ expiration: [{ days }] })]));
  });

  it("takes tags beside its role", () => {
    expect(synthLogs({ tags: { team: "t" } })).toHaveEvery("aws_s3_bucket", {
      tags: { "guardrails:role": "access-logs", team: "t" },
    });
  });

  it("does not log into itself", () => {
    expect(make().resources.logging).toBeUndefined();
    expect(synthLogs().resource?.aws_s3_bucket_logging).toBeUndefined();
  });

  it.each(
    wrongProps([
      ["bucketName", undefined, "bucketName must be given"],
      ["bucketName", "Logs", "bucketName must be a bucket name of 3 to 63"],
      ["retentionDays", 29, "retentionDays must be a whole number from 30 to 3650, got: 29"],
      ["retentionDays", 3651, "got: 3651"],
      ["noncurrentRetentionDays", 31, "noncurrentRetentionDays must be a whole number from 1 to 30, got: 31"],
      ["incompleteUploadDays", 8, "incompleteUploadDays must be a whole number from 1 to 7, got: 8"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("names all wrong props at once", () => {
    const error = validationErrorOf(() =>
      make({ bucketName: "L", retentionDays: 1, incompleteUploadDays: 9 }),
    );
    expect([error.constructPath, error.faults.length]).toEqual(["stack/Logs", 3]);
  });

  it("leaves tokens to Terraform", () => {
    const stack = synthLogs({ retentionDays: Token.asNumber({ resolve: () => 5 }) });
    expect(stack).toHaveEvery("aws_s3_bucket", { bucket: "all-logs" });
  });
});
