import {
  type AwsEnvironment,
  accountRootArn,
  alarmArn,
  alarmTopicPolicy,
  bucketArn,
  compareFacesStatement,
  functionArn,
  functionRoleStatements,
  lambdaTrustPolicy,
  logGroupArn,
  mapOneOrMore,
  optOutGuardPolicy,
  partitionOf,
  queueArn,
  REGION,
  regionalServicePrincipal,
  roleArn,
  tlsOnlyQueuePolicy,
  toOneOrMore,
  topicArn,
  viaService,
} from "../../../policies/documents";
import { untyped } from "../../support/synth";

const environment: AwsEnvironment = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };

describe("ARNs from known names", () => {
  it.each([
    [accountRootArn(environment), "arn:aws:iam::123456789012:root"],
    [roleArn(environment, "r"), "arn:aws:iam::123456789012:role/r"],
    [bucketArn(environment, "b"), "arn:aws:s3:::b"],
    [logGroupArn(environment, "/l"), "arn:aws:logs:eu-west-1:123456789012:log-group:/l"],
    [functionArn(environment, "f"), "arn:aws:lambda:eu-west-1:123456789012:function:f"],
    [queueArn(environment, "q"), "arn:aws:sqs:eu-west-1:123456789012:q"],
    [topicArn(environment, "t"), "arn:aws:sns:eu-west-1:123456789012:t"],
    [alarmArn(environment, "a"), "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a"],
  ])("%s", (arn, expected) => {
    expect(arn).toBe(expected);
    expect(accountRootArn({ ...environment, partition: "aws-us-gov" })).toMatch(/^arn:aws-us-gov:/);
  });
});

describe("regions and services", () => {
  it.each(["eu-west-1", "us-gov-west-1", "ap-southeast-5", "il-central-1"])(
    "knows the region %s",
    (region) => {
      expect(region).toMatch(REGION);
      expect(partitionOf(region)).toBe(region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
    },
  );

  it.each([
    "cn-north-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "eu-west",
    "",
    "eu-west-1\n",
  ])("knows no region %j with Rekognition", (region) => {
    expect(region).not.toMatch(REGION);
  });

  it("names services", () => {
    expect(regionalServicePrincipal("logs", environment)).toBe("logs.eu-west-1.amazonaws.com");
    expect(viaService("s3", environment)).toBe("s3.eu-west-1.amazonaws.com");
  });
});

describe("one value, or a list of at least one", () => {
  it("maps each, and leaves a single one bare", () => {
    const twice = (text: string) => text + text;
    expect([mapOneOrMore("a", twice), mapOneOrMore(["a"], twice), mapOneOrMore(["a", "b"], twice)]).toEqual([
      "aa",
      "aa",
      ["aa", "bb"],
    ]);
    expect(() => mapOneOrMore(untyped<[string]>([]), twice)).toThrow("at least one value");
  });

  it("makes of a list what a policy writes", () => {
    expect([toOneOrMore([]), toOneOrMore(["a"]), toOneOrMore(["a", "b"])]).toEqual([
      undefined,
      "a",
      ["a", "b"],
    ]);
  });
});

describe("the function's role", () => {
  it("is taken on by Lambda only", () => {
    expect(lambdaTrustPolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowLambda",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });

  it("may log into its own group, trace, and read its environment", () => {
    expect(functionRoleStatements({ environment, logGroupName: "/l", keyArn: "K" })).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/l:*",
      },
      {
        Sid: "WriteTraces",
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: "*",
      },
      {
        Sid: "DecryptEnvironment",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "K",
        Condition: { StringEquals: { "kms:ViaService": "lambda.eu-west-1.amazonaws.com" } },
      },
    ]);
  });

  it("compares faces by one action, which knows no resource", () => {
    expect(compareFacesStatement).toEqual({
      Sid: "CompareFaces",
      Effect: "Allow",
      Action: "rekognition:CompareFaces",
      Resource: "*",
    });
  });
});

describe("queue and topic", () => {
  it("denies a queue's requests without TLS", () => {
    expect(tlsOnlyQueuePolicy("Q")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: "Q",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("denies a topic's requests without TLS, by every action that a topic policy may name, and lets alarms publish", () => {
    expect(alarmTopicPolicy({ environment, topicArn: "T" })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: [
            "sns:AddPermission",
            "sns:DeleteTopic",
            "sns:GetTopicAttributes",
            "sns:ListSubscriptionsByTopic",
            "sns:Publish",
            "sns:RemovePermission",
            "sns:SetTopicAttributes",
            "sns:Subscribe",
          ],
          Resource: "T",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "AllowAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "T",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });
});

describe("optOutGuardPolicy", () => {
  const policyType = { StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" } };
  const keep = {
    Sid: "KeepAiServicesOptOut",
    Effect: "Deny",
    Action: ["AttachPolicy", "DeletePolicy", "DetachPolicy", "DisablePolicyType", "UpdatePolicy"].map(
      (name) => `organizations:${name}`,
    ),
    Resource: "*",
  };
  const stay = {
    Sid: "StayInOrganization",
    Effect: "Deny",
    Action: "organizations:LeaveOrganization",
    Resource: "*",
  };

  it.each([
    [undefined, {}],
    [[], {}],
    [["R"], { ArnNotLike: { "aws:PrincipalArn": "R" } }],
    [["R", "S"], { ArnNotLike: { "aws:PrincipalArn": ["R", "S"] } }],
  ])("exempts %j", (exemptPrincipalArns, exemption) => {
    expect(optOutGuardPolicy({ exemptPrincipalArns })).toEqual({
      Version: "2012-10-17",
      Statement: [{ ...keep, Condition: { ...policyType, ...exemption } }, stay],
    });
  });

  it("exempts nobody by default", () => {
    expect(optOutGuardPolicy()).toEqual(optOutGuardPolicy({ exemptPrincipalArns: [] }));
  });
});
