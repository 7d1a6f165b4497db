import {
  type AwsEnvironment,
  alarmTopicPolicy,
  compareFacesStatement,
  functionRoleStatements,
  lambdaTrustPolicy,
  optOutGuardPolicy,
  tlsOnlyQueuePolicy,
} from "../../../policies/documents";
import { policyOf, type Scope } from "../../../policies/language";
import { keepsItsPromises } from "./promise";

const environment: AwsEnvironment = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const ACCOUNT = environment.accountId;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:failures`;
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`;
const plainHttp = { Bool: { "aws:SecureTransport": "false" } };
const secure = { Bool: { "aws:SecureTransport": "true" } };

const anyone = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);
const withAnyone = (document: object) => ({
  identity: [anyone],
  resource: [policyOf(document, { kind: "resource" })],
  sameAccount: true,
});

keepsItsPromises("The policy of a failure queue", "resource", tlsOnlyQueuePolicy(QUEUE), [
  {
    name: "denies plain HTTP, to everyone",
    holds: (document) =>
      expect(document).toDenyEvery({ Action: "sqs:*", Resource: QUEUE, Condition: plainHttp }),
  },
  {
    name: "leaves everything else to the account's own policies",
    holds: (document) => {
      expect(withAnyone(document)).toAllow({ Action: "sqs:*", Resource: QUEUE, Condition: secure });
      expect(withAnyone(document)).toAllow({ Action: "sqs:*", NotResource: QUEUE });
      expect(withAnyone(document)).toAllow({ Action: "sns:*", Resource: QUEUE });
    },
  },
  {
    name: "allows nobody anything by itself",
    holds: (document) => expect(document).toAllowOnly({ Action: "none:Nothing" }),
  },
]);

const TOPIC_ACTIONS = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:Publish",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
];
const alarm: Scope = {
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: TOPIC,
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
};

keepsItsPromises(
  "The policy of an alarm topic",
  "resource",
  alarmTopicPolicy({ environment, topicArn: TOPIC }),
  [
    {
      name: "denies plain HTTP, to everyone, for every action that a topic's policy may name",
      holds: (document) =>
        expect(document).toDenyEvery({ Action: TOPIC_ACTIONS, Resource: TOPIC, Condition: plainHttp }),
    },
    {
      name: "lets the account's alarms publish",
      holds: (document) =>
        expect(document).toAllow({ ...alarm, Condition: { ...alarm.Condition, ...secure } }),
    },
    { name: "allows nobody else anything", holds: (document) => expect(document).toAllowOnly(alarm) },
    {
      name: "leaves everything else to the account's own policies",
      holds: (document) => {
        expect(withAnyone(document)).toAllow({ Action: "sns:*", Resource: TOPIC, Condition: secure });
        expect(withAnyone(document)).toAllow({ Action: "sns:*", NotResource: TOPIC });
        expect(withAnyone(document)).toAllow({ NotAction: TOPIC_ACTIONS, Resource: TOPIC });
      },
    },
  ],
);

const LOG_STREAMS = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/verify-face:*`;
const work: readonly Scope[] = [
  { Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: LOG_STREAMS },
  { Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] },
  {
    Action: "kms:Decrypt",
    Resource: KEY,
    Condition: { StringEquals: { "kms:ViaService": "lambda.eu-west-1.amazonaws.com" } },
  },
  { Action: "rekognition:CompareFaces" },
];
const role = {
  Version: "2012-10-17",
  Statement: [
    ...functionRoleStatements({ environment, logGroupName: "/aws/lambda/verify-face", keyArn: KEY }),
    compareFacesStatement,
  ],
};

keepsItsPromises("The policy of a function's role", "identity", role, [
  {
    name: "lets it do its work",
    holds: (document) => {
      for (const scope of work) expect(policyOf(document, { kind: "identity" })).toAllow(scope);
    },
  },
  {
    name: "lets it do nothing else",
    holds: (document) => expect(policyOf(document, { kind: "identity" })).toAllowOnly(work),
  },
]);

const assuming: Scope = { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

keepsItsPromises("The trust policy of a function's role", "trust", lambdaTrustPolicy, [
  {
    name: "lets Lambda take on the role",
    holds: (document) => expect(policyOf(document, { kind: "trust" })).toAllow(assuming),
  },
  {
    name: "lets nobody else",
    holds: (document) => expect(policyOf(document, { kind: "trust" })).toAllowOnly(assuming),
  },
]);

const CHANGES = [
  "organizations:AttachPolicy",
  "organizations:DeletePolicy",
  "organizations:DetachPolicy",
  "organizations:DisablePolicyType",
  "organizations:UpdatePolicy",
];
const ofOptOut = { StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" } };
const ofOthers = { StringNotEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" } };
const EXEMPT = `arn:aws:iam::${ACCOUNT}:role/opt-out-pipeline`;

describe.each<readonly [string, readonly string[]]>([
  ["with nobody exempt", []],
  ["with an exempt role", [EXEMPT]],
])("%s", (name, exemptPrincipalArns) => {
  const scp = (document: object) => policyOf(document, { kind: "scp" });
  const somebody = exemptPrincipalArns.length === 0 ? {} : { ArnNotLike: { "aws:PrincipalArn": EXEMPT } };
  const withFullAccess = (document: object) => ({
    identity: [anyone],
    serviceControl: [
      [
        policyOf(
          { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
          { kind: "scp" },
        ),
        scp(document),
      ],
    ],
  });

  keepsItsPromises(`The guard of the opt-out, ${name}`, "scp", optOutGuardPolicy({ exemptPrincipalArns }), [
    {
      name: "denies every change of an opt-out policy",
      holds: (document) =>
        expect(scp(document)).toDenyEvery({ Action: CHANGES, Condition: { ...ofOptOut, ...somebody } }),
    },
    {
      name: "denies leaving the organization, to everyone",
      holds: (document) => expect(scp(document)).toDenyEvery({ Action: "organizations:LeaveOrganization" }),
    },
    {
      name: "leaves everything else alone",
      holds: (document) => {
        expect(withFullAccess(document)).toAllow({
          NotAction: [...CHANGES, "organizations:LeaveOrganization"],
        });
        expect(withFullAccess(document)).toAllow({ Action: CHANGES, Condition: ofOthers });
        if (exemptPrincipalArns.length > 0) {
          expect(withFullAccess(document)).toAllow({
            Action: CHANGES,
            Condition: { ArnLike: { "aws:PrincipalArn": EXEMPT } },
          });
        }
      },
    },
  ]);
});
