import { pictureFault } from "../../../functions/enroll-face/face-quality";

const PICTURE = { width: 640, height: 480 };
const FLOOR = { brightness: 40, sharpness: 60 };

/** A face that is just good enough in everything: 50 by 50 pixels, and the rest at its limit. */
const FACE = {
  Confidence: 99,
  BoundingBox: { Width: 50 / 640, Height: 50 / 480 },
  Pose: { Yaw: 45, Pitch: 45 },
  Quality: { Brightness: 40, Sharpness: 60 },
};

describe("pictureFault", () => {
  it("finds none in one face that is good enough in everything", () => {
    expect(pictureFault([FACE], PICTURE, FLOOR)).toBeUndefined();
    expect(pictureFault([{ ...FACE, Pose: { Yaw: -45, Pitch: -30 } }], PICTURE, FLOOR)).toBeUndefined();
  });

  it.each([
    ["no face", [], "no-face-found"],
    ["two faces", [FACE, FACE], "several-faces"],
    ["a face and what is no answer", [FACE, null], "several-faces"],
  ])("finds fault with %s", (_, faces, fault) => {
    expect(pictureFault(faces as (typeof FACE)[], PICTURE, FLOOR)).toBe(fault);
  });

  it.each([
    ["uncertain", { Confidence: 98.999 }, "face-uncertain"],
    ["narrow", { BoundingBox: { Width: 49.9 / 640, Height: 0.5 } }, "face-too-small"],
    ["flat", { BoundingBox: { Width: 0.5, Height: 49.9 / 480 } }, "face-too-small"],
    [
      "partly out of the picture, so its box has no size",
      { BoundingBox: { Width: -0.5, Height: 0.5 } },
      "face-too-small",
    ],
    ["turned to the right", { Pose: { Yaw: 45.1, Pitch: 0 } }, "face-turned-away"],
    ["turned to the left", { Pose: { Yaw: -45.1, Pitch: 0 } }, "face-turned-away"],
    ["turned down", { Pose: { Yaw: 0, Pitch: -30.1 } }, "face-turned-away"],
    ["turned up", { Pose: { Yaw: 0, Pitch: 45.1 } }, "face-turned-away"],
    ["dark", { Quality: { Brightness: 39.9, Sharpness: 99 } }, "face-too-dark"],
    ["blurred", { Quality: { Brightness: 99, Sharpness: 59.9 } }, "face-blurred"],
  ])("finds fault with a face that is %s", (_, change, fault) => {
    expect(pictureFault([{ ...FACE, ...change }], PICTURE, FLOOR)).toBe(fault);
  });

  const SET = [
    ["Confidence"],
    ["BoundingBox", "Width"],
    ["BoundingBox", "Height"],
    ["Pose", "Yaw"],
    ["Pose", "Pitch"],
    ["Quality", "Brightness"],
    ["Quality", "Sharpness"],
  ];
  const WRONG = [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "99", {}];

  it.each(SET.flatMap((path) => WRONG.map((value) => [path.join("."), value, path] as const)))(
    "takes %s of %p for unexpected",
    (_, value, path) => {
      expect(pictureFault([withField(path, value)], PICTURE, FLOOR)).toBe("answer-unexpected");
    },
  );

  it.each(["BoundingBox", "Pose", "Quality"])("takes a face without %s for unexpected", (name) => {
    for (const value of [undefined, null])
      expect(pictureFault([withField([name], value)], PICTURE, FLOOR)).toBe("answer-unexpected");
  });

  it.each([[undefined], [null], [{}], [{ length: 1, 0: FACE }], [[null]], [[undefined]], ["f"]])(
    "takes %j in place of faces for unexpected",
    (faces) => {
      expect(pictureFault(faces as (typeof FACE)[], PICTURE, FLOOR)).toBe("answer-unexpected");
    },
  );
});

/** The face with another value in one place. */
function withField([name = "", member]: readonly string[], value: unknown) {
  const of = new Map<string, unknown>(Object.entries(FACE)).get(name);
  return { ...FACE, [name]: member === undefined ? value : { ...Object(of), [member]: value } };
}
