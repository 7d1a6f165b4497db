import type { AwsEnvironment } from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import type { AlarmTopic } from "../alarm-topic";
import type { EncryptedBucket } from "../encrypted-bucket";
import {
  type Concurrency,
  concurrencyFaults,
  functionOptionsFaults,
  type ImageFunctionsProps,
} from "../image-functions/image-functions-props";
import * as awsNames from "../validation/aws-names";
import { wholeNumber } from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";
import type { DenialAlarm } from "./decision-alarms";
import { type FrontDoor, frontDoorFaults } from "./front-door";

export interface FaceVerificationProps extends Omit<ImageFunctionsProps, "bucket" | "alarmTopic"> {
  /**
   * The customer managed key. Where it is of another stack, applied before, the first plan shows every policy as text.
   *
   * @default - the bucket's; or a key of its own
   */
  readonly key?: EncryptionKey | undefined;
  /** @default - a bucket of its own, named after the account and region too */
  readonly bucket?: EncryptedBucket | undefined;
  /** @default - a topic of its own, that nobody subscribes to */
  readonly alarmTopic?: AlarmTopic | undefined;
  /**
   * What Rekognition calls similarity, in per cent, 99 to 100: AWS asks 99 for critical use.
   *
   * @default 99
   */
  readonly similarityThreshold?: number | undefined;
  /**
   * What Rekognition must say at least of the face that a member is enrolled with, each 1 to 100.
   *
   * @default - 40 each
   */
  readonly faceQuality?:
    | { readonly brightness?: number | undefined; readonly sharpness?: number | undefined }
    | undefined;
  /**
   * Lets verify-face take the picture of a Face Liveness session as its probe, where Rekognition is confident of a living face.
   *
   * @default - it takes none
   */
  readonly liveness?:
    | {
        /**
         * In per cent, 80 to 100.
         *
         * @default 80
         */
        readonly minimumConfidence?: number | undefined;
      }
    | undefined;
  /**
   * The id of the collection with members' face vectors, from which erase-face erases too.
   *
   * @default - none is used
   */
  readonly collectionId?: string | undefined;
  /**
   * How many requests at most are worked on at a time, by function.
   *
   * @default - 10 to verify, 2 to enrol, 2 to erase
   */
  readonly reservedConcurrency?:
    | { readonly verify?: Concurrency; readonly enroll?: Concurrency; readonly erase?: Concurrency }
    | undefined;
  /** @default - ten denials that are half of all approvals and denials, within fifteen minutes */
  readonly denialAlarm?: DenialAlarm | undefined;
  /** @default - the functions are invoked by those who are granted to, by `lambda:InvokeFunction` */
  readonly frontDoor?: FrontDoor | undefined;
}

/** What is wrong with the props; all at once, before anything is made. */
export function faceVerificationFaults(
  props: FaceVerificationProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { denialAlarm = {}, faceQuality = {}, bucket, key } = props;
  return [
    ...functionOptionsFaults(props, environment),
    ...concurrencyFaults("reservedConcurrency", props.reservedConcurrency),
    ...(key === undefined ? [] : awsNames.encryptionKey("key", key, environment)),
    ...(bucket !== undefined && key !== undefined && bucket.key.keyArn !== key.keyArn
      ? [{ prop: "key", message: "must be the bucket's, got: another. Give one of the two" }]
      : []),
    ...rekognitionProps.percentage("similarityThreshold", props.similarityThreshold, 99),
    ...rekognitionProps.percentage("liveness.minimumConfidence", props.liveness?.minimumConfidence, 80),
    ...wholeNumber("faceQuality.brightness", faceQuality.brightness, { from: 1, to: 100 }),
    ...wholeNumber("faceQuality.sharpness", faceQuality.sharpness, { from: 1, to: 100 }),
    ...wholeNumber("denialAlarm.minimumDenials", denialAlarm.minimumDenials, { from: 1, to: 100_000 }),
    ...wholeNumber("denialAlarm.denialPercent", denialAlarm.denialPercent, { from: 1, to: 100 }),
    ...rekognitionProps.collectionId("collectionId", props.collectionId),
    ...frontDoorFaults(props.frontDoor),
  ];
}
