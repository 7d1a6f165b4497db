import type { AwsEnvironment } from "../../policies/documents";
import {
  type Concurrency,
  concurrencyFaults,
  type ImageFunctionsProps,
  imageFunctionsFaults,
} from "../image-functions/image-functions-props";
import { known } from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";

export interface FaceCollectionProps extends ImageFunctionsProps {
  /**
   * 1 to 255 letters, digits and any of `_.-`. `FaceVerification` takes the same, and erases from the collection too.
   *
   * @default - `namePrefix`, and `-members`
   */
  readonly collectionId?: string | undefined;
  /**
   * What Rekognition calls similarity, in per cent, 99 to 100: AWS asks 99 for critical use.
   *
   * @default 99
   */
  readonly similarityThreshold?: number | undefined;
  /**
   * How many requests at most are worked on at a time, by function.
   *
   * @default - 2 to index, 10 to identify, 1 to reconcile
   */
  readonly reservedConcurrency?:
    | { readonly index?: Concurrency; readonly identify?: Concurrency; readonly reconcile?: Concurrency }
    | undefined;
}

/** What is wrong with the props, those of the functions included: all at once, before anything is made. */
export const faceCollectionFaults = (
  props: FaceCollectionProps,
  environment: AwsEnvironment,
): readonly PropFault[] => [
  ...imageFunctionsFaults(props, environment),
  ...(props.collectionId === undefined ? [] : known("collectionId", props.collectionId)),
  ...rekognitionProps.collectionId("collectionId", props.collectionId),
  ...rekognitionProps.percentage("similarityThreshold", props.similarityThreshold, 99),
  ...concurrencyFaults("reservedConcurrency", props.reservedConcurrency),
];
