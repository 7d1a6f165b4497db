import { type AwsEnvironment, FACE_LIVENESS_REGIONS, REGION } from "../../policies/documents";
import {
  type Concurrency,
  concurrencyFaults,
  type ImageFunctionsProps,
  imageFunctionsFaults,
} from "../image-functions/image-functions-props";
import { isLeftToTerraform, oneOf, reasoned, wholeNumber } from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";

/** How a session challenges whoever sits before the camera. */
export type LivenessChallenge =
  | "FaceMovementAndLightChallenge"
  | {
      /** Without flashes of light, for people who must not see any; AWS calls it the less accurate one. */
      readonly type: "FaceMovementChallenge";
      /** At least ten characters. */
      readonly reason: string;
    };

export interface FaceLivenessProps extends ImageFunctionsProps {
  /**
   * The lowest confidence, in per cent, that a face was alive, 80 to 100. AWS names 80 to 90 against injected video.
   *
   * @default 80
   */
  readonly minimumConfidence?: number | undefined;
  /**
   * How many pictures of a session are kept beside the reference, for a person to look at, 0 to 4.
   *
   * @default 0
   */
  readonly auditImages?: number | undefined;
  /** @default "FaceMovementAndLightChallenge" */
  readonly challenge?: LivenessChallenge | undefined;
  /**
   * How many requests at most are worked on at a time, by function.
   *
   * @default - 10 to create, 10 to read
   */
  readonly reservedConcurrency?: { readonly create?: Concurrency; readonly read?: Concurrency } | undefined;
}

/** What is wrong with the props, those of the functions included: all at once, before anything is made. */
export const faceLivenessFaults = (
  props: FaceLivenessProps,
  environment: AwsEnvironment,
): readonly PropFault[] => [
  ...regionFaults(environment),
  ...imageFunctionsFaults(props, environment),
  ...rekognitionProps.percentage("minimumConfidence", props.minimumConfidence, 80),
  ...wholeNumber("auditImages", props.auditImages, { from: 0, to: 4 }),
  ...challengeFaults(props.challenge),
  ...concurrencyFaults("reservedConcurrency", props.reservedConcurrency),
];

/** Elsewhere every call would be denied, as if a permission were missing. A region that is wrong itself is not judged. */
const regionFaults = ({ region }: AwsEnvironment): readonly PropFault[] =>
  !REGION.test(region) || FACE_LIVENESS_REGIONS.includes(region)
    ? []
    : [
        {
          prop: "environment.region",
          message: `must be one that has Face Liveness (${FACE_LIVENESS_REGIONS.join(", ")}), got: ${region}`,
        },
      ];

function challengeFaults(challenge: LivenessChallenge | undefined): readonly PropFault[] {
  if (typeof challenge !== "object" || challenge === null)
    return isLeftToTerraform(challenge)
      ? []
      : oneOf("challenge", challenge, ["FaceMovementAndLightChallenge"]);
  return [
    ...oneOf("challenge.type", challenge.type, ["FaceMovementChallenge"]),
    ...reasoned("challenge", challenge),
  ];
}
