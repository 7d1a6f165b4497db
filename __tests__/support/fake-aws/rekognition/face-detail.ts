import type { SeenImage } from "../test-image";

/** A face that an image shows. */
export interface SeenFace {
  /** Whose face it is. */
  readonly mark: string;
  /** What Rekognition says of every face. */
  readonly detail: ReturnType<typeof detailOf>;
}

/** The least quality, 0 to 100, at which each quality filter lets a face through. */
const LEAST_QUALITY: ReadonlyMap<string, number> = new Map([
  ["AUTO", 20],
  ["LOW", 20],
  ["MEDIUM", 50],
  ["HIGH", 80],
]);

/** The faces of an image, the largest first. */
export function facesOf(image: SeenImage): SeenFace[] {
  return image.faces.map((mark, index) => ({ mark, detail: detailOf(image, index) }));
}

/** Tells whether a quality filter leaves an image's faces out. */
export function isFiltered(image: SeenImage, filter = "NONE"): boolean {
  return image.quality < (LEAST_QUALITY.get(filter) ?? 0);
}

function detailOf({ faces, faceSize, quality, traits }: SeenImage, index: number) {
  const place = 1 / faces.length;
  const Width = Math.min(faceSize, place) * 0.95 ** index;
  const Left = place * index + (place - Width) / 2;
  const at = (Type: string, x: number, y: number) => ({ Type, X: Left + Width * x, Y: 0.2 + Width * y });
  return {
    BoundingBox: { Width, Height: Width, Left, Top: 0.2 },
    Confidence: 99.99,
    Landmarks: [
      at("eyeLeft", 0.3, 0.3),
      at("eyeRight", 0.7, 0.3),
      at("mouthLeft", 0.35, 0.7),
      at("mouthRight", 0.65, 0.7),
      at("nose", 0.5, 0.5),
    ],
    Pose: { Pitch: 1, Roll: 1, Yaw: traits.includes("turned-away") ? 70 : 1 },
    Quality: { Brightness: quality, Sharpness: quality },
  };
}

/** What DetectFaces says of a face when asked for attributes. */
export function attributesOf({ traits }: SeenImage, asked: readonly string[]): Record<string, unknown> {
  const sure = (Value: unknown) => ({ Value, Confidence: 99.5 });
  const known: Readonly<Record<string, readonly [string, unknown]>> = {
    AGE_RANGE: ["AgeRange", { Low: 30, High: 40 }],
    BEARD: ["Beard", sure(false)],
    EMOTIONS: ["Emotions", [{ Type: "CALM", Confidence: 99.5 }]],
    EYE_DIRECTION: ["EyeDirection", { Yaw: 0, Pitch: 0, Confidence: 99.5 }],
    EYEGLASSES: ["Eyeglasses", sure(false)],
    EYES_OPEN: ["EyesOpen", sure(!traits.includes("eyes-closed"))],
    FACE_OCCLUDED: ["FaceOccluded", sure(traits.includes("occluded"))],
    GENDER: ["Gender", sure("Female")],
    MOUTH_OPEN: ["MouthOpen", sure(false)],
    MUSTACHE: ["Mustache", sure(false)],
    SMILE: ["Smile", sure(false)],
    SUNGLASSES: ["Sunglasses", sure(traits.includes("sunglasses"))],
  };
  const names = asked.includes("ALL") ? Object.keys(known) : asked;
  return Object.fromEntries(names.flatMap((name) => (known[name] === undefined ? [] : [known[name]])));
}
