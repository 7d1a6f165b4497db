import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  getFaceSearchStatement,
  invokeStatement,
  rekognitionTrustPolicy,
  startFaceSearchStatements,
} from "../policies/documents";
import { grantKeyUse, sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { LeastPrivilegeRole } from "./access/least-privilege-role";
import { readEnvironment } from "./aws-environment";
import { EncryptedBucket } from "./encrypted-bucket";
import { functionNameOf, imageFunction, type OwnFunction } from "./image-functions/image-function";
import { metricAlarm, operatorFaultAlarm } from "./metric-alarm";
import { roleNameOf } from "./validation/function-props";
import { throwFaults } from "./validation/validation-error";
import type { VerificationLambda } from "./verification-lambda";
import { NotificationQueue } from "./video-analysis/notification-queue";
import { NotificationTopic } from "./video-analysis/notification-topic";
import { videoAnalysisFaults } from "./video-analysis/video-analysis-faults";
import type { VideoAnalysisProps } from "./video-analysis/video-analysis-props";

const VIDEOS_PREFIX = "videos/";
const RESULTS_PREFIX = "results/";
/** A long video has many pages of results. */
const TAKER_TIMEOUT_SECONDS = 300;
/** The least that Lambda takes of a queue at a time. */
const TAKERS_AT_ONCE = 2;

/**
 * Searching stored videos for the faces of a collection: `start-face-search` has Rekognition search a video of the bucket,
 * Rekognition says by topic and queue when it is done, `take-face-search` keeps who was seen below `results/` of the bucket. Videos,
 * messages and results are under your key.
 *
 * Rekognition copies the videos it searches into the service. Like images they may be used to improve it, unless the account has opted
 * out: the one AI services opt-out policy covers both (`AiServicesOptOutPolicy`).
 *
 * A result names members by what their faces were indexed with, and `erase-face` does not look into results: they go when
 * `retentionDays` are over.
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
  /** Rekognition could not search a video: its result says so, and nothing of who is in it. */
  readonly failedSearchAlarm: CloudwatchMetricAlarm;
  /** One of each function: a permission, a key, an endpoint or a setting is at fault. */
  readonly operatorFaultAlarms: readonly CloudwatchMetricAlarm[];
  private readonly environment: AwsEnvironment;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: VideoAnalysisProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...videoAnalysisFaults(props, environment)]);
    super(scope, id);
    this.environment = environment;
    const { namePrefix, key, alarmTopic, tags } = props;
    const finished = `${namePrefix}-video-finished`;
    this.bucket =
      props.bucket ??
      new EncryptedBucket(this, "Videos", {
        environment,
        bucketName: `${namePrefix}-videos-${environment.accountId}-${environment.region}`,
        key,
        retentionDays: props.retentionDays ?? 30,
        tags,
      });
    this.topic = new NotificationTopic(this, "Finished", { environment, topicName: finished, key, tags });
    this.queue = new NotificationQueue(this, "Messages", {
      queueName: finished,
      topic: this.topic,
      alarmTopic,
      takerTimeoutSeconds: TAKER_TIMEOUT_SECONDS,
      tags,
    });
    this.notificationRole = new LeastPrivilegeRole(this, "NotificationRole", {
      environment,
      roleName: roleNameOf(finished, environment.region),
      trustPolicy: rekognitionTrustPolicy(environment, "*"),
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      tags: { ...tags, "guardrails:role": "video-analysis" },
    });
    this.topic.grantPublish(this.notificationRole);
    this.startFaceSearch = this.addStartFaceSearch(props);
    this.takeFaceSearch = this.addTakeFaceSearch(props);
    for (const grantee of [this.startFaceSearch, this.notificationRole]) {
      grantKeyUse(this.bucket.key, grantee, {
        of: "Videos",
        viaServices: ["s3", "rekognition"],
        access: "encrypt",
      });
    }
    this.eventSourceMapping = new LambdaEventSourceMapping(this, "TakeMessages", {
      eventSourceArn: this.queue.queueArn,
      functionName: this.takeFaceSearch.functionArn,
      batchSize: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: TAKERS_AT_ONCE },
      tags: { ...tags, "guardrails:role": "video-analysis" },
      dependsOn: [this.queue.queue, this.takeFaceSearch.function, this.takeFaceSearch.role.policy],
    });
    this.failedSearchAlarm = metricAlarm(this, "FailedSearches", {
      service: functionNameOf(namePrefix, "take-face-search"),
      metricName: "VideoSearchFailed",
      name: "failed-searches",
      meaning: "Rekognition could not search a video; its result says which",
      alarmTopic,
      tags,
    });
    this.operatorFaultAlarms = (["start-face-search", "take-face-search"] as const).map((name, index) =>
      operatorFaultAlarm(this, `OperatorFaults${index + 1}`, {
        service: functionNameOf(namePrefix, name),
        alarmTopic,
        tags,
      }),
    );
  }

  /** Lets a role put videos into the bucket. */
  grantUpload(grantee: Grantee): void {
    this.bucket.grantWrite(grantee, { prefixes: [VIDEOS_PREFIX] });
  }

  /** Lets a role have videos searched. */
  grantStart(grantee: Grantee): void {
    grantee.addToRolePolicy(
      invokeStatement(this.startFaceSearch.functionArn, `Search${sidPart(this.node.id)}`),
    );
  }

  /** Lets a role read who was seen. */
  grantReadResults(grantee: Grantee): void {
    this.bucket.grantRead(grantee, { prefixes: [RESULTS_PREFIX], tellMissing: true });
  }

  private addStartFaceSearch(props: VideoAnalysisProps): VerificationLambda {
    const { collectionId } = props;
    const { environment, notificationRole } = this;
    const lambda = this.addFunction(props, {
      id: "StartFaceSearch",
      name: "start-face-search",
      description: "Has Rekognition search a stored video for the faces of a collection",
      concurrency: props.reservedConcurrency?.start ?? 2,
      variables: {
        COLLECTION_ID: collectionId,
        NOTIFICATION_TOPIC_ARN: this.topic.topicArn,
        NOTIFICATION_ROLE_ARN: notificationRole.roleArn,
      },
      statements: startFaceSearchStatements({
        environment,
        collectionId,
        notificationRoleArn: notificationRole.roleArn,
      }),
    });
    this.bucket.grantRead(lambda, {
      prefixes: [VIDEOS_PREFIX],
      viaServices: ["s3", "rekognition"],
      // A video that is missing is the caller's to know of, not an error of the function.
      tellMissing: true,
    });
    return lambda;
  }

  private addTakeFaceSearch(props: VideoAnalysisProps): VerificationLambda {
    const lambda = this.addFunction(props, {
      id: "TakeFaceSearch",
      name: "take-face-search",
      description: "Keeps who was seen in a video that Rekognition has searched",
      concurrency: props.reservedConcurrency?.take ?? TAKERS_AT_ONCE,
      variables: { RESULTS_PREFIX },
      statements: [getFaceSearchStatement],
      timeoutSeconds: TAKER_TIMEOUT_SECONDS,
    });
    this.bucket.grantWrite(lambda, { prefixes: [RESULTS_PREFIX] });
    this.queue.grantTake(lambda);
    return lambda;
  }

  private addFunction(props: VideoAnalysisProps, own: Omit<OwnFunction, "purpose">): VerificationLambda {
    return imageFunction(this, { ...props, bucket: this.bucket }, this.environment, {
      ...own,
      purpose: "video-search",
      variables: {
        VIDEOS_PREFIX,
        SIMILARITY_THRESHOLD: String(props.similarityThreshold ?? 99),
        ...own.variables,
      },
    });
  }
}
