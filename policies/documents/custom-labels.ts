import { bucketArn } from "./arns";
import { type AwsEnvironment, viaService } from "./aws-environment";
import { mapOneOrMore } from "./one-or-more";
import type { IdentityStatement, OneOrMore } from "./policy-document";

/** A Custom Labels project, by its known name. */
export interface CustomLabelsProject {
  readonly environment: AwsEnvironment;
  readonly projectName: string;
}

/** Everything of a project. The time it was made stands in its ARN, and AWS alone knows that before it is made. */
export const projectArnPattern = ({ environment, projectName }: CustomLabelsProject): string => {
  const { partition, region, accountId } = environment;
  return `arn:${partition}:rekognition:${region}:${accountId}:project/${projectName}/*`;
};

/** Versions of a project's model, by their names, or all; each has the time it was made behind. */
export const projectVersionArnPatterns = (
  project: CustomLabelsProject,
  versionNames: OneOrMore<string> = "*",
): OneOrMore<string> =>
  mapOneOrMore(versionNames, (name) =>
    projectArnPattern(project).replace(/\*$/, name === "*" ? "version/*" : `version/${name}/*`),
  );

export interface CustomLabelsTrainingOptions extends CustomLabelsProject {
  /** Holds images and manifests. */
  readonly trainingBucketName: string;
  /** Takes the results. */
  readonly outputBucketName: string;
  /** Of both buckets, and of the copies that training makes. */
  readonly keyArn: string;
}

/**
 * What training a model takes. Rekognition reads the images and writes the results in the caller's name, and copies the images
 * under a grant that the caller lets it have.
 *
 * The conditions on the key are our own caution: KMS documents them, no page of Rekognition shows them. The function itself asks
 * KMS about the key, so `DescribeKey` has none.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/su-encrypt-bucket.html
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/su-console-policy.html
 */
export function customLabelsTrainingStatements(
  options: CustomLabelsTrainingOptions,
): readonly IdentityStatement[] {
  const { environment, keyArn } = options;
  const training = bucketArn(environment, options.trainingBucketName);
  const output = bucketArn(environment, options.outputBucketName);
  const via = (...services: [string, ...string[]]) => ({
    "kms:ViaService": mapOneOrMore(services, (service) => viaService(service, environment)),
  });
  return [
    {
      // By its name: what its ARN is, a function that is made with it is not told. The action knows no resource.
      Sid: "FindProject",
      Effect: "Allow",
      Action: "rekognition:DescribeProjects",
      Resource: "*",
    },
    {
      Sid: "TrainVersions",
      Effect: "Allow",
      Action: ["rekognition:CreateProjectVersion", "rekognition:DescribeProjectVersions"],
      Resource: projectArnPattern(options),
    },
    {
      Sid: "FindTrainingData",
      Effect: "Allow",
      Action: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"],
      Resource: training,
    },
    {
      Sid: "ReadTrainingData",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectVersion"],
      Resource: `${training}/*`,
    },
    {
      Sid: "FindResults",
      Effect: "Allow",
      Action: ["s3:GetBucketAcl", "s3:GetBucketLocation"],
      Resource: output,
    },
    {
      Sid: "WriteResults",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: `${output}/*`,
    },
    { Sid: "DescribeTrainingKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: keyArn },
    {
      Sid: "UseTrainingKey",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: keyArn,
      Condition: { StringEquals: via("s3", "rekognition") },
    },
    {
      Sid: "GrantTrainingKey",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: keyArn,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" }, StringEquals: via("rekognition") },
    },
  ];
}

/** What starting and stopping versions of a model takes, and seeing whether they run. A running one is billed by the hour. */
export function customLabelsRunStatements(
  project: CustomLabelsProject,
  versionNames?: OneOrMore<string>,
): readonly IdentityStatement[] {
  return [
    {
      Sid: "RunVersions",
      Effect: "Allow",
      Action: ["rekognition:StartProjectVersion", "rekognition:StopProjectVersion"],
      Resource: projectVersionArnPatterns(project, versionNames),
    },
    {
      Sid: "SeeVersions",
      Effect: "Allow",
      Action: "rekognition:DescribeProjectVersions",
      Resource: projectArnPattern(project),
    },
  ];
}

/** Asks running versions of a model. Images in S3 take a permission to read them as well. */
export const customLabelsDetectStatement = (
  project: CustomLabelsProject,
  versionNames?: OneOrMore<string>,
): IdentityStatement => ({
  Sid: "DetectCustomLabels",
  Effect: "Allow",
  Action: "rekognition:DetectCustomLabels",
  Resource: projectVersionArnPatterns(project, versionNames),
});
