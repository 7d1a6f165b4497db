import type { ImageStructure } from "../shared/image-structure";

/** The least that Rekognition must say of a face, each 1 to 100. */
export interface FaceQualityFloor {
  readonly brightness: number;
  readonly sharpness: number;
}

/** The fields of DetectFaces' answer that decide. */
export interface DetectedFace {
  readonly Confidence?: number | undefined;
  readonly BoundingBox?:
    | { readonly Width?: number | undefined; readonly Height?: number | undefined }
    | undefined;
  readonly Pose?: { readonly Yaw?: number | undefined; readonly Pitch?: number | undefined } | undefined;
  readonly Quality?:
    | { readonly Brightness?: number | undefined; readonly Sharpness?: number | undefined }
    | undefined;
}

/** Why a picture is no reference. The list is closed; whoever takes the picture is told, and takes another. */
export type PictureFault =
  | "no-face-found"
  | "several-faces"
  | "face-uncertain"
  | "face-too-small"
  | "face-turned-away"
  | "face-too-dark"
  | "face-blurred"
  | "image-unusable"
  | "answer-unexpected";

/** The least confidence, in percent, in that it is a face at all. */
const MIN_CONFIDENCE = 99;
/** The least pixels of a face's width and height that AWS recommends for comparing. */
const MIN_FACE_PIXELS = 50;
/** The most degrees that AWS recommends a face to be turned: to a side, down, up. */
const MAX_YAW = 45;
const MAX_PITCH_DOWN = 30;
const MAX_PITCH_UP = 45;

/**
 * Why a picture with these faces cannot be a reference; `undefined` where it can. A field that is missing or no number is
 * unexpected, and never good enough.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/recommendations-facial-input-images.html
 */
export function pictureFault(
  faces: readonly DetectedFace[] | undefined,
  { width, height }: Pick<ImageStructure, "width" | "height">,
  floor: FaceQualityFloor,
): PictureFault | undefined {
  if (!Array.isArray(faces)) return "answer-unexpected";
  const [face] = faces as readonly (DetectedFace | null | undefined)[];
  if (faces.length === 0) return "no-face-found";
  if (faces.length > 1) return "several-faces";
  const pixels = {
    width: number(face?.BoundingBox?.Width) * width,
    height: number(face?.BoundingBox?.Height) * height,
  };
  const { Yaw, Pitch } = face?.Pose ?? {};
  const { Brightness, Sharpness } = face?.Quality ?? {};
  const read = [face?.Confidence, pixels.width, pixels.height, Yaw, Pitch, Brightness, Sharpness];
  if (!read.every((value) => Number.isFinite(value))) return "answer-unexpected";

  if (number(face?.Confidence) < MIN_CONFIDENCE) return "face-uncertain";
  if (Math.min(pixels.width, pixels.height) < MIN_FACE_PIXELS) return "face-too-small";
  if (Math.abs(number(Yaw)) > MAX_YAW || number(Pitch) < -MAX_PITCH_DOWN || number(Pitch) > MAX_PITCH_UP)
    return "face-turned-away";
  if (number(Brightness) < floor.brightness) return "face-too-dark";
  if (number(Sharpness) < floor.sharpness) return "face-blurred";
  return undefined;
}

const number = (value: unknown): number => (typeof value === "number" ? value : Number.NaN);
