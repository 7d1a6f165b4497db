import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  functionArn,
  functionRoleStatements,
  type IdentityStatement,
  lambdaTrustPolicy,
  networkInterfaceStatements,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import type { Grantee } from "./access/grantee";
import { LeastPrivilegeRole } from "./access/least-privilege-role";
import type { AlarmTopic } from "./alarm-topic";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import { defined } from "./defined";
import { dependsOn } from "./depends-on";
import { FailureQueue } from "./failure-queue";
import { type FunctionBundle, sourceCodeHash } from "./function-bundle";
import { type FunctionVpc, vpcFaults } from "./function-vpc";
import * as awsNames from "./validation/aws-names";
import { bundleFaults, roleNameFaults, roleNameOf } from "./validation/function-props";
import { functionVariableFaults } from "./validation/function-variables";
import { known, matching, oneOf, reasoned, required, wholeNumber } from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

/** What a function does with images. */
export type FunctionPurpose = (typeof FUNCTION_PURPOSES)[number];
const FUNCTION_PURPOSES = [
  "verification",
  "enrolment",
  "erasure",
  "liveness",
  "face-index",
  "video-search",
  "custom-labels-training",
] as const;

export interface VerificationLambdaProps extends AwsEnvironmentProps {
  /** 1 to 64 letters, digits, hyphens and underscores. */
  readonly functionName: string;
  /** The code: `functionBundle("verify-face")`, or a zip of your own. */
  readonly bundle: FunctionBundle;
  /** Encrypts the environment, the log group and the failure queue. */
  readonly key: EncryptionKey;
  /** Where alarms go. */
  readonly alarmTopic: AlarmTopic;
  /**
   * What it does, for the tag `guardrails:role`: controls ask a function of `verification` for its thresholds.
   *
   * @default "verification"
   */
  readonly purpose?: FunctionPurpose | undefined;
  /**
   * How often Lambda repeats an asynchronous event that ended in an error, 0 to 2. None where an event that comes late undoes a newer one.
   *
   * @default 2
   */
  readonly retryAttempts?: number | undefined;
  /** @default - no description */
  readonly description?: string | undefined;
  /**
   * What the function reads from its environment. Never a credential: whoever may describe the function reads it.
   *
   * @default - only `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`
   */
  readonly environmentVariables?: Readonly<Record<string, string>> | undefined;
  /**
   * What the function may do beside logging and tracing. Grants of buckets and keys add to it.
   *
   * @default - nothing
   */
  readonly statements?: readonly IdentityStatement[] | undefined;
  /**
   * 1 to 900.
   *
   * @default 15
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * 128 to 10240.
   *
   * @default 512
   */
  readonly memoryMegabytes?: number | undefined;
  /**
   * How many events at most are worked on at a time, 1 to 1000: what is set aside here, no other function of the account can use up.
   * AWS keeps 100 for functions without; an account whose quota is lower cannot set any aside until the quota is raised.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  readonly reservedConcurrency?: number | { readonly unreserved: true; readonly reason: string } | undefined;
  /**
   * One of CloudWatch's periods from 30 to 400 days.
   *
   * @default 400
   */
  readonly logRetentionDays?: number | undefined;
  /**
   * Days that a failed asynchronous event is kept, 1 to 14. It holds the request, so maybe a face image.
   *
   * @default 4
   */
  readonly failureRetentionDays?: number | undefined;
  /**
   * The VPC that the function runs in: it reaches Rekognition and S3 by that VPC's endpoints or NAT only.
   *
   * @default - in no VPC of yours
   */
  readonly vpc?: FunctionVpc | undefined;
  /** @default - no boundary */
  readonly permissionsBoundaryArn?: string | undefined;
  /**
   * ARN of a code signing configuration.
   *
   * @default - unsigned code is accepted
   */
  readonly codeSigningConfigArn?: string | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** CloudWatch's periods that are neither too short to investigate with, nor longer than logs of biometric systems need. */
export const LOG_RETENTION_DAYS = [30, 60, 90, 120, 150, 180, 365, 400] as const;

/**
 * A function with nothing left open: its own role, environment, logs and failures under your key, traced, bounded, watched.
 *
 * ARNs are built from known names, so a first plan shows every policy and link as text.
 */
export class VerificationLambda extends Construct implements Grantee {
  readonly function: LambdaFunction;
  readonly role: LeastPrivilegeRole;
  readonly logGroup: CloudwatchLogGroup;
  readonly failureQueue: FailureQueue;
  readonly eventInvokeConfig: LambdaFunctionEventInvokeConfig;
  readonly errorAlarm: CloudwatchMetricAlarm;
  readonly throttleAlarm: CloudwatchMetricAlarm;
  readonly asset: TerraformAsset;
  /** Built from the known name. */
  readonly functionArn: string;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: VerificationLambdaProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...verificationLambdaFaults(props, environment)]);
    super(scope, id);
    const { functionName, key, purpose = "verification" } = props;
    const tags = { ...props.tags, "guardrails:role": purpose };
    const logGroupName = `/aws/lambda/${functionName}`;
    this.functionArn = functionArn(environment, functionName);
    this.logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: logGroupName,
      retentionInDays: props.logRetentionDays ?? 400,
      kmsKeyId: key.keyArn,
      tags,
    });
    key.allow({ kind: "log-groups", logGroupNames: logGroupName });
    key.allow({ kind: "lambda-environments" });
    this.role = new LeastPrivilegeRole(this, "Role", {
      environment,
      roleName: roleNameOf(functionName, environment.region),
      trustPolicy: lambdaTrustPolicy,
      statements: [
        ...functionRoleStatements({ environment, logGroupName, keyArn: key.keyArn }),
        ...(props.vpc === undefined ? [] : networkInterfaceStatements(environment, this.functionArn)),
        ...(props.statements ?? []),
      ],
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      tags,
    });
    this.failureQueue = new FailureQueue(this, "Failures", {
      environment,
      queueName: `${functionName}-failures`,
      key,
      retentionDays: props.failureRetentionDays,
      tags: props.tags,
    });
    this.failureQueue.grantSend(this.role);
    this.asset = new TerraformAsset(this, "Bundle", { path: props.bundle.path, type: AssetType.FILE });
    this.function = new LambdaFunction(
      this,
      "Function",
      defined({
        functionName,
        description: props.description,
        role: this.role.roleArn,
        filename: this.asset.path,
        sourceCodeHash: sourceCodeHash(props.bundle.path),
        handler: props.bundle.handler,
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        timeout: props.timeoutSeconds ?? 15,
        memorySize: props.memoryMegabytes ?? 512,
        reservedConcurrentExecutions: reservedConcurrency(props),
        // The SDK would sign requests and send them wherever AWS_ENDPOINT_URL says, over plain HTTP too.
        environment: {
          variables: { ...props.environmentVariables, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
        },
        kmsKeyArn: key.keyArn,
        vpcConfig: props.vpc && {
          subnetIds: [...props.vpc.subnetIds],
          securityGroupIds: [...props.vpc.securityGroupIds],
        },
        tracingConfig: { mode: "Active" },
        loggingConfig: {
          logFormat: "JSON",
          logGroup: logGroupName,
          applicationLogLevel: "INFO",
          systemLogLevel: "INFO",
        },
        codeSigningConfigArn: props.codeSigningConfigArn,
        tags,
        dependsOn: [this.logGroup, this.role.policy],
      }),
    );
    this.eventInvokeConfig = new LambdaFunctionEventInvokeConfig(this, "AsynchronousEvents", {
      functionName,
      maximumRetryAttempts: props.retryAttempts ?? 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: this.failureQueue.queueArn } },
      dependsOn: [this.function, this.failureQueue.queue],
    });
    const work = purpose === "verification" ? "a verification" : "an invocation";
    const alarm = (alarmId: string, metricName: string, meaning: string) =>
      new CloudwatchMetricAlarm(this, alarmId, {
        alarmName: `${functionName}-${metricName.toLowerCase()}`,
        alarmDescription: `${functionName}: ${meaning}`,
        namespace: "AWS/Lambda",
        metricName,
        dimensions: { FunctionName: functionName },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
        alarmActions: [props.alarmTopic.topicArn],
        okActions: [props.alarmTopic.topicArn],
        tags,
        dependsOn: dependsOn(this, props.alarmTopic.topic),
      });
    this.errorAlarm = alarm("ErrorAlarm", "Errors", `${work} ended in an error within five minutes`);
    this.throttleAlarm = alarm("ThrottleAlarm", "Throttles", `${work} was refused for want of concurrency`);
  }

  get roleArn(): string {
    return this.role.roleArn;
  }

  get grantName(): string {
    return this.role.grantName;
  }

  addToRolePolicy(...statements: readonly IdentityStatement[]): void {
    this.role.addToRolePolicy(...statements);
  }
}

/** Undefined leaves the function to share the account's unreserved concurrency. */
const reservedConcurrency = ({
  reservedConcurrency: wanted = 10,
}: VerificationLambdaProps): number | undefined => (typeof wanted === "object" ? undefined : wanted);

/**
 * What is wrong with the props; for constructs that pass them on, and throw all faults at once.
 *
 * @internal
 */
export function verificationLambdaFaults(
  props: VerificationLambdaProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  return [
    ...roleNameFaults(props.functionName, environment.region),
    ...awsNames.functionName("functionName", props.functionName),
    ...awsNames.encryptionKey("key", props.key, environment),
    ...oneOf("purpose", props.purpose, FUNCTION_PURPOSES),
    ...required("alarmTopic", props.alarmTopic),
    ...awsNames.sameRegion("alarmTopic", props.alarmTopic?.environment, environment),
    ...bundleFaults(props.bundle),
    ...known("functionName", props.functionName),
    ...wholeNumber("timeoutSeconds", props.timeoutSeconds, { from: 1, to: 900 }),
    ...wholeNumber("retryAttempts", props.retryAttempts, { from: 0, to: 2 }),
    ...wholeNumber("memoryMegabytes", props.memoryMegabytes, { from: 128, to: 10_240 }),
    ...(typeof props.reservedConcurrency === "object"
      ? reasoned("reservedConcurrency", props.reservedConcurrency)
      : wholeNumber("reservedConcurrency", props.reservedConcurrency, { from: 1, to: 1000 })),
    ...oneOf("logRetentionDays", props.logRetentionDays, LOG_RETENTION_DAYS),
    ...wholeNumber("failureRetentionDays", props.failureRetentionDays, { from: 1, to: 14 }),
    ...vpcFaults("vpc", props.vpc),
    ...awsNames.policyArn("permissionsBoundaryArn", props.permissionsBoundaryArn),
    ...matching(
      "codeSigningConfigArn",
      props.codeSigningConfigArn,
      /^arn:aws(-us-gov)?:lambda:[a-z0-9-]+:\d{12}:code-signing-config:csc-[a-z0-9]{17}$/,
      "the ARN of a code signing configuration",
    ),
    ...functionVariableFaults(props.environmentVariables ?? {}),
  ];
}
