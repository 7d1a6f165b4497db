import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  createLivenessStatement,
  invokeStatement,
  livenessKeyStatement,
  readLivenessStatement,
  startLivenessStatement,
} from "../policies/documents";
import { sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { readEnvironment } from "./aws-environment";
import { letRoleStart } from "./face-liveness/client-role";
import { type FaceLivenessProps, faceLivenessFaults } from "./face-liveness/face-liveness-props";
import { functionNameOf, imageFunction, type OwnFunction } from "./image-functions/image-function";
import { LIVENESS_PREFIX, USED_MARKS } from "./image-functions/prefixes";
import { operatorFaultAlarm } from "./metric-alarm";
import { throwFaults } from "./validation/validation-error";
import type { VerificationLambda } from "./verification-lambda";

/**
 * Whether a living face is before the camera, and not a picture or a recording: `create-liveness-session` begins a session of a
 * member, the client runs it with the Face Liveness component, `read-liveness-session` says once what it showed.
 *
 * Sessions are encrypted with the bucket's key, and so are their pictures, below `liveness/` of the bucket and there below a prefix
 * of the member: that binds a session to who began it, for Rekognition knows no members. `FaceVerification` takes a session's picture
 * as its probe where it is given `liveness`, and erases such pictures in any case.
 *
 * The client gets `grantStart` only: it neither begins sessions, nor for whom, nor reads what they showed.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/face-liveness-shared-responsibility-model.html
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/security-data-encryption.html
 */
export class FaceLiveness extends Construct {
  readonly createSession: VerificationLambda;
  readonly readSession: VerificationLambda;
  /** One of each function: a permission, a key, an endpoint or a setting is at fault. */
  readonly operatorFaultAlarms: readonly CloudwatchMetricAlarm[];
  private readonly environment: AwsEnvironment;

  /** @throws ValidationError naming every wrong prop, and a region without Face Liveness */
  constructor(scope: Construct, id: string, props: FaceLivenessProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...faceLivenessFaults(props, environment)]);
    super(scope, id);
    this.environment = environment;
    const { challenge = "FaceMovementAndLightChallenge" } = props;
    this.createSession = this.addFunction(props, {
      id: "CreateSession",
      name: "create-liveness-session",
      description: "Begins a Face Liveness session of a member",
      concurrency: props.reservedConcurrency?.create ?? 10,
      statements: [createLivenessStatement],
      variables: {
        LIVENESS_AUDIT_IMAGES: String(props.auditImages ?? 0),
        LIVENESS_CHALLENGE: typeof challenge === "object" ? challenge.type : challenge,
      },
    });
    this.readSession = this.addFunction(props, {
      id: "ReadSession",
      name: "read-liveness-session",
      description: "Says, once, whether a session showed a living face of the member who began it",
      concurrency: props.reservedConcurrency?.read ?? 10,
      statements: [readLivenessStatement],
      variables: { LIVENESS_MIN_CONFIDENCE: String(props.minimumConfidence ?? 80) },
    });
    props.bucket.grantRead(this.readSession, { prefixes: [LIVENESS_PREFIX], tellMissing: true });
    this.operatorFaultAlarms = (["create-liveness-session", "read-liveness-session"] as const).map(
      (name, index) =>
        operatorFaultAlarm(this, `OperatorFaults${index + 1}`, {
          service: functionNameOf(props.namePrefix, name),
          alarmTopic: props.alarmTopic,
          tags: props.tags,
        }),
    );
  }

  /** Lets a role, which a client's user takes on, run sessions that were begun for it, and nothing else. */
  grantStart(grantee: Grantee): void {
    grantee.addToRolePolicy(startLivenessStatement);
  }

  /**
   * The same for a role of the account that is there already, for example of a Cognito identity pool.
   *
   * @throws ValidationError for what is not the ARN of a role of the account
   */
  grantStartToRole(roleArn: string): IamRolePolicy {
    return letRoleStart(this, roleArn, this.environment);
  }

  /** Lets a role begin sessions. Whoever may must know by other means who the member is. */
  grantCreate(grantee: Grantee): void {
    grantee.addToRolePolicy(
      invokeStatement(this.createSession.functionArn, `Create${sidPart(this.node.id)}`),
    );
  }

  /** Lets a role hear, once, what a session showed. */
  grantRead(grantee: Grantee): void {
    grantee.addToRolePolicy(invokeStatement(this.readSession.functionArn, `Read${sidPart(this.node.id)}`));
  }

  private addFunction(props: FaceLivenessProps, own: Omit<OwnFunction, "purpose">): VerificationLambda {
    const { bucket } = props;
    const lambda = imageFunction(this, props, this.environment, {
      ...own,
      purpose: "liveness",
      statements: [...own.statements, livenessKeyStatement(bucket.key.keyArn)],
      variables: { LIVENESS_PREFIX, ...own.variables },
    });
    // A session's pictures are written in the name of who created it; whoever reads it marks that it was used, and writes nothing else.
    bucket.grantWrite(
      lambda,
      own.id === "CreateSession" ? { prefixes: [LIVENESS_PREFIX] } : { objects: [USED_MARKS] },
    );
    bucket.key.allow({ kind: "face-liveness", principalArns: lambda.roleArn });
    return lambda;
  }
}
