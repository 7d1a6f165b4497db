import { type AwsEnvironment, REKOGNITION_FIPS_REGIONS } from "../../policies/documents";
import { vpcFaults } from "../function-vpc";
import * as awsNames from "../validation/aws-names";
import {
  isLeftToTerraform,
  known,
  matching,
  oneOf,
  reasoned,
  required,
  show,
  wholeNumber,
} from "../validation/prop-rules";
import type { PropFault } from "../validation/validation-error";
import { LOG_RETENTION_DAYS } from "../verification-lambda";
import type { VideoAnalysisProps } from "./video-analysis-props";

/** What is wrong with the props of stored video, those of its functions included: all at once, before anything is made. */
export function videoAnalysisFaults(
  props: VideoAnalysisProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { bucket, reservedConcurrency } = props;
  return [
    ...required("name", props.name),
    ...known("name", props.name),
    ...matching(
      "name",
      props.name,
      /^[a-z](?!.*--)[a-z0-9-]{1,18}[a-z0-9]$/,
      "3 to 20 lower-case letters, digits and hyphens, a letter first",
    ),
    ...awsNames.encryptionKey("key", props.key, environment),
    ...required("alarmTopic", props.alarmTopic),
    ...awsNames.sameRegion("alarmTopic", props.alarmTopic?.environment, environment),
    ...collectionIdFaults("collectionId", props.collectionId),
    ...(bucket === undefined
      ? wholeNumber("retentionDays", props.retentionDays, { from: 1, to: 3650 })
      : [
          ...awsNames.encryptionKey("bucket.key", bucket.key, environment),
          ...(props.retentionDays === undefined
            ? []
            : [
                {
                  prop: "retentionDays",
                  message: `must not be given with a \`bucket\`, which has its own, got: ${show(props.retentionDays)}`,
                },
              ]),
        ]),
    ...thresholdFaults("similarityThreshold", props.similarityThreshold),
    ...(props.fips ? fipsFaults(environment) : []),
    ...(typeof reservedConcurrency === "object"
      ? reasoned("reservedConcurrency", reservedConcurrency)
      : wholeNumber("reservedConcurrency", reservedConcurrency, { from: 1, to: 1000 })),
    ...oneOf("logRetentionDays", props.logRetentionDays, LOG_RETENTION_DAYS),
    ...vpcFaults("vpc", props.vpc),
    ...awsNames.policyArn("permissionsBoundaryArn", props.permissionsBoundaryArn),
  ];
}

/** A collection that is known at synth, because the ARNs of policies are built from it. */
export const collectionIdFaults = (prop: string, id: string | undefined): readonly PropFault[] => [
  ...required(prop, id),
  ...(id === undefined ? [] : known(prop, id)),
  ...matching(
    prop,
    id,
    /^[a-zA-Z0-9_.-]{1,255}$/,
    "a collection's id of 1 to 255 letters, digits and any of _.-",
  ),
];

/** What AWS recommends where a false match matters, and not its default of 80. */
export function thresholdFaults(prop: string, value: number | undefined): readonly PropFault[] {
  return isLeftToTerraform(value) || (typeof value === "number" && value >= 99 && value <= 100)
    ? []
    : [
        {
          prop,
          message: `must be a number from 99 to 100, in per cent (0.99 would accept everybody), got: ${show(value)}`,
        },
      ];
}

const fipsFaults = ({ region }: AwsEnvironment): readonly PropFault[] =>
  REKOGNITION_FIPS_REGIONS.includes(region)
    ? []
    : [
        {
          prop: "fips",
          message: `must be false in ${region}: Rekognition has FIPS endpoints in ${REKOGNITION_FIPS_REGIONS.join(", ")} only, got: true`,
        },
      ];
