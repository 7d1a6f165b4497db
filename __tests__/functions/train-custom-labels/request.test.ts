import { checkRequest, type TrainCustomLabelsRequest } from "../../../functions/train-custom-labels/request";
import { errorOf } from "../../support/synth";

const reasonOf = (event: unknown) =>
  Reflect.get(
    errorOf(() => checkRequest(event)),
    "reason",
  );
const MANIFESTS = { trainingManifestKey: "a/b.manifest", testingManifestKey: "c.manifest" };

describe("A request to train-custom-labels", () => {
  it.each<[string, TrainCustomLabelsRequest, object]>([
    ["with two manifests", { versionName: "v1", ...MANIFESTS }, { kind: "train", ...MANIFESTS }],
    [
      "with a split",
      { versionName: "v1", trainingManifestKey: "a.manifest", autoSplit: true },
      { kind: "train", trainingManifestKey: "a.manifest", testingManifestKey: undefined },
    ],
    ["that asks", { versionName: "v1", status: true }, { kind: "status" }],
  ])("is read %s", (_, request, read) => {
    expect(checkRequest(request)).toEqual({ versionName: "v1", ...read });
  });

  it.each(["v", "2026-03.b_2", "x".repeat(255)])("may name a version %s", (versionName) => {
    expect(checkRequest({ versionName, status: true })).toEqual({ kind: "status", versionName });
  });

  it.each(["", "x".repeat(256), "a/b", ".", "..", ".hidden", "v 1", "v\u00e9", "v\n", 1, null])(
    "is refused for the version name %p",
    (versionName) => {
      expect(reasonOf({ versionName, ...MANIFESTS })).toBe("version-name-malformed");
    },
  );

  it.each([
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/../b",
    "a..b",
    ".a",
    "a.",
    "a b",
    "a%2fb",
    "s3://b/a",
    1,
    null,
  ])("is refused for the manifest key %p", (key) => {
    expect(reasonOf({ versionName: "v", ...MANIFESTS, trainingManifestKey: key })).toBe(
      "manifest-key-malformed",
    );
    expect(reasonOf({ versionName: "v", ...MANIFESTS, testingManifestKey: key })).toBe(
      "manifest-key-malformed",
    );
  });

  it.each([
    ["nothing", undefined],
    ["a text", "v1"],
    ["a name alone", { versionName: "v1" }],
    ["nothing to test with", { versionName: "v1", trainingManifestKey: "a" }],
    ["two ways to test", { versionName: "v1", ...MANIFESTS, autoSplit: true }],
    ["nothing to train with", { versionName: "v1", testingManifestKey: "a" }],
    ["a split of nothing", { versionName: "v1", autoSplit: true }],
    ["both kinds at once", { versionName: "v1", ...MANIFESTS, status: true }],
    ["a question with a split", { versionName: "v1", autoSplit: true, status: true }],
    ["a split that is not true", { versionName: "v1", trainingManifestKey: "a", autoSplit: false }],
    ["a status that is not true", { versionName: "v1", status: "yes" }],
    ["a bucket of the caller's", { versionName: "v1", ...MANIFESTS, bucket: "theirs" }],
    ["a key of the caller's", { versionName: "v1", ...MANIFESTS, KmsKeyId: "theirs" }],
  ])("is refused with %s", (_, event) => {
    expect(reasonOf(event)).toBe("request-malformed");
  });
});
