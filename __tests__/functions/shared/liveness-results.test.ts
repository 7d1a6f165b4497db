import { type LivenessResults, livenessPicture } from "../../../functions/shared/liveness-results";

const STANDARD = { imageBucket: "faces", memberPrefix: "liveness/ada/", minimumConfidence: 80 };
const KEY = "liveness/ada/session/reference.jpg";
const picture = (Bucket: string | undefined, Name: string | undefined) => ({ S3Object: { Bucket, Name } });
const RESULTS: LivenessResults = {
  Status: "SUCCEEDED",
  Confidence: 80,
  ReferenceImage: picture("faces", KEY),
};

/** An answer in a shape that the SDK's types rule out, and the network does not. */
const odd = (results: object): LivenessResults => results;

describe("livenessPicture", () => {
  it.each([80, 99.9, 100])("finds the picture of a session with the confidence %d", (Confidence) => {
    expect(livenessPicture({ ...RESULTS, Confidence }, STANDARD)).toEqual({ key: KEY });
  });

  it.each<[string, LivenessResults, string]>([
    ["CREATED", { Status: "CREATED" }, "liveness-unfinished"],
    ["IN_PROGRESS", { Status: "IN_PROGRESS" }, "liveness-unfinished"],
    ["FAILED", { ...RESULTS, Status: "FAILED" }, "liveness-failed"],
    ["EXPIRED", { ...RESULTS, Status: "EXPIRED" }, "liveness-expired"],
    ["of a status nobody knows", { ...RESULTS, Status: "FINISHED" }, "answer-unexpected"],
    ["of a status in other letters", { ...RESULTS, Status: "succeeded" }, "answer-unexpected"],
    ["without a status", { ...RESULTS, Status: undefined }, "answer-unexpected"],
    ["of a face hardly alive", { ...RESULTS, Confidence: 79.999 }, "liveness-not-shown"],
    ["of a face not alive", { ...RESULTS, Confidence: 0 }, "liveness-not-shown"],
    ["without a confidence", { ...RESULTS, Confidence: undefined }, "answer-unexpected"],
    ["of a confidence that is no number", { ...RESULTS, Confidence: Number.NaN }, "answer-unexpected"],
    ["of a confidence over 100", { ...RESULTS, Confidence: 100.1 }, "answer-unexpected"],
    ["of a confidence below 0", { ...RESULTS, Confidence: -1 }, "answer-unexpected"],
    ["of a confidence that is a text", odd({ ...RESULTS, Confidence: "99" }), "answer-unexpected"],
    ["without a picture", { ...RESULTS, ReferenceImage: undefined }, "liveness-without-image"],
    ["of a picture that is null", odd({ ...RESULTS, ReferenceImage: null }), "liveness-without-image"],
    [
      "of a picture as bytes",
      odd({ ...RESULTS, ReferenceImage: { Bytes: new Uint8Array(1) } }),
      "answer-unexpected",
    ],
    [
      "of a picture without a name",
      { ...RESULTS, ReferenceImage: picture("faces", undefined) },
      "answer-unexpected",
    ],
    ["of a picture elsewhere", { ...RESULTS, ReferenceImage: picture("others", KEY) }, "answer-unexpected"],
    ["of a picture nowhere", { ...RESULTS, ReferenceImage: picture(undefined, KEY) }, "answer-unexpected"],
    ...[
      "liveness/bob/s/r.jpg",
      "liveness/ada-2/s/r.jpg",
      "liveness/ada",
      "members/ada",
      "x/liveness/ada/r.jpg",
    ].map((name): [string, LivenessResults, string] => [
      `of the picture ${name}`,
      { ...RESULTS, ReferenceImage: picture("faces", name) },
      "liveness-of-another",
    ]),
  ])("finds none in a session %s", (_, results, fault) => {
    expect(livenessPicture(results, STANDARD)).toEqual({ fault });
  });
});
