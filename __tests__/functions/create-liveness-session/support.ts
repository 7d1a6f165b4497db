import type { Settings } from "../../../functions/create-liveness-session/settings";
import { IMAGE_SETTINGS } from "../support/image-settings";

export const SETTINGS: Settings = {
  ...IMAGE_SETTINGS,
  livenessPrefix: "liveness/",
  auditImages: 0,
  challenge: "FaceMovementAndLightChallenge",
};
