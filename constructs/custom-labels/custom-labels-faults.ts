import { type AwsEnvironment, REGION, REKOGNITION_FIPS_REGIONS } from "../../policies/documents";
import { LOGS_SUFFIX, logBucketFaults } from "../encrypted-bucket/encrypted-bucket-props";
import { cleanupFaults } from "../private-bucket";
import * as awsNames from "../validation/aws-names";
import { known, listOf, matching, required, show, wholeNumber } from "../validation/prop-rules";
import type { PropFault } from "../validation/validation-error";
import { type VerificationLambdaProps, verificationLambdaFaults } from "../verification-lambda";
import type { CustomLabelsProps } from "./custom-labels-props";

/** @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProject.html */
const NAME = /^[a-zA-Z0-9_.-]{1,255}$/;

/** What is wrong with the props, those of the function included: all at once, before anything is made. */
export function customLabelsFaults(
  props: CustomLabelsProps,
  lambda: VerificationLambdaProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { projectName, trainingBucketName, outputBucketName, accessLogBucket } = props;
  const logs = accessLogBucket?.bucketName ?? `${trainingBucketName}${LOGS_SUFFIX}`;
  return [
    ...required("projectName", projectName),
    ...known("projectName", projectName),
    ...matching("projectName", projectName, NAME, "a project's name of 1 to 255 letters, digits, _, . and -"),
    ...bucketFaults(
      "trainingBucketName",
      trainingBucketName,
      accessLogBucket === undefined ? 63 - LOGS_SUFFIX.length : 63,
    ),
    ...bucketFaults("outputBucketName", outputBucketName, 63),
    ...bucketOfItsOwn("trainingBucketName", trainingBucketName, [logs]),
    ...bucketOfItsOwn("outputBucketName", outputBucketName, [trainingBucketName, logs]),
    ...logBucketFaults(accessLogBucket, environment),
    ...wholeNumber("retentionDays", props.retentionDays, { from: 1, to: 3650 }),
    ...cleanupFaults(props),
    ...(props.fips ? fipsFaults(environment) : []),
    ...verificationLambdaFaults(lambda, environment),
  ];
}

/** Names of versions: letters, digits, `_`, `.` and `-`, so that none is a pattern. */
export const versionNameFaults = (versionNames: readonly string[] | undefined): readonly PropFault[] =>
  versionNames === undefined
    ? []
    : listOf(
        "versionNames",
        versionNames,
        (at, name) => [
          ...required(at, name),
          ...known(at, name),
          ...matching(at, name, NAME, "a version's name of 1 to 255 letters, digits, _, . and -"),
        ],
        1,
      );

const bucketFaults = (prop: string, name: string, maxLength: number): readonly PropFault[] => [
  ...required(prop, name),
  ...known(prop, name),
  ...(name === undefined || name === null ? [] : awsNames.bucketName(prop, name, maxLength)),
];

/** Results could take the place of images and manifests, and logs that of both. */
const bucketOfItsOwn = (prop: string, name: string, others: readonly string[]): readonly PropFault[] =>
  typeof name === "string" && others.includes(name)
    ? [{ prop, message: `must be the name of a bucket of its own, got a second: ${show(name)}` }]
    : [];

function fipsFaults({ region }: AwsEnvironment): readonly PropFault[] {
  return !REGION.test(region) || REKOGNITION_FIPS_REGIONS.includes(region)
    ? []
    : [
        {
          prop: "fips",
          message: `must be left out where Rekognition has no FIPS endpoint; it has one in ${REKOGNITION_FIPS_REGIONS.join(", ")}, got: true in ${region}`,
        },
      ];
}
