import { EncryptedBucket, importKey } from "../../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";
import {
  awsStack,
  KEY_ARN,
  normalized,
  type StackConfiguration,
  synthStack,
  theOnly,
  untyped,
} from "../../support/synth";
import { ACCOUNT, arn, encrypt, makeStored, roleArn, rolePolicy } from "./support";

expect.extend(guardrailsMatchers);

const BUCKET = `arn:aws:s3:::stored-videos-${ACCOUNT}-eu-west-1`;
const TOPIC = arn("sns", "stored-video-finished");
const QUEUE = arn("sqs", "stored-video-finished");
const ROLE = roleArn("stored-video-finished-eu-west-1");

const byDefault = synthStack((stack) => {
  makeStored({}, stack);
});
const variablesOf = (stack: StackConfiguration, id: string) =>
  untyped<{ readonly variables: Readonly<Record<string, string>> }>(
    theOnly(stack, "aws_lambda_function", `${id}/Function`).values.environment,
  ).variables;
const alarmsOf = (stack: StackConfiguration) =>
  resourcesOf(stack, "aws_cloudwatch_metric_alarm").map(({ values }) => values);

describe("VideoAnalysis", () => {
  it("has a default form, beside those of its bucket and of its functions", () => {
    const { aws_lambda_event_source_mapping, aws_sns_topic_subscription, ...rest } = byDefault.resource ?? {};
    const mine = (type: string, pattern: RegExp) =>
      Object.fromEntries(Object.entries(rest[type] ?? {}).filter(([name]) => pattern.test(name)));
    const resource = {
      aws_lambda_event_source_mapping: aws_lambda_event_source_mapping ?? {},
      aws_sns_topic: mine("aws_sns_topic", /Finished/),
      aws_sns_topic_subscription: aws_sns_topic_subscription ?? {},
      aws_sqs_queue: mine("aws_sqs_queue", /Messages_Queue/),
    };
    expect(normalized({ resource })).toMatchSnapshot();
  });

  it("keeps videos and results in a bucket of its own for 30 days, under the key", () => {
    expect(theOnly(byDefault, "aws_s3_bucket", "Videos/Bucket").values.bucket).toBe(BUCKET.slice(13));
    expect(
      theOnly(byDefault, "aws_s3_bucket_lifecycle_configuration", "Videos/Lifecycle").values.rule,
    ).toEqual(expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 30 }] })]));
    expect(
      theOnly(byDefault, "aws_s3_bucket_server_side_encryption_configuration", "Videos/Encryption").values
        .rule,
    ).toEqual([
      expect.objectContaining({
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
      }),
    ]);
  });

  it("tells each function what it must know, by what a first plan knows", () => {
    const common = {
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      IMAGE_BUCKET: BUCKET.slice(13),
      IMAGE_BUCKET_OWNER: ACCOUNT,
      IMAGE_KEY_ARN: KEY_ARN,
      MEMBERS_PREFIX: "members/",
      VIDEOS_PREFIX: "videos/",
      SIMILARITY_THRESHOLD: "99",
    };
    expect(variablesOf(byDefault, "StartFaceSearch")).toEqual({
      ...common,
      POWERTOOLS_SERVICE_NAME: "stored-start-face-search",
      COLLECTION_ID: "members",
      NOTIFICATION_TOPIC_ARN: TOPIC,
      NOTIFICATION_ROLE_ARN: ROLE,
    });
    expect(variablesOf(byDefault, "TakeFaceSearch")).toEqual({
      ...common,
      POWERTOOLS_SERVICE_NAME: "stored-take-face-search",
      RESULTS_PREFIX: "results/",
    });
  });

  it("hands messages to the function in fives, of which each can fail alone", () => {
    expect(theOnly(byDefault, "aws_lambda_event_source_mapping").values).toMatchObject({
      event_source_arn: QUEUE,
      function_name: arn("lambda", "function:stored-take-face-search"),
      batch_size: 5,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: 2 },
    });
    const { visibility_timeout_seconds: hidden } = theOnly(
      byDefault,
      "aws_sqs_queue",
      "Messages/Queue",
    ).values;
    const { timeout } = theOnly(byDefault, "aws_lambda_function", "TakeFaceSearch/Function").values;
    expect([hidden, timeout]).toEqual([1800, 300]);
  });

  it("tells of searches that failed, of messages nobody could take, and of faults that an operator can mend", () => {
    const named = (name: string) => alarmsOf(byDefault).find(({ alarm_name }) => alarm_name === name);
    expect(named("stored-take-face-search-failed-searches")).toMatchObject({
      metric_name: "VideoSearchFailed",
      dimensions: { service: "stored-take-face-search" },
    });
    expect(named("stored-video-finished-dead-letter")).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "stored-video-finished-dead-letter" },
      threshold: 1,
    });
    for (const name of ["start-face-search", "take-face-search"])
      expect(named(`stored-${name}-operator-faults`)).toMatchObject({
        metric_name: "OperatorFault",
        dimensions: { service: `stored-${name}` },
      });
    for (const { alarm_actions } of alarmsOf(byDefault))
      expect(alarm_actions).toEqual([arn("sns", "alarms")]);
  });

  it("takes days, a threshold, concurrency, retention, boundary, network and tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const stack = synthStack((within) => {
      makeStored(
        {
          retentionDays: 7,
          similarityThreshold: 99.5,
          reservedConcurrency: { start: 5, take: { unreserved: true, reason: "a small account" } },
          logRetentionDays: 90,
          permissionsBoundaryArn: boundary,
          vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
          tags: { team: "door" },
        },
        within,
      );
    });
    expect(theOnly(stack, "aws_s3_bucket_lifecycle_configuration", "Videos/Lifecycle").values.rule).toEqual(
      expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 7 }] })]),
    );
    for (const id of ["StartFaceSearch", "TakeFaceSearch"])
      expect(variablesOf(stack, id).SIMILARITY_THRESHOLD).toBe("99.5");
    const functions = resourcesOf(stack, "aws_lambda_function").map(({ values }) => values);
    expect(functions.map((each) => [each.function_name, each.reserved_concurrent_executions])).toEqual([
      ["stored-start-face-search", 5],
      ["stored-take-face-search", undefined],
    ]);
    for (const each of functions)
      expect(each).toMatchObject({ tags: { team: "door" }, vpc_config: { subnet_ids: expect.any(Array) } });
    expect(stack).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(stack).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
    for (const type of ["aws_lambda_event_source_mapping", "aws_s3_bucket"])
      expect(stack).toHaveEvery(type, { tags: { team: "door" } });
    for (const type of ["aws_sqs_queue", "aws_sns_topic"])
      expect(
        theOnly(stack, type, type === "aws_sqs_queue" ? "Messages/Queue" : "Finished/Topic").values.tags,
      ).toEqual({ team: "door", "guardrails:role": "video-analysis" });
  });

  it("works on a bucket that there is already, under the bucket's key", () => {
    const other = KEY_ARN.replace("1111", "9999");
    const stack = synthStack((within) => {
      const bucket = new EncryptedBucket(within, "Faces", {
        bucketName: "faces",
        key: importKey(within, other),
      });
      expect(makeStored({ bucket }, within).bucket).toBe(bucket);
    });
    expect(resourcesOf(stack, "aws_s3_bucket").map(({ values }) => values.bucket)).toEqual([
      "faces-logs",
      "faces",
    ]);
    expect(variablesOf(stack, "TakeFaceSearch")).toMatchObject({
      IMAGE_BUCKET: "faces",
      IMAGE_KEY_ARN: other,
    });
    const policy = rolePolicy(stack, "NotificationRole");
    expect(policy).toAllow({ ...encrypt("s3", "rekognition"), Resource: other });
    expect(policy).toAllow(encrypt("sns"));
    expect(theOnly(stack, "aws_sqs_queue", "Messages/Queue").values.kms_master_key_id).toBe(KEY_ARN);
  });

  it("has the functions use FIPS endpoints where there are any", () => {
    const stack = awsStack(undefined, "stack", "us-east-1");
    const key = importKey(stack, KEY_ARN.replace("eu-west-1", "us-east-1"));
    const { startFaceSearch, takeFaceSearch } = makeStored({ fips: true }, stack, key);
    for (const lambda of [startFaceSearch, takeFaceSearch])
      expect(lambda.function.environmentInput?.variables).toMatchObject({ AWS_USE_FIPS_ENDPOINT: "true" });
  });
});
