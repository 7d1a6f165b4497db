import {
  AiServicesOptOutPolicy,
  AlarmTopic,
  CustomerManagedKey,
  EncryptedBucket,
  VideoAnalysis,
  VideoStreamProcessor,
} from "../../../constructs";
import { readSynth } from "../../../policies/configuration/synth/read-synth";
import { review } from "../../../policies/review/review";
import { type ResourceBody, synthStack, theOnly } from "../../support/synth";

const stack = synthStack((scope) => {
  const key = new CustomerManagedKey(scope, "Key", { aliases: ["video"] });
  new AiServicesOptOutPolicy(scope, "OptOut", { targetIds: ["r-abcd"] });
  const alarmTopic = new AlarmTopic(scope, "Alarms", { topicName: "alarms", key });
  new VideoAnalysis(scope, "Stored", { name: "stored", key, alarmTopic, collectionId: "members" });
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
});
const findings = (json: unknown) =>
  review(readSynth([{ name: "stack", path: "stack", json }], { path: "cdktf.out" }), { today: "2026-01-01" })
    .results;
const failing = (json: unknown) => [
  ...new Set(
    findings(json)
      .filter(({ verdict }) => verdict === "fail" || verdict === "unknown")
      .map(({ control, verdict, subject }) => `${control} ${verdict} ${subject}`),
  ),
];

/** The stack with one resource changed. */
function changed(type: string, pathEnd: string, change: (body: ResourceBody) => ResourceBody): unknown {
  const { address, values } = theOnly(stack, type, pathEnd);
  const [, id = ""] = address.split(".");
  const ofType = stack.resource?.[type];
  return { ...stack, resource: { ...stack.resource, [type]: { ...ofType, [id]: change(values) } } };
}

/** One attribute set, or taken away. */
const withAttribute = (type: string, pathEnd: string, attributes: ResourceBody) => () =>
  changed(type, pathEnd, (body) => ({ ...body, ...attributes }));

/** A text in a policy replaced; fails where it is not there. */
const withText =
  (type: string, pathEnd: string, attribute: string, from: string | RegExp, to: string) => () =>
    changed(type, pathEnd, (body) => {
      const text = String(body[attribute]);
      const mutant = text.replace(from, to);
      if (mutant === text) throw new Error(`nothing in ${type} ${pathEnd} is ${from}`);
      return { ...body, [attribute]: mutant };
    });

const START_ROLE = "StartFaceSearch/Role/Policy";
const PLAIN_HTTP = /\{"Sid":"DenyPlainHttp".*?\}\}\},?/;

describe("Stored video and stream processors in one stack", () => {
  it("pass every control, with no waiver", () => {
    const results = findings(stack);
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
      "ACCESS-03",
      "ACCESS-05",
      "ACCESS-10",
      "ACCESS-11",
    ])
      expect(passed).toContain(control);
  });

  it.each<readonly [string, string, string, () => unknown]>([
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
      withText("aws_sqs_queue", "Messages/Queue", "policy", PLAIN_HTTP, ""),
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
      withText(
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
      withText("aws_iam_role_policy", START_ROLE, "policy", "collection/members", "collection/*"),
    ],
    [
      "a notification role for any account",
      "ACCESS-10",
      "NotificationRole/Role",
      withText("aws_iam_role", "NotificationRole/Role", "assume_role_policy", /,"Condition":\{.*?\}\}/, ""),
    ],
    [
      "a processor's role for processors of any account",
      "ACCESS-10",
      "Door/Role/Role",
      withText("aws_iam_role", "Door/Role/Role", "assume_role_policy", /,"ArnLike":\{.*?\}/, ""),
    ],
    [
      "a role that may be passed to any service",
      "ACCESS-11",
      START_ROLE,
      withText(
        "aws_iam_role_policy",
        START_ROLE,
        "policy",
        /,"Condition":\{[^}]*PassedToService[^}]*\}\}/,
        "",
      ),
    ],
    [
      "every role passed to Rekognition",
      "ACCESS-11",
      START_ROLE,
      withText(
        "aws_iam_role_policy",
        START_ROLE,
        "policy",
        /role\/stored-video-finished-eu-west-1"(?=,"Condition":\{"StringEquals":\{"iam:)/,
        'role/*"',
      ),
    ],
  ])("fail with %s", (_name, control, pathEnd, mutant) => {
    const found = failing(mutant());
    expect(found).toEqual([expect.stringMatching(new RegExp(`^RKG-${control} fail `))]);
    expect(found[0]).toContain(pathEnd.split("/")[0]);
  });
});
