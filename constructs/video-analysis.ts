import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import {
  getFaceSearchStatement,
  rekognitionTrustPolicy,
  startFaceSearchStatements,
} from "../policies/documents";
import { grantKeyUse } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { LeastPrivilegeRole } from "./access/least-privilege-role";
import { readEnvironment } from "./aws-environment";
import { EncryptedBucket } from "./encrypted-bucket";
import { functionBundle } from "./function-bundle";
import { roleNameOf } from "./validation/function-props";
import { throwFaults } from "./validation/validation-error";
import { VerificationLambda, type VerificationLambdaProps } from "./verification-lambda";
import { NotificationQueue } from "./video-analysis/notification-queue";
import { NotificationTopic } from "./video-analysis/notification-topic";
import { videoAnalysisFaults } from "./video-analysis/video-analysis-faults";
import type { VideoAnalysisProps } from "./video-analysis/video-analysis-props";

const VIDEOS_PREFIX = "videos/";
const RESULTS_PREFIX = "results/";
/** A long video has many pages of results. */
const TAKER_TIMEOUT_SECONDS = 300;

/**
 * Searching stored videos for the faces of a collection: `start-face-search` has Rekognition search a video of the bucket,
 * Rekognition says by topic and queue when it is done, `take-face-search` keeps who was seen below `results/` of the bucket. Videos,
 * messages and results are under your key.
 *
 * Rekognition copies the videos it searches into the service. Like images they may be used to improve it, unless the account has opted
 * out: the one AI services opt-out policy covers both (`AiServicesOptOutPolicy`).
 *
 * AWS documents both that the service's role and that the caller needs the key of the videos; both get it, through S3 and Rekognition.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/api-video-roles.html
 */
export class VideoAnalysis extends Construct {
  readonly bucket: EncryptedBucket;
  readonly topic: NotificationTopic;
  readonly queue: NotificationQueue;
  /** The role in which Rekognition says that it is done. */
  readonly notificationRole: LeastPrivilegeRole;
  readonly startFaceSearch: VerificationLambda;
  readonly takeFaceSearch: VerificationLambda;
  readonly eventSourceMapping: LambdaEventSourceMapping;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: VideoAnalysisProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...videoAnalysisFaults(props, environment)]);
    super(scope, id);
    const { name, key, alarmTopic, tags, collectionId } = props;
    const { accountId, region } = environment;
    this.bucket =
      props.bucket ??
      new EncryptedBucket(this, "Videos", {
        environment,
        bucketName: `${name}-videos-${accountId}-${region}`,
        key,
        retentionDays: props.retentionDays ?? 30,
        tags,
      });
    this.topic = new NotificationTopic(this, "Finished", {
      environment,
      topicName: `${name}-video-finished`,
      key,
      tags,
    });
    this.queue = new NotificationQueue(this, "Messages", {
      queueName: `${name}-video-finished`,
      topic: this.topic,
      alarmTopic,
      takerTimeoutSeconds: TAKER_TIMEOUT_SECONDS,
      tags,
    });
    this.notificationRole = new LeastPrivilegeRole(this, "NotificationRole", {
      environment,
      roleName: roleNameOf(`${name}-video-finished`, region),
      trustPolicy: rekognitionTrustPolicy(environment, "*"),
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      tags: { ...tags, "guardrails:role": "video-analysis" },
    });
    this.topic.grantPublish(this.notificationRole);

    const functionOf = (
      functionId: string,
      functionName: "start-face-search" | "take-face-search",
      own: Pick<VerificationLambdaProps, "description" | "statements" | "timeoutSeconds"> & {
        readonly variables: Readonly<Record<string, string>>;
      },
    ) => {
      const { variables, ...rest } = own;
      return new VerificationLambda(this, functionId, {
        ...rest,
        environment,
        functionName: `${name}-${functionName}`,
        bundle: functionBundle(functionName),
        key,
        alarmTopic,
        reservedConcurrency: props.reservedConcurrency,
        logRetentionDays: props.logRetentionDays,
        permissionsBoundaryArn: props.permissionsBoundaryArn,
        vpc: props.vpc,
        tags,
        environmentVariables: {
          IMAGE_BUCKET: this.bucket.bucketName,
          IMAGE_BUCKET_OWNER: accountId,
          IMAGE_KEY_ARN: this.bucket.key.keyArn,
          VIDEOS_PREFIX,
          SIMILARITY_THRESHOLD: String(props.similarityThreshold ?? 99),
          POWERTOOLS_SERVICE_NAME: `${name}-${functionName}`,
          POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
          ...(props.fips ? { AWS_USE_FIPS_ENDPOINT: "true" } : {}),
          ...variables,
        },
      });
    };
    this.startFaceSearch = functionOf("StartFaceSearch", "start-face-search", {
      description: "Has Rekognition search a stored video for the faces of a collection",
      variables: {
        COLLECTION_ID: collectionId,
        NOTIFICATION_TOPIC_ARN: this.topic.topicArn,
        NOTIFICATION_ROLE_ARN: this.notificationRole.roleArn,
      },
      statements: startFaceSearchStatements({
        environment,
        collectionId,
        notificationRoleArn: this.notificationRole.roleArn,
      }),
    });
    this.takeFaceSearch = functionOf("TakeFaceSearch", "take-face-search", {
      description: "Keeps who was seen in a video that Rekognition has searched",
      variables: { RESULTS_PREFIX },
      statements: [getFaceSearchStatement],
      timeoutSeconds: TAKER_TIMEOUT_SECONDS,
    });
    this.bucket.grantRead(this.startFaceSearch, {
      prefixes: [VIDEOS_PREFIX],
      viaServices: ["s3", "rekognition"],
      // A video that is missing is the caller's to know of, not an error of the function.
      tellMissing: true,
    });
    for (const grantee of [this.startFaceSearch, this.notificationRole]) {
      grantKeyUse(this.bucket.key, grantee, {
        of: "Videos",
        viaServices: ["s3", "rekognition"],
        access: "encrypt",
      });
    }
    this.bucket.grantWrite(this.takeFaceSearch, { prefixes: [RESULTS_PREFIX] });
    this.queue.grantTake(this.takeFaceSearch);
    this.eventSourceMapping = new LambdaEventSourceMapping(this, "TakeMessages", {
      eventSourceArn: this.queue.queueArn,
      functionName: this.takeFaceSearch.functionArn,
      batchSize: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
      tags: { ...tags, "guardrails:role": "video-analysis" },
      dependsOn: [this.queue.queue, this.takeFaceSearch.function, this.takeFaceSearch.role.policy],
    });
  }

  /** Lets a role put videos into the bucket. */
  grantUpload(grantee: Grantee): void {
    this.bucket.grantWrite(grantee, { prefixes: [VIDEOS_PREFIX] });
  }

  /** Lets a role have videos searched. */
  grantStart(grantee: Grantee): void {
    grantee.addToRolePolicy({
      Sid: "StartVideoSearch",
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: this.startFaceSearch.functionArn,
    });
  }

  /** Lets a role read who was seen. */
  grantReadResults(grantee: Grantee): void {
    this.bucket.grantRead(grantee, { prefixes: [RESULTS_PREFIX], tellMissing: true });
  }
}
