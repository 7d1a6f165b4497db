import type { AwsEnvironment } from "../../policies/documents";
import { concurrencyFaults, functionSystemFaults } from "../image-functions/image-functions-props";
import * as awsNames from "../validation/aws-names";
import { known, required, show, wholeNumber } from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";
import type { VideoAnalysisProps } from "./video-analysis-props";

/** What is wrong with the props of stored video, those of its functions included: all at once, before anything is made. */
export const videoAnalysisFaults = (
  props: VideoAnalysisProps,
  environment: AwsEnvironment,
): readonly PropFault[] => [
  ...functionSystemFaults(props, environment),
  ...awsNames.encryptionKey("key", props.key, environment),
  ...collectionIdFaults("collectionId", props.collectionId),
  ...bucketFaults(props, environment),
  ...rekognitionProps.percentage("similarityThreshold", props.similarityThreshold, 99),
  ...concurrencyFaults("reservedConcurrency", props.reservedConcurrency),
  ...takeFaults(props.reservedConcurrency?.take),
];

/** A collection that is known at synth, because the ARNs of policies are built from it. */
export const collectionIdFaults = (prop: string, id: string | undefined): readonly PropFault[] => [
  ...required(prop, id),
  ...(id === undefined ? [] : known(prop, id)),
  ...rekognitionProps.collectionId(prop, id),
];

function bucketFaults(
  { bucket, retentionDays }: VideoAnalysisProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  if (bucket === undefined) return wholeNumber("retentionDays", retentionDays, { from: 1, to: 3650 });
  if (bucket === null) return required("bucket", bucket);
  return [
    ...awsNames.encryptionKey("bucket.key", bucket.key, environment),
    ...(retentionDays === undefined
      ? []
      : [
          {
            prop: "retentionDays",
            message: `must not be given with a \`bucket\`, which has its own, got: ${show(retentionDays)}`,
          },
        ]),
  ];
}

/** With less, Lambda would count its own throttling as a message that could not be taken. */
const takeFaults = (take: unknown): readonly PropFault[] =>
  take === 1
    ? [{ prop: "reservedConcurrency.take", message: "must be 2 at least: a queue hands out so many, got: 1" }]
    : [];
