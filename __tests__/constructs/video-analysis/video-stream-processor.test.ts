import { type TerraformStack, Token } from "cdktf";
import { importKey } from "../../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";
import { KEY_ARN, normalized, type StackConfiguration, synthStack, theOnly } from "../../support/synth";
import { ACCOUNT, arn, connectedHome, decrypt, FACE_SEARCH, makeProcessor, rolePolicy } from "./support";

expect.extend(guardrailsMatchers);

const RESULTS = arn("kinesis", "stream/door-results");
const TOPIC = arn("sns", "door-seen");

const faceSearch = synthStack((stack) => {
  makeProcessor(FACE_SEARCH, stack);
});
const home = synthStack((stack) => {
  makeProcessor(connectedHome(stack), stack);
});
const processorOf = (stack: StackConfiguration) => theOnly(stack, "aws_rekognition_stream_processor").values;

describe("VideoStreamProcessor", () => {
  it("has a default form for face search", () => {
    expect(normalized(faceSearch)).toMatchSnapshot();
  });

  it("has a form for connected home, beside that of the bucket", () => {
    const { aws_rekognition_stream_processor, aws_sns_topic } = home.resource ?? {};
    expect(
      normalized({
        resource: {
          ...(aws_rekognition_stream_processor && { aws_rekognition_stream_processor }),
          ...(aws_sns_topic && { aws_sns_topic }),
        },
      }),
    ).toMatchSnapshot();
  });

  it("shares no video with AWS, and says so, whatever it looks for", () => {
    for (const stack of [faceSearch, home])
      expect(processorOf(stack).data_sharing_preference).toEqual([{ opt_in: false }]);
  });

  it("searches at 99 per cent, and names no key: its results are encrypted by their stream", () => {
    const values = processorOf(faceSearch);
    expect(values.settings).toEqual([
      { face_search: [{ collection_id: "members", face_match_threshold: 99 }] },
    ]);
    expect(values).not.toHaveProperty("kms_key_id");
    expect(values).not.toHaveProperty("notification_channel");
    expect(values.output).toEqual([{ kinesis_data_stream: [{ arn: RESULTS }] }]);
    expect(theOnly(faceSearch, "aws_kinesis_stream").values).toMatchObject({
      encryption_type: "KMS",
      kms_key_id: KEY_ARN,
      retention_period: 24,
    });
    expect(theOnly(faceSearch, "aws_kinesis_video_stream").values).toMatchObject({
      kms_key_id: KEY_ARN,
      data_retention_in_hours: 24,
    });
  });

  it("puts pictures of a connected home under the bucket's key, and tells the topic", () => {
    expect(processorOf(home)).toMatchObject({
      kms_key_id: KEY_ARN,
      settings: [{ connected_home: [{ labels: ["PERSON", "PACKAGE"], min_confidence: 50 }] }],
      output: [{ s3_destination: [{ bucket: "seen", key_prefix: "stream-results/" }] }],
      notification_channel: [{ sns_topic_arn: TOPIC }],
    });
    expect(theOnly(home, "aws_sns_topic").values.kms_master_key_id).toBe(KEY_ARN);
    expect(resourcesOf(home, "aws_kinesis_stream")).toEqual([]);
  });

  it("is made after its role may do its work", () => {
    for (const stack of [faceSearch, home])
      expect(theOnly(stack, "aws_rekognition_stream_processor").dependsOn).toContain(
        theOnly(stack, "aws_iam_role_policy", "Door/Role/Policy").address,
      );
  });

  it("takes hours, a threshold, a confidence, boundary and tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const common = { retentionHours: 48, permissionsBoundaryArn: boundary, tags: { team: "door" } };
    const search = synthStack((stack) => {
      makeProcessor({ faceSearch: { collectionId: "staff", similarityThreshold: 99.5 }, ...common }, stack);
    });
    expect(processorOf(search).settings).toEqual([
      { face_search: [{ collection_id: "staff", face_match_threshold: 99.5 }] },
    ]);
    expect(search).toHaveEvery("aws_kinesis_stream", { retention_period: 48 });
    expect(search).toHaveEvery("aws_kinesis_video_stream", { data_retention_in_hours: 48 });
    expect(search).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
    for (const type of ["aws_rekognition_stream_processor", "aws_kinesis_stream", "aws_kinesis_video_stream"])
      expect(search).toHaveEvery(type, { tags: { team: "door", "guardrails:role": "video-analysis" } });
    const watch = synthStack((stack) => {
      const { connectedHome: settings } = connectedHome(stack);
      makeProcessor(
        { connectedHome: { ...settings, minConfidencePercent: 80 }, processorName: "front.door", ...common },
        stack,
      );
    });
    expect(processorOf(watch)).toMatchObject({
      settings: [{ connected_home: [{ min_confidence: 80 }] }],
    });
    // A topic's name has no dot.
    expect(theOnly(watch, "aws_sns_topic").values).toMatchObject({
      name: "front-door-seen",
      tags: { team: "door" },
    });
  });

  it("knows its ARN before AWS does", () => {
    const { processorArn, videoStream, topic } = makeProcessor(FACE_SEARCH);
    expect(processorArn).toBe(arn("rekognition", "streamprocessor/door"));
    expect([videoStream === undefined, topic]).toEqual([false, undefined]);
  });
});

const CAMERA_KEY = KEY_ARN.replace("1111", "9999");
const CAMERA_ARN = arn("kinesisvideo", "stream/camera.1/1700000000000");
const fromCamera = (stack: TerraformStack) => ({
  input: { streamName: "camera.1", streamArn: CAMERA_ARN, key: importKey(stack, CAMERA_KEY) },
});

describe("VideoStreamProcessor: a stream that there is already", () => {
  const stack = synthStack((within) => {
    const { videoStream } = makeProcessor({ ...FACE_SEARCH, ...fromCamera(within) }, within);
    expect(videoStream).toBeUndefined();
  });

  it("is watched, and no other is made", () => {
    expect(processorOf(stack).input).toEqual([{ kinesis_video_stream: [{ arn: CAMERA_ARN }] }]);
    expect(resourcesOf(stack, "aws_kinesis_video_stream")).toEqual([]);
  });

  it("is watched under its own key", () => {
    const policy = rolePolicy(stack, "Door/Role");
    expect(policy).toAllow({
      Action: ["kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia"],
      Resource: arn("kinesisvideo", "stream/camera.1/*"),
    });
    expect(policy).toAllow({ ...decrypt("kinesisvideo"), Resource: CAMERA_KEY });
    expect(policy).not.toAllow(decrypt("kinesisvideo"));
  });

  it("is under the processor's key where none is said, and may be a reference", () => {
    const streamArn = Token.asString({ resolve: () => CAMERA_ARN });
    const given = synthStack((within) => {
      makeProcessor({ ...FACE_SEARCH, input: { streamName: "camera.1", streamArn } }, within);
    });
    expect(rolePolicy(given, "Door/Role")).toAllow(decrypt("kinesisvideo"));
    expect(processorOf(given).input).toEqual([{ kinesis_video_stream: [{ arn: CAMERA_ARN }] }]);
  });
});
