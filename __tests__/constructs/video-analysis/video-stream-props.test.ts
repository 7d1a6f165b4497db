import { Token } from "cdktf";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  type StackConfiguration,
  synthStack,
  theOnly,
  untyped,
  wrongProps,
} from "../../support/synth";
import { ACCOUNT, arn, connectedHome, FACE_SEARCH, makeProcessor } from "./support";

const processorOf = (stack: StackConfiguration) => theOnly(stack, "aws_rekognition_stream_processor").values;
const CAMERA_ARN = arn("kinesisvideo", "stream/camera.1/1700000000000");

describe("VideoStreamProcessor: wrong props", () => {
  const token = Token.asString({ resolve: () => "x" });
  const input = { streamName: "camera.1", streamArn: CAMERA_ARN };
  const search = (more: object) => ({ collectionId: "members", ...more });

  it.each(
    wrongProps([
      ["processorName", undefined, "processorName must be given"],
      ["processorName", "", "processorName must be a name of 1 to 40 letters"],
      ["processorName", "front door", "processorName must be a name of 1 to 40 letters"],
      ["processorName", "d".repeat(41), "processorName must be a name of 1 to 40 letters"],
      ["processorName", token, "processorName must be known at synth"],
      ["key", undefined, "key must be given"],
      ["key", { keyArn: "alias/video", environment: ENVIRONMENT }, "key.keyArn must be the full ARN"],
      ["faceSearch", undefined, "faceSearch must be given, or else `connectedHome`, got: neither"],
      ["faceSearch", search({ collectionId: undefined }), "faceSearch.collectionId must be given"],
      ["faceSearch", search({ collectionId: "*" }), "faceSearch.collectionId must be 1 to 255 letters"],
      [
        "faceSearch",
        search({ similarityThreshold: 80 }),
        "faceSearch.similarityThreshold must be a number from 99",
      ],
      [
        "faceSearch",
        search({ similarityThreshold: 0.99 }),
        "faceSearch.similarityThreshold must be a number from 99",
      ],
      ["faceSearch", null, "faceSearch must be given, got: null"],
      ["connectedHome", null, "connectedHome must be given, got: null"],
      ["input", null, "input must be given, got: null"],
      ["input", { ...input, streamName: undefined }, "input.streamName must be given"],
      ["input", { ...input, streamName: "a/b" }, "input.streamName must be a name of 1 to 128 letters"],
      ["input", { ...input, streamName: token }, "input.streamName must be known at synth"],
      ["input", { ...input, streamArn: undefined }, "input.streamArn must be given"],
      [
        "input",
        { ...input, streamArn: "camera.1" },
        "input.streamArn must be the ARN of that Kinesis video stream",
      ],
      [
        "input",
        { ...input, streamName: "camera.2" },
        "input.streamArn must be the ARN of that Kinesis video stream",
      ],
      [
        "input",
        { ...input, streamArn: CAMERA_ARN.replace("camera.1", "cameraX1") },
        "input.streamArn must be the ARN of that Kinesis video stream",
      ],
      [
        "input",
        { ...input, streamArn: CAMERA_ARN.replace(ACCOUNT, "999900001111") },
        "input.streamArn must be the ARN of that Kinesis video stream",
      ],
      ["input", { ...input, key: { keyArn: "alias/x" } }, "input.key.keyArn must be the full ARN"],
      ["retentionHours", 23, "retentionHours must be a whole number from 24 to 168"],
      ["retentionHours", 169, "retentionHours must be a whole number from 24 to 168"],
      ["permissionsBoundaryArn", "boundary", "permissionsBoundaryArn must be the ARN of a managed policy"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => makeProcessor({ ...FACE_SEARCH, [prop]: value }))[0]).toContain(message);
  });

  it.each(
    wrongProps([
      ["labels", undefined, "connectedHome.labels must be a list"],
      ["labels", [], "connectedHome.labels must hold at least 1"],
      ["labels", ["CAR"], "connectedHome.labels[0] must be one of PERSON, PET, PACKAGE, ALL"],
      ["labels", ["PET", "PET"], "connectedHome.labels must name each once"],
      ["minConfidencePercent", 101, "connectedHome.minConfidencePercent must be a number from 0 to 100"],
      ["minConfidencePercent", -1, "connectedHome.minConfidencePercent must be a number from 0 to 100"],
      ["minConfidencePercent", Number.NaN, "connectedHome.minConfidencePercent must be a number"],
      ["bucket", undefined, "connectedHome.bucket must be given"],
      ["bucket", null, "connectedHome.bucket must be given"],
      ["bucket", { key: { keyArn: "alias/x" } }, "connectedHome.bucket.key.keyArn must be the full ARN"],
    ]),
  )("refuses, of a connected home, $title", ({ prop, value, message }) => {
    const stack = awsStack();
    const settings = { ...connectedHome(stack).connectedHome, [prop]: value };
    expect(faultsOf(() => makeProcessor({ connectedHome: untyped(settings) }, stack))[0]).toContain(message);
  });

  it("refuses both searches at once", () => {
    const stack = awsStack();
    expect(faultsOf(() => makeProcessor({ ...FACE_SEARCH, ...connectedHome(stack) }, stack))).toEqual([
      "faceSearch must be given, or else `connectedHome`, got: both",
    ]);
  });

  it("has no prop to share video with: what is said of it is not heard", () => {
    const stack = synthStack((within) => {
      makeProcessor(untyped({ ...FACE_SEARCH, dataSharingPreference: { optIn: true } }), within);
    });
    expect(processorOf(stack).data_sharing_preference).toEqual([{ opt_in: false }]);
  });

  it("names all at once, before anything is made", () => {
    const stack = awsStack();
    const wrong = { processorName: "?", retentionHours: 0, faceSearch: { collectionId: "*" } };
    expect(faultsOf(() => makeProcessor(wrong, stack))).toHaveLength(3);
    expect(stack.node.tryFindChild("Door")).toBeUndefined();
  });

  it("leaves numbers that only Terraform knows to Terraform", () => {
    const number = Token.asNumber({ resolve: () => 99 });
    const faceSearchOf = { collectionId: "members", similarityThreshold: number };
    expect(() => makeProcessor({ faceSearch: faceSearchOf, retentionHours: number })).not.toThrow();
  });
});
