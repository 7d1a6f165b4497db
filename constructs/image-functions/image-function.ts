import type { Construct } from "constructs";
import type { AwsEnvironment } from "../../policies/documents";
import { type FunctionName, functionBundle } from "../function-bundle";
import { METRICS_NAMESPACE } from "../metric-alarm";
import {
  type FunctionPurpose,
  VerificationLambda,
  type VerificationLambdaProps,
} from "../verification-lambda";
import type { Concurrency, ImageFunctionsProps } from "./image-functions-props";
import { MEMBERS_PREFIX } from "./prefixes";

/** What sets one function of a system apart. */
export interface OwnFunction {
  readonly id: string;
  readonly name: FunctionName;
  readonly purpose: FunctionPurpose;
  readonly description: string;
  readonly concurrency: Concurrency;
  readonly timeoutSeconds?: number;
  readonly retryAttempts?: number;
  readonly statements: NonNullable<VerificationLambdaProps["statements"]>;
  readonly variables: Readonly<Record<string, string>>;
}

export const functionNameOf = (namePrefix: string, name: FunctionName): string => `${namePrefix}-${name}`;

/** A function that is told where the members' images are, whose, and under which key. */
export function imageFunction(
  scope: Construct,
  props: ImageFunctionsProps,
  environment: AwsEnvironment,
  own: OwnFunction,
): VerificationLambda {
  const functionName = functionNameOf(props.namePrefix, own.name);
  return new VerificationLambda(scope, own.id, {
    environment,
    functionName,
    description: own.description,
    purpose: own.purpose,
    bundle: functionBundle(own.name),
    key: props.bucket.key,
    alarmTopic: props.alarmTopic,
    reservedConcurrency: own.concurrency,
    timeoutSeconds: own.timeoutSeconds,
    retryAttempts: own.retryAttempts,
    logRetentionDays: props.logRetentionDays,
    permissionsBoundaryArn: props.permissionsBoundaryArn,
    vpc: props.vpc,
    tags: props.tags,
    statements: own.statements,
    environmentVariables: {
      POWERTOOLS_SERVICE_NAME: functionName,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      ...(props.fips === true ? { AWS_USE_FIPS_ENDPOINT: "true" } : {}),
      IMAGE_BUCKET: props.bucket.bucketName,
      IMAGE_BUCKET_OWNER: environment.accountId,
      IMAGE_KEY_ARN: props.bucket.key.keyArn,
      MEMBERS_PREFIX,
      ...own.variables,
    },
  });
}
