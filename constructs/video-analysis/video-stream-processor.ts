import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { KinesisVideoStream } from "@cdktf/provider-aws/lib/kinesis-video-stream";
import { RekognitionStreamProcessor } from "@cdktf/provider-aws/lib/rekognition-stream-processor";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  dataStreamArn,
  operateStreamProcessorStatement,
  readRecordsStatement,
  rekognitionTrustPolicy,
  sendVideoStatement,
  streamProcessorArn,
  watchVideoStatement,
  writeRecordsStatement,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { grantKeyUse } from "../access/grant-key-use";
import type { Grantee } from "../access/grantee";
import { LeastPrivilegeRole } from "../access/least-privilege-role";
import { type AwsEnvironmentProps, readEnvironment } from "../aws-environment";
import { defined } from "../defined";
import { dependsOn } from "../depends-on";
import * as awsNames from "../validation/aws-names";
import { roleNameOf } from "../validation/function-props";
import { known, matching, required, wholeNumber } from "../validation/prop-rules";
import { type PropFault, throwFaults } from "../validation/validation-error";
import { NotificationTopic } from "./notification-topic";
import {
  type StreamConnectedHome,
  type StreamFaceSearch,
  type StreamInput,
  streamSettingsFaults,
} from "./stream-settings";

export interface VideoStreamProcessorProps extends AwsEnvironmentProps {
  /** What every name begins with: 1 to 40 letters, digits and any of `_.-`. */
  readonly processorName: string;
  /** Encrypts video, results and messages. */
  readonly key: EncryptionKey;
  /**
   * The video that is watched.
   *
   * @default - a Kinesis video stream of its own, `<processorName>-video`: `grantSendVideo` is for the camera
   */
  readonly input?: StreamInput | undefined;
  /** Either this, with results in a Kinesis data stream of its own, `<processorName>-results`; or `connectedHome`. */
  readonly faceSearch?: StreamFaceSearch | undefined;
  /** Either this, with results in a bucket and messages in a topic of its own, `<processorName>-seen`; or `faceSearch`. */
  readonly connectedHome?: StreamConnectedHome | undefined;
  /**
   * Hours that the streams of its own keep video and results, 24 to 168.
   *
   * @default 24
   */
  readonly retentionHours?: number | undefined;
  /** @default - no boundary */
  readonly permissionsBoundaryArn?: string | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const RESULTS_PREFIX = "stream-results/";

/**
 * Watching live video, everything under your key. It stands still until somebody with `grantOperate` starts it.
 *
 * Rekognition copies the video it watches into the service, and the account's AI services opt-out policy covers it as it does
 * images (`AiServicesOptOutPolicy`). A stream processor has a switch of its own beside: `data_sharing_preference`, which is always
 * written here, and always off.
 *
 * `kms_key_id` of the processor is for the pictures that connected home puts into S3, and names the bucket's key; AWS says that it
 * "should not be used" for face search, whose results are encrypted by their stream.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateStreamProcessor.html
 */
export class VideoStreamProcessor extends Construct {
  readonly processor: RekognitionStreamProcessor;
  readonly role: LeastPrivilegeRole;
  /** Undefined where the input is given. */
  readonly videoStream: KinesisVideoStream | undefined;
  /** Of face search. */
  readonly resultStream: KinesisStream | undefined;
  /** Of connected home. */
  readonly topic: NotificationTopic | undefined;
  /** Built from the known name. */
  readonly processorArn: string;
  private readonly environment: AwsEnvironment;
  private readonly inputName: string;
  private readonly inputKey: EncryptionKey;

  /** @throws ValidationError naming every wrong prop */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: VideoStreamProcessorProps,
  ) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...propFaults(props, environment)]);
    super(scope, id);
    const { processorName, key, input, faceSearch, connectedHome, retentionHours = 24 } = props;
    const tags = { ...props.tags, "guardrails:role": "video-analysis" };
    this.environment = environment;
    this.processorArn = streamProcessorArn(environment, processorName);
    this.inputName = input?.streamName ?? `${processorName}-video`;
    this.inputKey = input?.key ?? key;
    this.role = new LeastPrivilegeRole(this, "Role", {
      environment,
      roleName: roleNameOf(processorName, environment.region),
      trustPolicy: rekognitionTrustPolicy(environment, "streamprocessor/*"),
      statements: [watchVideoStatement(environment, this.inputName)],
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      tags,
    });
    grantKeyUse(this.inputKey, this.role, { of: "Video", viaServices: "kinesisvideo", access: "decrypt" });
    const { videoStream, streamArn } = input
      ? { videoStream: undefined, streamArn: input.streamArn }
      : this.fromCamera(retentionHours, tags);
    this.videoStream = videoStream;
    const output =
      connectedHome === undefined ? this.toStream(retentionHours, tags) : this.toBucket(connectedHome);
    this.resultStream = output.resultStream;
    this.topic = output.topic;
    this.processor = new RekognitionStreamProcessor(
      this,
      "Processor",
      defined({
        name: processorName,
        roleArn: this.role.roleArn,
        kmsKeyId: connectedHome?.bucket.key.keyArn,
        dataSharingPreference: [{ optIn: false }],
        input: [{ kinesisVideoStream: [{ arn: streamArn }] }],
        output: output.output,
        settings: [settingsOf(faceSearch, connectedHome)],
        notificationChannel: this.topic && [{ snsTopicArn: this.topic.topicArn }],
        tags,
        dependsOn: [this.role.policy, ...output.after],
      }),
    );
  }

  /** Lets a role start and stop the processor. */
  grantOperate(grantee: Grantee): void {
    grantee.addToRolePolicy(operateStreamProcessorStatement(this.environment, this.props.processorName));
  }

  /** Lets a role send video: the camera's. */
  grantSendVideo(grantee: Grantee): void {
    grantee.addToRolePolicy(sendVideoStatement(this.environment, this.inputName));
    grantKeyUse(this.inputKey, grantee, { of: "Video", viaServices: "kinesisvideo", access: "encrypt" });
  }

  /** Lets a role read what was found. */
  grantReadResults(grantee: Grantee): void {
    const { connectedHome, key } = this.props;
    if (connectedHome !== undefined) {
      connectedHome.bucket.grantRead(grantee, { prefixes: [RESULTS_PREFIX] });
      return;
    }
    grantee.addToRolePolicy(readRecordsStatement(this.environment, this.resultsName));
    grantKeyUse(key, grantee, { of: "Results", viaServices: "kinesis", access: "decrypt" });
  }

  private get resultsName(): string {
    return `${this.props.processorName}-results`;
  }

  private fromCamera(dataRetentionInHours: number, tags: Record<string, string>) {
    const videoStream = new KinesisVideoStream(this, "Video", {
      name: this.inputName,
      kmsKeyId: this.props.key.keyArn,
      dataRetentionInHours,
      tags,
    });
    return { videoStream, streamArn: videoStream.arn };
  }

  private toStream(retentionPeriod: number, tags: Record<string, string>) {
    const { key } = this.props;
    const resultStream = new KinesisStream(this, "Results", {
      name: this.resultsName,
      encryptionType: "KMS",
      kmsKeyId: key.keyArn,
      retentionPeriod,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      tags,
    });
    this.role.addToRolePolicy(writeRecordsStatement(this.environment, this.resultsName));
    grantKeyUse(key, this.role, { of: "Results", viaServices: "kinesis", access: "encrypt" });
    return {
      resultStream,
      topic: undefined,
      output: [{ kinesisDataStream: [{ arn: dataStreamArn(this.environment, this.resultsName) }] }],
      after: [resultStream],
    };
  }

  private toBucket({ bucket }: StreamConnectedHome) {
    const { processorName, key, tags } = this.props;
    const topic = new NotificationTopic(this, "Seen", {
      environment: this.environment,
      topicName: `${processorName.replaceAll(".", "-")}-seen`,
      key,
      tags,
    });
    topic.grantPublish(this.role);
    bucket.grantWrite(this.role, { prefixes: [RESULTS_PREFIX], viaServices: ["s3", "rekognition"] });
    return {
      resultStream: undefined,
      topic,
      output: [{ s3Destination: [{ bucket: bucket.bucketName, keyPrefix: RESULTS_PREFIX }] }],
      after: dependsOn(this, topic.topic, bucket.resources.policy),
    };
  }
}

const settingsOf = (
  faceSearch: StreamFaceSearch | undefined,
  connectedHome: StreamConnectedHome | undefined,
) =>
  defined({
    faceSearch: faceSearch && [
      {
        collectionId: faceSearch.collectionId,
        faceMatchThreshold: faceSearch.similarityThreshold ?? 99,
      },
    ],
    connectedHome: connectedHome && [
      { labels: [...connectedHome.labels], minConfidence: connectedHome.minConfidencePercent ?? 50 },
    ],
  });

function propFaults(props: VideoStreamProcessorProps, environment: AwsEnvironment): readonly PropFault[] {
  return [
    ...required("processorName", props.processorName),
    ...known("processorName", props.processorName),
    ...matching(
      "processorName",
      props.processorName,
      /^[a-zA-Z0-9_.-]{1,40}$/,
      "a name of 1 to 40 letters, digits and any of _.-",
    ),
    ...awsNames.encryptionKey("key", props.key, environment),
    ...streamSettingsFaults(props, environment),
    ...wholeNumber("retentionHours", props.retentionHours, { from: 24, to: 168 }),
    ...awsNames.policyArn("permissionsBoundaryArn", props.permissionsBoundaryArn),
  ];
}
