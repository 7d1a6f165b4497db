import type { AwsEnvironment } from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import type { EncryptedBucket } from "../encrypted-bucket";
import * as awsNames from "../validation/aws-names";
import {
  distinct,
  isLeftToTerraform,
  known,
  listOf,
  matching,
  oneOf,
  required,
  show,
} from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";
import { collectionIdFaults } from "./video-analysis-faults";

/** A Kinesis video stream that exists already. */
export interface StreamInput {
  /** Known, so that a first plan shows the role's policy: AWS puts the time of its making into the ARN. */
  readonly streamName: string;
  /** May be a reference. */
  readonly streamArn: string;
  /**
   * The key that the stream is encrypted with.
   *
   * @default - the processor's
   */
  readonly key?: EncryptionKey | undefined;
}

/** Looking for the faces of a collection. */
export interface StreamFaceSearch {
  /** Of the same account and region: 1 to 255 letters, digits and any of `_.-`. */
  readonly collectionId: string;
  /**
   * What Rekognition calls similarity, in per cent, 99 to 100. Rekognition's own default is 80, where strangers match.
   *
   * @default 99
   */
  readonly similarityThreshold?: number | undefined;
}

/** What Rekognition can look for at a door. */
export const CONNECTED_HOME_LABELS = ["PERSON", "PET", "PACKAGE", "ALL"] as const;
export type ConnectedHomeLabel = (typeof CONNECTED_HOME_LABELS)[number];

/** Looking for people, pets and parcels, without knowing who they are. */
export interface StreamConnectedHome {
  /** At least one, each once. */
  readonly labels: readonly [ConnectedHomeLabel, ...ConnectedHomeLabel[]];
  /**
   * How sure Rekognition must be, in per cent, 0 to 100.
   *
   * @default 50
   */
  readonly minConfidencePercent?: number | undefined;
  /** Where the pictures go of what was seen: below `stream-results/`, under the bucket's key. */
  readonly bucket: EncryptedBucket;
}

/** What is wrong with an input, or with what is looked for. */
export function streamSettingsFaults(
  props: {
    readonly input?: StreamInput | undefined;
    readonly faceSearch?: StreamFaceSearch | undefined;
    readonly connectedHome?: StreamConnectedHome | undefined;
  },
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { input, faceSearch, connectedHome } = props;
  return [
    ...(["input", "faceSearch", "connectedHome"] as const).flatMap((prop) =>
      props[prop] === undefined ? [] : required(prop, props[prop]),
    ),
    ...(input ? inputFaults(input, environment) : []),
    ...((faceSearch === undefined) === (connectedHome === undefined)
      ? [
          {
            prop: "faceSearch",
            message: `must be given, or else \`connectedHome\`, got: ${faceSearch === undefined ? "neither" : "both"}`,
          },
        ]
      : []),
    ...(faceSearch
      ? [
          ...collectionIdFaults("faceSearch.collectionId", faceSearch.collectionId),
          ...rekognitionProps.percentage(
            "faceSearch.similarityThreshold",
            faceSearch.similarityThreshold,
            99,
          ),
        ]
      : []),
    ...(connectedHome ? connectedHomeFaults(connectedHome, environment) : []),
  ];
}

function inputFaults(
  { streamName, streamArn, key }: StreamInput,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { partition, region, accountId } = environment;
  const arn = `arn:${partition}:kinesisvideo:${region}:${accountId}:stream/${streamName}`;
  return [
    ...required("input.streamName", streamName),
    ...(streamName === undefined ? [] : known("input.streamName", streamName)),
    ...matching(
      "input.streamName",
      streamName,
      /^[a-zA-Z0-9_.-]{1,128}$/,
      "a name of 1 to 128 letters, digits and any of _.-",
    ),
    ...required("input.streamArn", streamArn),
    ...matching(
      "input.streamArn",
      streamArn,
      new RegExp(`^${literally(arn)}/\\d+$`),
      `the ARN of that Kinesis video stream, of the account and region (${arn}/<time>)`,
    ),
    ...(key === undefined ? [] : awsNames.encryptionKey("input.key", key, environment)),
  ];
}

const literally = (text: string): string => text.replace(/[^\w:/-]/g, "\\$&");

function connectedHomeFaults(
  { labels, minConfidencePercent: confidence, bucket }: StreamConnectedHome,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const isPercentage = isLeftToTerraform(confidence) || (confidence >= 0 && confidence <= 100);
  return [
    ...listOf("connectedHome.labels", labels, (at, label) => oneOf(at, label, CONNECTED_HOME_LABELS), 1),
    ...distinct("connectedHome.labels", labels),
    ...(isPercentage
      ? []
      : [
          {
            prop: "connectedHome.minConfidencePercent",
            message: `must be a number from 0 to 100, got: ${show(confidence)}`,
          },
        ]),
    ...(bucket === undefined || bucket === null
      ? required("connectedHome.bucket", bucket)
      : awsNames.encryptionKey("connectedHome.bucket.key", bucket.key, environment)),
  ];
}
