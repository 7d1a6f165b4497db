import { Token } from "cdktf";
import { AccessLogBucket, AlarmTopic, importKey } from "../../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  policyOf,
  synthStack,
  testApp,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../../support/synth";
import { make, synthModel } from "./support";

expect.extend(guardrailsMatchers);

const byDefault = synthModel();
const variablesOf = (stack = byDefault) => {
  const { environment } = theOnly(stack, "aws_lambda_function").values;
  return untyped<{ readonly variables: Readonly<Record<string, string>> }>(environment).variables;
};

describe("CustomLabels", () => {
  it("has a default form, beside those of its buckets and of its function", () => {
    const paths = Object.keys(byDefault.resource ?? {}).flatMap((type) =>
      resourcesOf(byDefault, type).map(({ path }) => `${type} ${path}`),
    );
    const role = policyOf(theOnly(byDefault, "aws_iam_role_policy", "Train/Role/Policy"));
    expect({ paths, role }).toMatchSnapshot();
  });

  it("makes a project of Custom Labels, which takes no retraining of its own accord", () => {
    const { values } = theOnly(byDefault, "aws_rekognition_project");
    expect(values).toEqual({
      name: "books",
      feature: "CUSTOM_LABELS",
      tags: { "guardrails:role": "custom-labels" },
    });
  });

  it("keeps images and results apart, each under the key, logged to one bucket", () => {
    for (const [id, name] of [
      ["Training", "books-training"],
      ["Output", "books-results"],
    ] as const) {
      expect(theOnly(byDefault, "aws_s3_bucket", `${id}/Bucket`).values.bucket).toBe(name);
      const encryption = theOnly(
        byDefault,
        "aws_s3_bucket_server_side_encryption_configuration",
        `${id}/Encryption`,
      );
      expect(encryption.values.rule).toEqual([
        expect.objectContaining({
          apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
        }),
      ]);
      expect(theOnly(byDefault, "aws_s3_bucket_logging", `${id}/Logging`).values.target_prefix).toBe(
        `books/${id.toLowerCase()}/`,
      );
    }
    expect(resourcesOf(byDefault, "aws_s3_bucket").map(({ values }) => values.bucket)).toEqual(
      expect.arrayContaining(["books-training", "books-results", "books-training-logs"]),
    );
    expect(resourcesOf(byDefault, "aws_s3_bucket")).toHaveLength(3);
  });

  it("tells the function the project, both buckets and the key, by what a first plan knows", () => {
    expect(variablesOf()).toEqual({
      POWERTOOLS_SERVICE_NAME: "train-custom-labels",
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
      AWS_USE_FIPS_ENDPOINT: "false",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      PROJECT_NAME: "books",
      IMAGE_BUCKET_OWNER: ENVIRONMENT.accountId,
      TRAINING_BUCKET: "books-training",
      OUTPUT_BUCKET: "books-results",
      TRAINING_KEY_ARN: KEY_ARN,
    });
    expect(theOnly(byDefault, "aws_lambda_function").values).toMatchObject({
      function_name: "train-custom-labels",
      reserved_concurrent_executions: 2,
      tags: { "guardrails:role": "custom-labels-training" },
    });
  });

  it("takes names, days, concurrency and tags", () => {
    const stack = synthModel({
      functionName: "train-books",
      reservedConcurrency: 1,
      retentionDays: 90,
      logRetentionDays: 180,
      tags: { team: "books" },
    });
    expect(variablesOf(stack).POWERTOOLS_SERVICE_NAME).toBe("train-books");
    expect(theOnly(stack, "aws_lambda_function").values).toMatchObject({
      function_name: "train-books",
      reserved_concurrent_executions: 1,
    });
    expect(stack).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 180 });
    expect(stack).toHaveEvery("aws_rekognition_project", { tags: { team: "books" } });
    expect(stack).toHaveEvery("aws_s3_bucket", { tags: { team: "books" } });
    for (const id of ["Training", "Output"])
      expect(theOnly(stack, "aws_s3_bucket_lifecycle_configuration", `${id}/Lifecycle`).values.rule).toEqual(
        expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 90 }] })]),
      );
  });

  it("logs to a bucket that there is already", () => {
    const stack = synthStack((scope) => {
      const accessLogBucket = new AccessLogBucket(scope, "Logs", { bucketName: "logs" });
      expect(make({ accessLogBucket }, scope).accessLogBucket).toBe(accessLogBucket);
    });
    expect(resourcesOf(stack, "aws_s3_bucket")).toHaveLength(3);
    expect(stack).toHaveEvery("aws_s3_bucket_logging", {
      target_bucket: `\${${theOnly(stack, "aws_s3_bucket", "Logs/Bucket").address}.bucket}`,
    });
  });

  it("has the function use FIPS endpoints where there are any", () => {
    const stack = awsStack(undefined, "stack", "us-east-1");
    const key = importKey(stack, KEY_ARN.replace("eu-west-1", "us-east-1"));
    const alarmTopic = new AlarmTopic(stack, "Alarms", { topicName: "alarms", key });
    const { trainFunction } = make({ fips: true, key, alarmTopic }, stack);
    expect(trainFunction.function.environmentInput?.variables).toMatchObject({
      AWS_USE_FIPS_ENDPOINT: "true",
    });
  });

  it("knows its project's ARNs before AWS does", () => {
    expect(make().projectArnPattern).toBe("arn:aws:rekognition:eu-west-1:123456789012:project/books/*");
  });
});

describe("CustomLabels: wrong props", () => {
  const LONG = "b".repeat(59);

  it.each(
    wrongProps([
      ["projectName", undefined, "projectName must be given"],
      ["projectName", null, "projectName must be given"],
      ["projectName", "", "projectName must be a project's name of 1 to 255 letters"],
      ["projectName", "books/*", "projectName must be a project's name"],
      ["projectName", "b".repeat(256), "projectName must be a project's name"],
      ["projectName", Token.asString({ resolve: () => "x" }), "projectName must be known at synth"],
      ["trainingBucketName", undefined, "trainingBucketName must be given"],
      ["trainingBucketName", null, "trainingBucketName must be given"],
      ["trainingBucketName", "Books", "trainingBucketName must be a bucket name of 3 to 58"],
      ["trainingBucketName", LONG, "trainingBucketName must be a bucket name of 3 to 58"],
      ["trainingBucketName", Token.asString({ resolve: () => "x" }), "trainingBucketName must be known"],
      ["outputBucketName", undefined, "outputBucketName must be given"],
      ["outputBucketName", "b".repeat(64), "outputBucketName must be a bucket name of 3 to 63"],
      ["outputBucketName", "xn--books", "outputBucketName must not begin with xn--"],
      ["outputBucketName", "books-training", "outputBucketName must be the name of a bucket of its own"],
      ["outputBucketName", "books-training-logs", "outputBucketName must be the name of a bucket of its own"],
      ["key", undefined, "key must be given"],
      [
        "key",
        { keyArn: "alias/faces", environment: ENVIRONMENT },
        "key.keyArn must be the full ARN of a KMS key",
      ],
      ["alarmTopic", null, "alarmTopic must be given"],
      ["functionName", "train books", "functionName must be a function name"],
      ["bundle", { path: "missing.zip", handler: "index.handler" }, "bundle.path must be"],
      ["reservedConcurrency", 0, "reservedConcurrency must be a whole number from 1 to 1000"],
      ["retentionDays", 0, "retentionDays must be a whole number from 1 to 3650"],
      ["noncurrentRetentionDays", 31, "noncurrentRetentionDays must be a whole number from 1 to 30"],
      ["incompleteUploadDays", 8, "incompleteUploadDays must be a whole number from 1 to 7"],
      ["logRetentionDays", 1, "logRetentionDays must be one of"],
      ["failureRetentionDays", 15, "failureRetentionDays must be a whole number from 1 to 14"],
      ["vpc", {}, "vpc.subnetIds must be a list"],
      ["permissionsBoundaryArn", "boundary", "permissionsBoundaryArn must be the ARN of a managed policy"],
      ["codeSigningConfigArn", "csc", "codeSigningConfigArn must be the ARN of a code signing configuration"],
      ["fips", true, "fips must be left out where Rekognition has no FIPS endpoint"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))[0]).toContain(message);
  });

  it("refuses a bucket of logs that is one of its own, or another account's", () => {
    const app = testApp();
    const stack = awsStack(app);
    const accessLogBucket = new AccessLogBucket(stack, "Logs", { bucketName: "books-training" });
    expect(faultsOf(() => make({ accessLogBucket }, stack))).toEqual([
      'trainingBucketName must be the name of a bucket of its own, got a second: "books-training"',
    ]);
    const environment = { ...ENVIRONMENT, accountId: "999900001111" };
    expect(faultsOf(() => make({ accessLogBucket: untyped({ bucketName: "logs", environment }) }))).toEqual([
      expect.stringMatching(/^accessLogBucket must be in the bucket's account and region, 123456789012/),
    ]);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        projectName: "?",
        trainingBucketName: "?",
        outputBucketName: "!",
        retentionDays: 0,
        fips: true,
      }),
    );
    expect([error.constructPath, error.faults.map(({ prop }) => prop)]).toEqual([
      "stack/Books",
      ["projectName", "trainingBucketName", "outputBucketName", "retentionDays", "fips"],
    ]);
  });

  it("says of a region that is none nothing but that", () => {
    const environment = { accountId: ENVIRONMENT.accountId, region: "nowhere" };
    expect(faultsOf(() => make({ environment, fips: true }))[0]).toContain("environment.region");
  });
});
