import type { Construct } from "constructs";
import { type KeyAccess, toOneOrMore, type ViaService } from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { AccessLogBucket } from "../access-log-bucket";
import { AlarmTopic } from "../alarm-topic";
import { EncryptedBucket } from "../encrypted-bucket";
import { FaceVerification } from "../face-verification";
import type { Settings } from "../settings/settings";
import { principalArns } from "../validation/aws-names";
import { throwFaults } from "../validation/validation-error";
import { type Waiver, waive } from "../waive";
import { GuardrailsStack } from "./guardrails-stack";
import type { KeysStack } from "./keys-stack";

/** The bucket of face images, and the systems that work with them, in the member account. */
export class WorkloadStack extends GuardrailsStack {
  readonly accessLogs: AccessLogBucket;
  readonly faces: EncryptedBucket;
  readonly alarmTopic: AlarmTopic;
  /** Undefined where the settings leave it out. */
  readonly verification: FaceVerification | undefined;

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
      noncurrentRetentionDays: retention.noncurrentVersionDays,
      accessLogBucket: this.accessLogs,
      accessLogPrefix: "faces/",
    });
    this.alarmTopic = new AlarmTopic(this, "Alarms", {
      topicName: `${prefix}-alarms`,
      key,
      emailAddress: settings.alarms.email,
    });
    if (settings.systems.verification) this.verification = this.addVerification(settings);
  }

  private addVerification(settings: Settings): FaceVerification {
    const { faceQuality, frontDoor, reservedConcurrency, similarityThreshold } = settings.verification;
    const unreserved = typeof reservedConcurrency === "object" ? reservedConcurrency : undefined;
    const verification = new FaceVerification(this, "Verification", {
      namePrefix: settings.prefix,
      bucket: this.faces,
      alarmTopic: this.alarmTopic,
      similarityThreshold,
      faceQuality,
      // What an account has no concurrency for, it has none for anywhere.
      reservedConcurrency: unreserved
        ? { verify: unreserved, enroll: unreserved, erase: unreserved }
        : { verify: reservedConcurrency },
      fips: settings.fips,
      frontDoor,
      logRetentionDays: settings.retention.logDays,
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
    });
    if (unreserved) waive(verification, "RKG-DETECT-06", waiverOf(unreserved));
    return verification;
  }
}

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
