import type { Construct } from "constructs";
import {
  type KeyAccess,
  type RekognitionSystem,
  toOneOrMore,
  type ViaService,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { AccessLogBucket } from "../access-log-bucket";
import { AlarmTopic } from "../alarm-topic";
import { ConsoleBucketEncryption } from "../console-bucket-encryption";
import { CustomLabels } from "../custom-labels";
import { EncryptedBucket } from "../encrypted-bucket";
import { FaceCollection } from "../face-collection";
import { FaceLiveness } from "../face-liveness";
import { FaceVerification } from "../face-verification";
import { LIVENESS_PREFIX, PROBES_PREFIX } from "../image-functions/prefixes";
import { PrivateEndpoints } from "../private-endpoints";
import type { Settings } from "../settings/settings";
import { principalArns } from "../validation/aws-names";
import { throwFaults } from "../validation/validation-error";
import { VerificationLambda } from "../verification-lambda";
import { VideoAnalysis } from "../video-analysis";
import { VideoStreamProcessor } from "../video-analysis/video-stream-processor";
import { type Waiver, waive } from "../waive";
import { GuardrailsStack } from "./guardrails-stack";
import type { KeysStack } from "./keys-stack";

/** The bucket of face images, and the systems that work with them, in the member account. */
export class WorkloadStack extends GuardrailsStack {
  readonly accessLogs: AccessLogBucket;
  readonly faces: EncryptedBucket;
  readonly alarmTopic: AlarmTopic;
  /** Undefined where the settings leave it out, as all systems below. */
  readonly verification: FaceVerification | undefined;
  readonly collection: FaceCollection | undefined;
  readonly liveness: FaceLiveness | undefined;
  readonly storedVideo: VideoAnalysis | undefined;
  readonly liveVideo: VideoStreamProcessor | undefined;
  readonly customLabels: CustomLabels | undefined;
  readonly consoleBucket: ConsoleBucketEncryption | undefined;
  readonly privateEndpoints: PrivateEndpoints | undefined;

  /** @throws ValidationError naming every wrong setting */
  constructor(scope: Construct, id: string, settings: Settings, keys: KeysStack) {
    super(scope, id, settings, "workload");
    const { access, prefix, region, retention } = settings;
    const key = keys.keyFor(this);
    throwFaults(scope, id, [
      ...principalArns("access.uploaders", access.uploaders, key.environment),
      ...principalArns("access.operators", access.operators, key.environment),
    ]);
    allowIdentities(key, "FacesEncryptByUploaders", access.uploaders, "s3", "encrypt");
    allowIdentities(key, "FailuresDecryptByOperators", access.operators, "sqs", "decrypt");
    const accountId = settings.accounts.workload;
    this.accessLogs = new AccessLogBucket(this, "AccessLogs", {
      bucketName: `${prefix}-logs-${accountId}-${region}`,
      retentionDays: retention.accessLogDays,
      noncurrentRetentionDays: retention.noncurrentVersionDays,
    });
    this.faces = new EncryptedBucket(this, "Faces", {
      bucketName: `${prefix}-faces-${accountId}-${region}`,
      key,
      retentionDays: retention.faceImageDays,
      retentionDaysByPrefix: { [PROBES_PREFIX]: retention.probeDays, [LIVENESS_PREFIX]: retention.probeDays },
      noncurrentRetentionDays: retention.noncurrentVersionDays,
      accessLogBucket: this.accessLogs,
      accessLogPrefix: "faces/",
      onlyThroughVpcIds: settings.network && [settings.network.vpcId],
    });
    this.alarmTopic = new AlarmTopic(this, "Alarms", {
      topicName: `${prefix}-alarms`,
      key,
      emailAddress: settings.alarms.email,
    });
    const { systems } = settings;
    if (systems.verification) this.verification = this.addVerification(settings);
    if (systems.collection) this.collection = this.addCollection(settings);
    if (systems.liveness) this.liveness = this.addLiveness(settings);
    if (systems.storedVideo) this.storedVideo = this.addStoredVideo(settings, key);
    if (systems.liveVideo) this.liveVideo = this.addLiveVideo(settings, key);
    if (systems.customLabels) this.customLabels = this.addCustomLabels(settings, key);
    if (settings.consoleBucket !== undefined) {
      this.consoleBucket = new ConsoleBucketEncryption(this, "ConsoleBucket", {
        bucketName: settings.consoleBucket.name,
        key,
        consoleUserArns: settings.consoleBucket.users,
        allowDestroy: settings.teardown,
      });
    }
    if (settings.network !== undefined)
      this.privateEndpoints = this.addPrivateEndpoints(settings, settings.network, key);
    const unreserved = unreservedConcurrency(settings);
    if (unreserved && this.functions().length > 0) waive(this, "RKG-DETECT-06", waiverOf(unreserved));
  }

  private functions(): readonly VerificationLambda[] {
    return this.node.findAll().filter((part) => part instanceof VerificationLambda);
  }

  private addVerification(settings: Settings): FaceVerification {
    const { faceQuality, frontDoor, reservedConcurrency, similarityThreshold } = settings.verification;
    const unreserved = unreservedConcurrency(settings);
    return new FaceVerification(this, "Verification", {
      ...functionOptions(settings),
      namePrefix: settings.prefix,
      bucket: this.faces,
      alarmTopic: this.alarmTopic,
      similarityThreshold,
      faceQuality,
      reservedConcurrency: unreserved
        ? { verify: unreserved, enroll: unreserved, erase: unreserved }
        : { verify: reservedConcurrency },
      liveness: settings.systems.liveness ? settings.liveness : undefined,
      collectionId: settings.systems.collection ? collectionIdOf(settings) : undefined,
      frontDoor,
    });
  }

  private addCollection(settings: Settings): FaceCollection {
    const unreserved = unreservedConcurrency(settings);
    return new FaceCollection(this, "Collection", {
      ...functionOptions(settings),
      namePrefix: settings.prefix,
      collectionId: collectionIdOf(settings),
      bucket: this.faces,
      alarmTopic: this.alarmTopic,
      similarityThreshold: settings.verification.similarityThreshold,
      reservedConcurrency: unreserved && { index: unreserved, identify: unreserved, reconcile: unreserved },
    });
  }

  private addLiveness(settings: Settings): FaceLiveness {
    const unreserved = unreservedConcurrency(settings);
    return new FaceLiveness(this, "Liveness", {
      ...functionOptions(settings),
      ...settings.liveness,
      namePrefix: settings.prefix,
      bucket: this.faces,
      alarmTopic: this.alarmTopic,
      reservedConcurrency: unreserved && { create: unreserved, read: unreserved },
    });
  }

  private addStoredVideo(settings: Settings, key: EncryptionKey): VideoAnalysis {
    const { accounts, prefix, region, retention } = settings;
    const bucket = new EncryptedBucket(this, "Videos", {
      bucketName: `${prefix}-videos-${accounts.workload}-${region}`,
      key,
      // A video shows everybody who passed.
      retentionDays: Math.min(VIDEO_DAYS, retention.faceImageDays),
      noncurrentRetentionDays: retention.noncurrentVersionDays,
      accessLogBucket: this.accessLogs,
      accessLogPrefix: "videos/",
      onlyThroughVpcIds: settings.network && [settings.network.vpcId],
    });
    const unreserved = unreservedConcurrency(settings);
    return new VideoAnalysis(this, "StoredVideo", {
      ...functionOptions(settings),
      namePrefix: prefix,
      key,
      bucket,
      alarmTopic: this.alarmTopic,
      collectionId: collectionIdOf(settings),
      similarityThreshold: settings.verification.similarityThreshold,
      reservedConcurrency: unreserved && { start: unreserved, take: unreserved },
    });
  }

  private addLiveVideo(settings: Settings, key: EncryptionKey): VideoStreamProcessor {
    return new VideoStreamProcessor(this, "LiveVideo", {
      processorName: `${settings.prefix}-live`,
      key,
      faceSearch: {
        collectionId: collectionIdOf(settings),
        similarityThreshold: settings.verification.similarityThreshold,
      },
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
    });
  }

  private addCustomLabels(settings: Settings, key: EncryptionKey): CustomLabels {
    const { accounts, prefix, region, retention } = settings;
    return new CustomLabels(this, "CustomLabels", {
      ...functionOptions(settings),
      projectName: prefix,
      trainingBucketName: `${prefix}-training-${accounts.workload}-${region}`,
      outputBucketName: `${prefix}-trained-${accounts.workload}-${region}`,
      key,
      alarmTopic: this.alarmTopic,
      functionName: `${prefix}-train-custom-labels`,
      reservedConcurrency: unreservedConcurrency(settings),
      retentionDays: retention.faceImageDays,
      noncurrentRetentionDays: retention.noncurrentVersionDays,
      accessLogBucket: this.accessLogs,
    });
  }

  private addPrivateEndpoints(
    settings: Settings,
    network: NonNullable<Settings["network"]>,
    key: EncryptionKey,
  ): PrivateEndpoints | undefined {
    const { systems } = settings;
    const [first, ...others] = this.functions();
    if (first === undefined) return undefined;
    const buckets = this.node.findAll().filter((part) => part instanceof EncryptedBucket);
    const asked: readonly RekognitionSystem[] = [
      ...(systems.collection ? (["collections"] as const) : []),
      ...(systems.liveness ? (["liveness"] as const) : []),
      ...(systems.storedVideo ? (["stored-video"] as const) : []),
      ...(systems.customLabels ? (["custom-labels"] as const) : []),
    ];
    return new PrivateEndpoints(this, "PrivateEndpoints", {
      vpcId: network.vpcId,
      subnetIds: network.subnetIds,
      routeTableIds: network.routeTableIds,
      clientSecurityGroupIds: network.securityGroupIds,
      callers: [first, ...others],
      bucketNames: [
        this.faces.bucketName,
        ...buckets.map(({ bucketName }) => bucketName).filter((name) => name !== this.faces.bucketName),
      ],
      // Only training asks KMS about a key by itself.
      key: systems.customLabels ? key : undefined,
      systems: ["images", ...asked],
      fips: settings.fips,
      // AWS takes no name that begins with `sg-`, as a prefix may.
      securityGroupName: `rekognition-${settings.prefix}`,
    });
  }
}

/** Days that stored videos are kept, and who was seen in them. */
const VIDEO_DAYS = 30;

/** What all functions have in common. */
const functionOptions = ({ fips, network, permissionsBoundaryArn, retention }: Settings) => ({
  fips,
  logRetentionDays: retention.logDays,
  permissionsBoundaryArn,
  vpc: network && { subnetIds: network.subnetIds, securityGroupIds: network.securityGroupIds },
});

/** What an account has no concurrency to reserve for, it has none for anywhere. */
const unreservedConcurrency = ({ verification: { reservedConcurrency } }: Settings) =>
  typeof reservedConcurrency === "object" ? reservedConcurrency : undefined;

const collectionIdOf = ({ prefix }: Settings): string => `${prefix}-members`;

const waiverOf = ({ reason, owner, expires }: Waiver): Waiver => ({ reason, owner, expires });

function allowIdentities(
  key: EncryptionKey,
  name: string,
  arns: readonly string[],
  viaServices: ViaService,
  access: KeyAccess,
): void {
  const principalArns = toOneOrMore(arns);
  if (principalArns !== undefined)
    key.allow({ kind: "identities", name, principalArns, viaServices, access });
}
