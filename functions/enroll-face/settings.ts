import * as z from "zod/mini";
import {
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  percentage,
  readEnvironment,
} from "../shared/environment";
import type { FaceQualityFloor } from "./face-quality";

/** The function's settings, as its environment gives them. */
export interface Settings extends ImageSettings {
  /**
   * `MIN_FACE_BRIGHTNESS` and `MIN_FACE_SHARPNESS`, 1 to 100: what Rekognition must say of the face at least, on its scale of 0 to
   * 100. A reference that is too dark or blurred makes its member a stranger at the desk.
   *
   * @default 40 each
   */
  readonly qualityFloor: FaceQualityFloor;
}

const schema = z.object({
  ...imageVariables,
  MIN_FACE_BRIGHTNESS: percentage(1, 40),
  MIN_FACE_SHARPNESS: percentage(1, 40),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, keyRegionFaults);
  return {
    ...imageSettings(read),
    qualityFloor: { brightness: read.MIN_FACE_BRIGHTNESS, sharpness: read.MIN_FACE_SHARPNESS },
  };
}
