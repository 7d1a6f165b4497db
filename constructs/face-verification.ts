import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  alarmArn,
  compareFacesStatement,
  detectFacesStatement,
  eraseFacesStatement,
  invokeStatement,
  invokeUrlStatements,
  livenessKeyStatement,
  readLivenessStatement,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { AlarmTopic } from "./alarm-topic";
import { readEnvironment } from "./aws-environment";
import { CustomerManagedKey } from "./customer-managed-key";
import { EncryptedBucket } from "./encrypted-bucket";
import { dashboardBody } from "./face-verification/dashboard";
import { DecisionAlarms } from "./face-verification/decision-alarms";
import { VerifyFaceUrl } from "./face-verification/front-door";
import { HttpApi } from "./face-verification/http-api";
import { type FaceVerificationProps, faceVerificationFaults } from "./face-verification/props";
import { imageFunction, type OwnFunction } from "./image-functions/image-function";
import {
  LIVENESS_PREFIX,
  MEMBERS_PREFIX,
  ONCE_LOOKED_AT_DAYS,
  PROBES_PREFIX,
  USED_MARKS,
} from "./image-functions/prefixes";
import { throwFaults } from "./validation/validation-error";
import type { VerificationLambda } from "./verification-lambda";

/**
 * A desk that knows people by their faces: a key, a bucket, and three functions, each with a role that can do its own work only.
 * `enroll-face` writes reference images and reads no faces of others to compare; `verify-face` compares and writes no image;
 * `erase-face` deletes and decrypts nothing.
 *
 * Nobody may call the functions until they are granted to: `grantVerify`, `grantEnroll`, `grantErase`, or the authorizer of an HTTP
 * API.
 */
export class FaceVerification extends Construct {
  readonly key: EncryptionKey;
  readonly bucket: EncryptedBucket;
  readonly alarmTopic: AlarmTopic;
  readonly verifyFace: VerificationLambda;
  readonly enrollFace: VerificationLambda;
  readonly eraseFace: VerificationLambda;
  readonly alarms: DecisionAlarms;
  readonly dashboard: CloudwatchDashboard;
  /** Undefined without such a front door. */
  readonly functionUrl: VerifyFaceUrl | undefined;
  /** Undefined without such a front door. */
  readonly httpApi: HttpApi | undefined;
  readonly outputs: readonly TerraformOutput[];

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: FaceVerificationProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...faceVerificationFaults(props, environment)]);
    super(scope, id);
    const { namePrefix } = props;
    this.key =
      props.key ??
      props.bucket?.key ??
      new CustomerManagedKey(this, "Key", {
        environment,
        aliases: [`${namePrefix}-faces`],
        tags: props.tags,
      });
    this.bucket =
      props.bucket ??
      new EncryptedBucket(this, "Faces", {
        environment,
        key: this.key,
        bucketName: `${namePrefix}-faces-${environment.accountId}-${environment.region}`,
        retentionDaysByPrefix: {
          [PROBES_PREFIX]: ONCE_LOOKED_AT_DAYS,
          [LIVENESS_PREFIX]: ONCE_LOOKED_AT_DAYS,
        },
        tags: props.tags,
      });
    this.alarmTopic =
      props.alarmTopic ??
      new AlarmTopic(this, "Alarms", {
        environment,
        topicName: `${namePrefix}-alarms`,
        key: this.key,
        tags: props.tags,
      });
    this.verifyFace = this.addVerifyFace(props, environment);
    this.enrollFace = this.addEnrollFace(props, environment);
    this.eraseFace = this.addEraseFace(props, environment);

    const verifyFaceName = `${namePrefix}-verify-face`;
    const functionNames = [verifyFaceName, `${namePrefix}-enroll-face`, `${namePrefix}-erase-face`];
    this.alarms = new DecisionAlarms(this, "Decisions", {
      verifyFaceName,
      functionNames,
      alarmTopic: this.alarmTopic,
      denials: props.denialAlarm ?? {},
      tags: props.tags,
    });
    this.dashboard = new CloudwatchDashboard(this, "Dashboard", {
      dashboardName: namePrefix,
      dashboardBody: dashboardBody({
        region: environment.region,
        verifyFaceName,
        functionNames,
        alarmArns: [
          `${verifyFaceName}-denials`,
          `${verifyFaceName}-unencrypted-references`,
          ...functionNames.flatMap((name) =>
            ["operator-faults", "try-again", "errors", "throttles"].map((alarm) => `${name}-${alarm}`),
          ),
        ].map((name) => alarmArn(environment, name)),
      }),
    });
    const { frontDoor } = props;
    const scopes =
      frontDoor?.kind === "http-api" && frontDoor.authorizer.kind === "jwt"
        ? (frontDoor.authorizer.scopes ?? {})
        : {};
    this.functionUrl =
      frontDoor?.kind === "function-url" ? new VerifyFaceUrl(this, "FrontDoor", this.verifyFace) : undefined;
    this.httpApi =
      frontDoor?.kind === "http-api"
        ? new HttpApi(this, "FrontDoor", {
            environment,
            name: namePrefix,
            key: this.key,
            authorizer: frontDoor.authorizer,
            requestsPerSecond: frontDoor.requestsPerSecond ?? 20,
            logRetentionDays: props.logRetentionDays ?? 400,
            tags: props.tags,
            routes: {
              "POST /verifications": { lambda: this.verifyFace, scope: scopes.verify ?? "faces/verify" },
              "POST /members": { lambda: this.enrollFace, scope: scopes.enroll ?? "faces/enroll" },
              "DELETE /members/{memberId}": { lambda: this.eraseFace, scope: scopes.erase ?? "faces/erase" },
            },
          })
        : undefined;
    this.outputs = this.addOutputs();
  }

  /** Lets somebody compare faces. */
  grantVerify(grantee: Grantee): void {
    const sid = `Verify${sidPart(this.node.id)}`;
    grantee.addToRolePolicy(
      ...(this.functionUrl === undefined
        ? [invokeStatement(this.verifyFace.functionArn, sid)]
        : invokeUrlStatements(this.verifyFace.functionArn, sid)),
    );
  }

  /** Lets somebody enrol members. */
  grantEnroll(grantee: Grantee): void {
    grantee.addToRolePolicy(invokeStatement(this.enrollFace.functionArn, `Enroll${sidPart(this.node.id)}`));
  }

  /** Lets somebody erase members. */
  grantErase(grantee: Grantee): void {
    grantee.addToRolePolicy(invokeStatement(this.eraseFace.functionArn, `Erase${sidPart(this.node.id)}`));
  }

  private addVerifyFace(props: FaceVerificationProps, environment: AwsEnvironment): VerificationLambda {
    const { liveness, similarityThreshold = 99 } = props;
    const lambda = this.addFunction(props, environment, {
      id: "VerifyFace",
      purpose: "verification",
      name: "verify-face",
      description: "Compares a face at the desk with the member's: approved, denied or review",
      concurrency: props.reservedConcurrency?.verify ?? 10,
      statements: [
        compareFacesStatement,
        ...(liveness === undefined ? [] : [readLivenessStatement, livenessKeyStatement(this.key.keyArn)]),
      ],
      variables: {
        PROBES_PREFIX,
        SIMILARITY_THRESHOLD: String(similarityThreshold),
        ...(liveness === undefined
          ? {}
          : {
              LIVENESS_PREFIX,
              LIVENESS_MIN_CONFIDENCE: String(liveness.minimumConfidence ?? 80),
            }),
      },
    });
    this.bucket.grantRead(lambda, {
      prefixes: [MEMBERS_PREFIX, PROBES_PREFIX, ...(liveness === undefined ? [] : [LIVENESS_PREFIX])],
      viaServices: ["s3", "rekognition"],
      // An unknown member is for somebody to look at, not an error of the function.
      tellMissing: true,
    });
    if (liveness !== undefined) {
      // The mark that a session was used.
      this.bucket.grantWrite(lambda, { objects: [USED_MARKS] });
      this.key.allow({ kind: "face-liveness", principalArns: lambda.roleArn });
    }
    return lambda;
  }

  private addEnrollFace(props: FaceVerificationProps, environment: AwsEnvironment): VerificationLambda {
    const { brightness = 40, sharpness = 40 } = props.faceQuality ?? {};
    const lambda = this.addFunction(props, environment, {
      id: "EnrollFace",
      purpose: "enrolment",
      name: "enroll-face",
      description: "Makes a picture the one that a member is known by",
      concurrency: props.reservedConcurrency?.enroll ?? 2,
      // An event that is repeated late could put an old picture in the place of a new one.
      retryAttempts: 0,
      statements: [detectFacesStatement],
      variables: { MIN_FACE_BRIGHTNESS: String(brightness), MIN_FACE_SHARPNESS: String(sharpness) },
    });
    this.bucket.grantWrite(lambda, { prefixes: [MEMBERS_PREFIX] });
    // To see whether a write was done whose answer was lost.
    this.bucket.grantRead(lambda, { prefixes: [MEMBERS_PREFIX], tellMissing: true });
    return lambda;
  }

  private addEraseFace(props: FaceVerificationProps, environment: AwsEnvironment): VerificationLambda {
    const { collectionId, frontDoor } = props;
    const lambda = this.addFunction(props, environment, {
      id: "EraseFace",
      purpose: "erasure",
      name: "erase-face",
      description: "Forgets a member: every version of their images, and their face vectors",
      concurrency: props.reservedConcurrency?.erase ?? 2,
      // API Gateway hangs up after 30 seconds, and the answer that says how to go on would be lost.
      timeoutSeconds: frontDoor?.kind === "http-api" ? 29 : 60,
      statements: collectionId === undefined ? [] : [eraseFacesStatement(environment, collectionId)],
      variables: {
        // Sessions may be another construct's, or of a time when liveness was on.
        LIVENESS_PREFIX,
        ...(collectionId === undefined ? {} : { COLLECTION_ID: collectionId }),
      },
    });
    this.bucket.grantErase(lambda, { prefixes: [MEMBERS_PREFIX, LIVENESS_PREFIX] });
    return lambda;
  }

  private addFunction(
    props: FaceVerificationProps,
    environment: AwsEnvironment,
    own: OwnFunction,
  ): VerificationLambda {
    return imageFunction(
      this,
      { ...props, bucket: this.bucket, alarmTopic: this.alarmTopic },
      environment,
      own,
    );
  }

  private addOutputs(): readonly TerraformOutput[] {
    const values = {
      BucketName: this.bucket.bucketName,
      VerifyFaceArn: this.verifyFace.functionArn,
      EnrollFaceArn: this.enrollFace.functionArn,
      EraseFaceArn: this.eraseFace.functionArn,
      ...(this.functionUrl === undefined ? {} : { VerifyFaceUrl: this.functionUrl.url }),
      ...(this.httpApi === undefined ? {} : { HttpApiUrl: this.httpApi.url }),
    };
    return Object.entries(values).map(([name, value]) => new TerraformOutput(this, name, { value }));
  }
}
