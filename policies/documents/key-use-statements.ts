import { accountRootArn, logGroupArn, queueArn, topicArn } from "./arns";
import { type AwsEnvironment, regionalServicePrincipal, viaService } from "./aws-environment";
import { freeSid } from "./free-sid";
import { type EventSource, KEY_ACTIONS, type KeyUse, type ViaService } from "./key-use";
import { mapOneOrMore, toOneOrMore } from "./one-or-more";
import type { ConditionBlock, OneOrMore, ResourceStatement } from "./policy-document";

/**
 * The statements of a key policy for these uses. Uses of a kind that names only values share one statement.
 *
 * @param taken Sids of other statements of the policy
 */
export function keyUseStatements(
  uses: readonly KeyUse[],
  environment: AwsEnvironment,
  taken: readonly string[] = [],
): readonly ResourceStatement[] {
  const statements = mergeUses(uses).flatMap((use) => statementsOf(use, environment));
  return numberSids(statements, taken);
}

/** Two roles, or two buckets, may come to the same Sid: the later ones get a number. */
function numberSids(
  statements: readonly ResourceStatement[],
  others: readonly string[],
): readonly ResourceStatement[] {
  const taken = new Set(others);
  return statements.map((statement) => {
    const Sid = freeSid(statement.Sid, taken);
    taken.add(Sid);
    return { ...statement, Sid };
  });
}

/** Several constructs ask for the same kind of use, each with its own names. */
function mergeUses(uses: readonly KeyUse[]): readonly KeyUse[] {
  const merged: KeyUse[] = [];
  for (const use of uses) {
    const index = merged.findIndex(({ kind }) => kind === use.kind && kind !== "identities");
    const other = merged[index];
    if (other === undefined) merged.push(use);
    else merged[index] = union(other, use);
  }
  return merged;
}

function union(one: KeyUse, other: KeyUse): KeyUse {
  if (one.kind === "log-groups" && other.kind === "log-groups") {
    return { ...one, logGroupNames: together(one.logGroupNames, other.logGroupNames) };
  }
  if (one.kind === "event-sources" && other.kind === "event-sources") {
    return { ...one, services: together(one.services, other.services) };
  }
  if (one.kind === "custom-labels-training" && other.kind === "custom-labels-training") {
    return { ...one, principalArns: together(one.principalArns, other.principalArns) };
  }
  if (one.kind === "face-liveness" && other.kind === "face-liveness") {
    return { ...one, principalArns: together(one.principalArns, other.principalArns) };
  }
  return one;
}

function together<T>(one: OneOrMore<T>, other: OneOrMore<T>): OneOrMore<T> {
  return toOneOrMore([...new Set([one, other].flat() as T[])]) ?? one;
}

function statementsOf(use: KeyUse, environment: AwsEnvironment): readonly ResourceStatement[] {
  switch (use.kind) {
    case "identities":
      return [
        identities(`Use${use.name}`, KEY_ACTIONS[use.access], use.viaServices, environment, {
          ArnEquals: { "aws:PrincipalArn": use.principalArns },
        }),
      ];
    case "log-groups":
      return [logGroups(use.logGroupNames, environment)];
    case "lambda-environments":
      return lambdaEnvironments(environment);
    case "event-sources":
      return eventSources(use.services, environment);
    case "custom-labels-training":
      return customLabelsTraining(use.principalArns, environment);
    case "face-liveness":
      return faceLiveness(use.principalArns, environment);
  }
}

/**
 * The account's root as principal delegates to IAM, so that an identity needs its own policy as well; the conditions confine that
 * to one way of use. `"*"` would need neither, and scanners rightly dislike it.
 */
function identities(
  Sid: string,
  Action: OneOrMore<string>,
  services: OneOrMore<ViaService> | undefined,
  environment: AwsEnvironment,
  more: ConditionBlock = {},
): ResourceStatement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { AWS: accountRootArn(environment) },
    Action,
    Resource: "*",
    Condition: {
      ...more,
      StringEquals: {
        "kms:CallerAccount": environment.accountId,
        ...(services === undefined
          ? {}
          : { "kms:ViaService": mapOneOrMore(services, (name) => viaService(name, environment)) }),
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logGroups(names: OneOrMore<string>, environment: AwsEnvironment): ResourceStatement {
  return {
    Sid: "UseByLogGroups",
    Effect: "Allow",
    Principal: { Service: regionalServicePrincipal("logs", environment) },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": mapOneOrMore(names, (name) => logGroupArn(environment, name)),
      },
    },
  };
}

/**
 * Lambda encrypts a function's environment in the name of whoever deploys it, and makes a grant for its own later use.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
function lambdaEnvironments(environment: AwsEnvironment): readonly ResourceStatement[] {
  return [
    identities(
      "UseByLambdaEnvironments",
      ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
      "lambda",
      environment,
    ),
    identities("GrantToLambdaEnvironments", "kms:CreateGrant", "lambda", environment, {
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}

/**
 * EventBridge sends no source account with its requests, so it is confined by the topic or queue that the key is used for.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function eventSources(
  services: OneOrMore<EventSource>,
  environment: AwsEnvironment,
): readonly ResourceStatement[] {
  const list: readonly EventSource[] = [services].flat();
  const withSource = toOneOrMore(list.filter((name) => name !== "events"));
  const statement = (
    Sid: string,
    names: OneOrMore<EventSource>,
    Condition: ConditionBlock,
  ): ResourceStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: mapOneOrMore(names, (name): `${string}.amazonaws.com` => `${name}.amazonaws.com`) },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    Condition,
  });
  const context = (service: "sns" | "sqs", key: `kms:EncryptionContext:${string}`) => ({
    ArnLike: { [key]: service === "sns" ? topicArn(environment, "*") : queueArn(environment, "*") },
  });
  return [
    ...(withSource === undefined
      ? []
      : [
          statement("UseByEventSources", withSource, {
            StringEquals: { "aws:SourceAccount": environment.accountId },
          }),
        ]),
    ...(list.includes("events")
      ? [
          statement(
            "UseByEventsForTopics",
            "events",
            context("sns", "kms:EncryptionContext:aws:sns:topicArn"),
          ),
          statement("UseByEventsForQueues", "events", context("sqs", "kms:EncryptionContext:aws:sqs:arn")),
        ]
      : []),
  ];
}

/**
 * Training copies the images under a grant. The two conditions on `CreateGrant` are our own caution: KMS documents them, no page of
 * Rekognition shows them.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/su-encrypt-bucket.html
 */
function customLabelsTraining(
  principalArns: OneOrMore<string>,
  environment: AwsEnvironment,
): readonly ResourceStatement[] {
  const callers: ConditionBlock = { ArnEquals: { "aws:PrincipalArn": principalArns } };
  return [
    identities(
      "UseByCustomLabelsTraining",
      ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
      undefined,
      environment,
      callers,
    ),
    identities("GrantToCustomLabelsTraining", "kms:CreateGrant", "rekognition", environment, {
      ...callers,
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}

/** @see https://docs.aws.amazon.com/rekognition/latest/dg/security-data-encryption.html */
function faceLiveness(
  principalArns: OneOrMore<string>,
  environment: AwsEnvironment,
): readonly ResourceStatement[] {
  return [
    identities(
      "UseByFaceLiveness",
      ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
      undefined,
      environment,
      { ArnEquals: { "aws:PrincipalArn": principalArns } },
    ),
  ];
}
