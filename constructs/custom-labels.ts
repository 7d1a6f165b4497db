import { RekognitionProject } from "@cdktf/provider-aws/lib/rekognition-project";
import { Construct } from "constructs";
import {
  type CustomLabelsProject,
  customLabelsDetectStatement,
  customLabelsRunStatements,
  customLabelsTrainingStatements,
  invokeStatement,
  projectArnPattern,
} from "../policies/documents";
import type { Grantee } from "./access/grantee";
import { AccessLogBucket } from "./access-log-bucket";
import { readEnvironment } from "./aws-environment";
import { customLabelsFaults, versionNameFaults } from "./custom-labels/custom-labels-faults";
import type { CustomLabelsProps, ModelGrantOptions } from "./custom-labels/custom-labels-props";
import { EncryptedBucket } from "./encrypted-bucket";
import { LOGS_SUFFIX } from "./encrypted-bucket/encrypted-bucket-props";
import { functionBundle } from "./function-bundle";
import { METRICS_NAMESPACE } from "./metric-alarm";
import { throwFaults } from "./validation/validation-error";
import { VerificationLambda } from "./verification-lambda";

/**
 * A model of your own images (Rekognition Custom Labels), and a function that trains it.
 *
 * What your key encrypts: images and manifests in the training bucket, the copies that training makes of them, and the results in
 * the output bucket. What it does not: the trained model and the manifests that the service keeps are under keys that AWS owns, and
 * no setting changes that. Images to train with may be used to improve the service like any others, unless the account has opted
 * out (`AiServicesOptOutPolicy`).
 *
 * Train by the function only. A console that is opened on the project makes datasets of the latest manifests, and from then on
 * Rekognition takes no manifests for the project: the function says that training was refused.
 *
 * Whoever uploads gets `trainingBucket.grantWrite`, whoever reads results `outputBucket.grantRead`.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/security-data-encryption.html
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html
 */
export class CustomLabels extends Construct {
  readonly project: RekognitionProject;
  /** Holds images and manifests. */
  readonly trainingBucket: EncryptedBucket;
  /** Takes what training says of manifests and model, each version's below its name. */
  readonly outputBucket: EncryptedBucket;
  readonly accessLogBucket: AccessLogBucket;
  readonly trainFunction: VerificationLambda;
  /** Ends with `/*`: the time that the project was made, which AWS alone knows before, and everything of the project. */
  readonly projectArnPattern: string;
  private readonly named: CustomLabelsProject;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: CustomLabelsProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    const lambda = functionProps(props);
    throwFaults(scope, id, [...environmentFaults, ...customLabelsFaults(props, lambda, environment)]);
    super(scope, id);
    const { projectName, key } = props;
    this.named = { environment, projectName };
    this.projectArnPattern = projectArnPattern(this.named);
    this.project = new RekognitionProject(this, "Project", {
      name: projectName,
      feature: "CUSTOM_LABELS",
      tags: { ...props.tags, "guardrails:role": "custom-labels" },
    });
    this.accessLogBucket =
      props.accessLogBucket ??
      new AccessLogBucket(this, "AccessLogs", {
        environment,
        bucketName: `${props.trainingBucketName}${LOGS_SUFFIX}`,
        tags: props.tags,
      });
    const bucket = (bucketId: string, bucketName: string) =>
      new EncryptedBucket(this, bucketId, {
        environment,
        bucketName,
        key,
        retentionDays: props.retentionDays,
        noncurrentRetentionDays: props.noncurrentRetentionDays,
        incompleteUploadDays: props.incompleteUploadDays,
        accessLogBucket: this.accessLogBucket,
        accessLogPrefix: `${projectName}/${bucketId.toLowerCase()}/`,
        tags: props.tags,
      });
    this.trainingBucket = bucket("Training", props.trainingBucketName);
    this.outputBucket = bucket("Output", props.outputBucketName);
    this.trainFunction = new VerificationLambda(this, "Train", {
      ...lambda,
      environment,
      environmentVariables: {
        POWERTOOLS_SERVICE_NAME: lambda.functionName,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
        AWS_USE_FIPS_ENDPOINT: String(props.fips ?? false),
        PROJECT_NAME: projectName,
        IMAGE_BUCKET_OWNER: environment.accountId,
        TRAINING_BUCKET: this.trainingBucket.bucketName,
        OUTPUT_BUCKET: this.outputBucket.bucketName,
        TRAINING_KEY_ARN: key.keyArn,
      },
      statements: customLabelsTrainingStatements({
        ...this.named,
        trainingBucketName: this.trainingBucket.bucketName,
        outputBucketName: this.outputBucket.bucketName,
        keyArn: key.keyArn,
      }),
    });
    key.allow({ kind: "custom-labels-training", principalArns: this.trainFunction.roleArn });
  }

  /**
   * Lets a role have the function train versions, and hear how far they are. Not train them itself: no condition of IAM makes a
   * caller of Rekognition name the key.
   */
  grantTrain(grantee: Grantee): void {
    grantee.addToRolePolicy(invokeStatement(this.trainFunction.functionArn, "TrainByFunction"));
  }

  /**
   * Lets a role start and stop the model, and see whether it runs. A running model is billed by the hour.
   *
   * @throws ValidationError for what is no version's name
   */
  grantRun(grantee: Grantee, options: ModelGrantOptions = {}): void {
    throwFaults(this, "grantRun", versionNameFaults(options.versionNames));
    grantee.addToRolePolicy(...customLabelsRunStatements(this.named, options.versionNames));
  }

  /**
   * Lets a role ask the running model about images. Images in S3 take a grant of their bucket as well.
   *
   * @throws ValidationError for what is no version's name
   */
  grantDetect(grantee: Grantee, options: ModelGrantOptions = {}): void {
    throwFaults(this, "grantDetect", versionNameFaults(options.versionNames));
    grantee.addToRolePolicy(customLabelsDetectStatement(this.named, options.versionNames));
  }
}

/** The function's props that do not depend on what is made. */
const functionProps = (props: CustomLabelsProps) => ({
  functionName: props.functionName ?? "train-custom-labels",
  purpose: "custom-labels-training" as const,
  description: "Trains a version of a Custom Labels model, or tells how far it is",
  bundle: props.bundle ?? functionBundle("train-custom-labels"),
  key: props.key,
  alarmTopic: props.alarmTopic,
  reservedConcurrency: props.reservedConcurrency ?? 2,
  logRetentionDays: props.logRetentionDays,
  failureRetentionDays: props.failureRetentionDays,
  vpc: props.vpc,
  permissionsBoundaryArn: props.permissionsBoundaryArn,
  codeSigningConfigArn: props.codeSigningConfigArn,
  tags: props.tags,
});
