import {
  AiServicesOptOutPolicy,
  AlarmTopic,
  applyGuardrails,
  CustomerManagedKey,
  EncryptedBucket,
  VideoAnalysis,
  VideoStreamProcessor,
} from "../../../constructs";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed } from "../../../policies/language";
import { judged, spokenAgainst, withAttributes, withText } from "../../support/judged";
import {
  awsStack,
  policyOf,
  type ResourceBody,
  type StackConfiguration,
  stackOf,
  synthApp,
  theOnly,
} from "../../support/synth";
import { ACCOUNT, roleArn } from "./support";

expect.extend(guardrailsMatchers);

/** Synthesized under `applyGuardrails`, which throws where a control fails. */
const stack = stackOf(
  synthApp((app) => {
    const scope = awsStack(app);
    const key = new CustomerManagedKey(scope, "Key", { aliases: ["video"] });
    new AiServicesOptOutPolicy(scope, "OptOut", { targetIds: ["r-abcd"] });
    const alarmTopic = new AlarmTopic(scope, "Alarms", { topicName: "alarms", key });
    new VideoAnalysis(scope, "Stored", { namePrefix: "stored", key, alarmTopic, collectionId: "members" });
    new VideoStreamProcessor(scope, "Door", {
      processorName: "door",
      key,
      faceSearch: { collectionId: "members" },
    });
    new VideoStreamProcessor(scope, "Porch", {
      processorName: "porch",
      key,
      connectedHome: {
        labels: ["PERSON"],
        bucket: new EncryptedBucket(scope, "Pictures", { bucketName: "seen-at-the-porch", key }),
      },
    });
    applyGuardrails(app, { today: "2026-01-01" });
  }),
  "stack",
);

/** One attribute set, or taken away. */
const withAttribute = (type: string, pathEnd: string, attributes: ResourceBody) => () =>
  withAttributes(stack, type, pathEnd, attributes);
/** A text in a policy replaced. */
const withPolicyText =
  (type: string, pathEnd: string, attribute: string, from: string | RegExp, to: string) => () =>
    withText(stack, type, pathEnd, attribute, from, to);

const START_ROLE = "StartFaceSearch/Role/Policy";
const PLAIN_HTTP = /\{"Sid":"DenyPlainHttp".*?\}\}\},?/;

describe("Stored video and stream processors in one stack", () => {
  it("pass every control, with no waiver", () => {
    const results = judged(stack);
    expect(results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual([]);
    const passed = new Set(
      results.filter(({ verdict }) => verdict === "pass").map(({ control }) => control.slice(4)),
    );
    for (const control of [
      "REST-11",
      "REST-14",
      "TRANSIT-04",
      "OPTOUT-01",
      "OPTOUT-07",
      "VERIFY-01",
      "ACCESS-03",
      "ACCESS-05",
      "ACCESS-10",
      "ACCESS-11",
      "DETECT-03",
      "DETECT-05",
    ])
      expect(passed).toContain(control);
  });

  it.each<readonly [string, string, string, () => StackConfiguration]>([
    [
      "a processor that writes pictures without a key",
      "REST-11",
      "Porch/Processor",
      withAttribute("aws_rekognition_stream_processor", "Porch/Processor", { kms_key_id: undefined }),
    ],
    [
      "a processor with the key that AWS manages",
      "REST-11",
      "Porch/Processor",
      withAttribute("aws_rekognition_stream_processor", "Porch/Processor", { kms_key_id: "alias/aws/s3" }),
    ],
    [
      "a processor that matches strangers who look alike",
      "VERIFY-01",
      "Door/Processor",
      withAttribute("aws_rekognition_stream_processor", "Door/Processor", {
        settings: { face_search: { collection_id: "members" } },
      }),
    ],
    [
      "a data stream that is not encrypted",
      "REST-14",
      "Door/Results",
      withAttribute("aws_kinesis_stream", "Door/Results", { encryption_type: "NONE" }),
    ],
    [
      "a video stream without a key",
      "REST-14",
      "Door/Video",
      withAttribute("aws_kinesis_video_stream", "Door/Video", { kms_key_id: undefined }),
    ],
    [
      "a topic without a key",
      "REST-14",
      "Finished/Topic",
      withAttribute("aws_sns_topic", "Finished/Topic", { kms_master_key_id: undefined }),
    ],
    [
      "a queue under the key that AWS manages",
      "REST-14",
      "Messages/Queue",
      withAttribute("aws_sqs_queue", "Messages/Queue", { kms_master_key_id: "alias/aws/sqs" }),
    ],
    [
      "a topic over plain HTTP",
      "TRANSIT-04",
      "Seen/Topic",
      withAttribute("aws_sns_topic", "Seen/Topic", { policy: undefined }),
    ],
    [
      "a queue over plain HTTP",
      "TRANSIT-04",
      "Messages/Queue",
      withPolicyText("aws_sqs_queue", "Messages/Queue", "policy", PLAIN_HTTP, ""),
    ],
    [
      "a processor that shares its video",
      "OPTOUT-07",
      "Door/Processor",
      withAttribute("aws_rekognition_stream_processor", "Door/Processor", {
        data_sharing_preference: [{ opt_in: true }],
      }),
    ],
    [
      "a bucket of videos for another account",
      "ACCESS-03",
      "Videos/Bucket",
      withPolicyText(
        "aws_s3_bucket_policy",
        "Videos/Policy",
        "policy",
        '"Statement":[',
        '"Statement":[{"Sid":"Other","Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"s3:GetObject","Resource":"*"},',
      ),
    ],
    [
      "a search in every collection",
      "ACCESS-05",
      START_ROLE,
      withPolicyText("aws_iam_role_policy", START_ROLE, "policy", "collection/members", "collection/*"),
    ],
    [
      "a notification role for any account",
      "ACCESS-10",
      "NotificationRole/Role",
      withPolicyText(
        "aws_iam_role",
        "NotificationRole/Role",
        "assume_role_policy",
        /,"Condition":\{.*?\}\}/,
        "",
      ),
    ],
    [
      "a processor's role for processors of any account",
      "ACCESS-10",
      "Door/Role/Role",
      withPolicyText("aws_iam_role", "Door/Role/Role", "assume_role_policy", /,"ArnLike":\{.*?\}/, ""),
    ],
    [
      "a role that may be passed to any service",
      "ACCESS-11",
      START_ROLE,
      withPolicyText(
        "aws_iam_role_policy",
        START_ROLE,
        "policy",
        /,"Condition":\{[^}]*PassedToService[^}]*\}\}/,
        "",
      ),
    ],
    [
      "dead letters that are not encrypted",
      "REST-14",
      "DeadLetters/Queue",
      withAttribute("aws_sqs_queue", "DeadLetters/Queue", { kms_master_key_id: undefined }),
    ],
    [
      "every role passed to Rekognition",
      "ACCESS-11",
      START_ROLE,
      withPolicyText(
        "aws_iam_role_policy",
        START_ROLE,
        "policy",
        /role\/stored-video-finished-eu-west-1"(?=,"Condition":\{"StringEquals":\{"iam:)/,
        'role/*"',
      ),
    ],
  ])("fail with %s", (_name, control, pathEnd, mutant) => {
    const found = spokenAgainst(mutant());
    expect(found).toEqual([expect.stringMatching(new RegExp(`^RKG-${control} fail `))]);
    expect(found[0]).toContain(pathEnd.split("/")[0]);
  });
});

describe("The key of stored video and stream processors", () => {
  const key = parsed(policyOf(theOnly(stack, "aws_kms_key", "Key/Key")), { kind: "key" });
  /** Whatever IAM allows, the key's policy has to allow as well. */
  const everything = parsed(
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*" }] },
    { kind: "identity" },
  );
  const policies = { identity: [everything], resource: [key], sameAccount: true };
  const used = (principal: string, action: string | readonly string[], ...services: readonly string[]) => ({
    Principal: { AWS: roleArn(principal) },
    Action: action,
    Condition: {
      StringEquals: {
        "kms:CallerAccount": ACCOUNT,
        "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`),
      },
    },
  });
  const WRITE = ["kms:GenerateDataKey", "kms:Decrypt"];

  it.each([
    ["stored-start-face-search-eu-west-1", WRITE, "rekognition"],
    ["stored-video-finished-eu-west-1", WRITE, "rekognition"],
    ["stored-video-finished-eu-west-1", WRITE, "sns"],
    ["stored-take-face-search-eu-west-1", WRITE, "s3"],
    ["stored-take-face-search-eu-west-1", "kms:Decrypt", "sqs"],
    ["door-eu-west-1", "kms:Decrypt", "kinesisvideo"],
    ["door-eu-west-1", WRITE, "kinesis"],
    ["porch-eu-west-1", WRITE, "rekognition"],
    ["porch-eu-west-1", WRITE, "sns"],
  ] as const)("lets %s %s through %s, and not another role", (role, action, service) => {
    expect(policies).toAllow(used(role, action, service));
    expect(policies).not.toAllow(used("another-role", action, service));
  });

  it("lets topics of the account deliver to the queue, and those of no other", () => {
    const delivery = (account: string) => ({
      Principal: { Service: "sns.amazonaws.com" },
      Action: WRITE,
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    });
    expect(key).toAllow(delivery(ACCOUNT));
    expect(key).not.toAllow(delivery("999900001111"));
  });

  it("is the one that topics, queues and streams name", () => {
    const { address } = theOnly(stack, "aws_kms_key", "Key/Key");
    const named = `\${${address}.arn}`;
    for (const type of ["aws_sns_topic", "aws_sqs_queue"])
      expect(stack).toHaveEvery(type, { kms_master_key_id: named });
    for (const type of ["aws_kinesis_stream", "aws_kinesis_video_stream"])
      expect(stack).toHaveEvery(type, { kms_key_id: named });
    expect(theOnly(stack, "aws_rekognition_stream_processor", "Porch/Processor").values.kms_key_id).toBe(
      named,
    );
  });
});
