/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { jsonError } from "../../support/fake-aws";
import { KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import {
  answered,
  OUTPUT_BUCKET,
  operatorError,
  refused,
  STATUS,
  training,
  trainingWorld,
  tryAgain,
} from "./support";

const test = trainingWorld();
const { fake } = test;
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const invoke = (event: unknown) => fake.invoke(event);

/** A version of the project, of which Rekognition tells so. */
const described = (status: string, more: object = {}) =>
  JSON.stringify({
    ProjectVersionDescriptions: [
      { Status: status, KmsKeyId: KEY_ARN, OutputConfig: { S3Bucket: OUTPUT_BUCKET }, ...more },
    ],
  });

describe("train-custom-labels, asked how far a version is", () => {
  it.each([
    ["TRAINING_IN_PROGRESS", "training", false],
    ["TRAINING_COMPLETED", "trained", true],
    ["TRAINING_FAILED", "failed", true],
    ["STARTING", "running", true],
    ["RUNNING", "running", true],
    ["STOPPING", "running", true],
    ["STOPPED", "trained", true],
    ["FAILED", "failed", true],
    ["COPYING_IN_PROGRESS", "copying", false],
    ["COPYING_COMPLETED", "trained", true],
    ["COPYING_FAILED", "failed", true],
    ["DEPRECATED", "retired", true],
    ["EXPIRED", "retired", true],
    ["DELETING", "deleting", true],
  ])("calls %s %s (ended: %p)", async (theirs, ours, ended) => {
    fake.aws.script("DescribeProjectVersions", { status: 200, body: described(theirs) });
    const { result, metrics, logged } = await invoke(STATUS);

    expect(result).toEqual(answered("known", ours, ended));
    expect(metrics).toEqual([]);
    expect(logged).toEqual([expect.objectContaining({ outcome: "known", status: ours })]);
  });

  it("asks for this version only, and nothing else of AWS", async () => {
    await invoke(training());
    fake.aws.reset();
    await invoke(STATUS);

    expect(operations()).toEqual(["DescribeProjects", "DescribeProjectVersions"]);
    expect(JSON.parse(fake.aws.requests[0]?.body ?? "")).toEqual({ ProjectNames: ["books"] });
    expect(JSON.parse(fake.aws.requests[1]?.body ?? "")).toEqual({
      ProjectArn: test.projectArn,
      VersionNames: ["v1"],
    });
  });

  it("takes the key's id for the key", async () => {
    const body = described("RUNNING", { KmsKeyId: KEY_ARN.slice(KEY_ARN.indexOf("/") + 1) });
    fake.aws.script("DescribeProjectVersions", { status: 200, body });
    expect((await invoke(STATUS)).result).toEqual(answered("known", "running", true));
  });

  it.each([
    ["under another key", { KmsKeyId: OTHER_KEY_ARN }],
    ["under a key of AWS", { KmsKeyId: undefined }],
    ["under no key's name", { KmsKeyId: "" }],
    ["into another bucket", { OutputConfig: { S3Bucket: "theirs" } }],
    ["into no bucket", { OutputConfig: null }],
  ])("tells the operator of a version that was trained %s", async (_, more) => {
    fake.aws.script("DescribeProjectVersions", { status: 200, body: described("TRAINING_COMPLETED", more) });
    expect((await invoke(STATUS)).result).toEqual(operatorError("version-trained-otherwise"));
    await invoke(training());
    expect((await invoke(training())).result).toEqual(operatorError("version-trained-otherwise"));
  });

  it("refuses a version that there is not", async () => {
    expect((await invoke(STATUS)).result).toEqual(refused("version-unknown"));
  });

  it.each([
    ["of a kind that is not known", described("PAUSED"), operatorError("unexpected")],
    ["without versions", "{}", tryAgain("answer-unreadable")],
  ])("makes nothing of an answer %s", async (_, body, failure) => {
    fake.aws.script("DescribeProjectVersions", { status: 200, body });
    expect((await invoke(STATUS)).result).toEqual(failure);
  });

  it.each([
    ["ResourceNotFoundException", "project-missing"],
    ["AccessDeniedException", "training-denied"],
  ])("tells the operator of %s", async (error, reason) => {
    fake.aws.script("DescribeProjectVersions", jsonError(error));
    expect((await invoke(STATUS)).result).toEqual(operatorError(reason));
  });
});
