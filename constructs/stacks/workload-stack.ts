import type { Construct } from "constructs";
import {
  compareFacesStatement,
  type KeyAccess,
  toOneOrMore,
  type ViaService,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { AccessLogBucket } from "../access-log-bucket";
import { AlarmTopic } from "../alarm-topic";
import { EncryptedBucket } from "../encrypted-bucket";
import { functionBundle } from "../function-bundle";
import type { Settings } from "../settings/settings";
import { principalArns } from "../validation/aws-names";
import { throwFaults } from "../validation/validation-error";
import { VerificationLambda } from "../verification-lambda";
import { type Waiver, waive } from "../waive";
import { GuardrailsStack } from "./guardrails-stack";
import type { KeysStack } from "./keys-stack";

const MEMBERS_PREFIX = "members/";
const PROBES_PREFIX = "probes/";

/** The bucket of face images, and the function that compares them, in the member account. */
export class WorkloadStack extends GuardrailsStack {
  readonly accessLogs: AccessLogBucket;
  readonly faces: EncryptedBucket;
  readonly alarmTopic: AlarmTopic;
  /** Undefined where the settings leave it out. */
  readonly verifyFace: VerificationLambda | undefined;

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
    if (!settings.systems.verification) return;
    this.verifyFace = new VerificationLambda(this, "VerifyFace", {
      functionName: `${prefix}-verify-face`,
      description: "Compares a face at the desk with the member's: approved, denied or review",
      bundle: functionBundle("verify-face"),
      key,
      alarmTopic: this.alarmTopic,
      reservedConcurrency: settings.verification.reservedConcurrency,
      logRetentionDays: retention.logDays,
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
      environmentVariables: {
        IMAGE_BUCKET: this.faces.bucketName,
        IMAGE_BUCKET_OWNER: accountId,
        IMAGE_KEY_ARN: key.keyArn,
        MEMBERS_PREFIX,
        PROBES_PREFIX,
        SIMILARITY_THRESHOLD: String(settings.verification.similarityThreshold),
      },
      statements: [compareFacesStatement],
    });
    if (typeof settings.verification.reservedConcurrency === "object")
      waive(this.verifyFace, "RKG-DETECT-06", waiverOf(settings.verification.reservedConcurrency));
    this.faces.grantRead(this.verifyFace, {
      prefixes: [MEMBERS_PREFIX, PROBES_PREFIX],
      viaServices: ["s3", "rekognition"],
      // An unknown member is for somebody to look at, not an error of the function.
      tellMissing: true,
    });
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
