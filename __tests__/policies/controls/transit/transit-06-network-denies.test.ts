import {
  BUCKETS,
  deny,
  INSECURE,
  OBJECTS,
  ref,
  type Statement,
  withPolicy,
  withStatements,
} from "../support/bucket-policies";
import { ACCOUNT, type Case, judges } from "../support/judges";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/verify-face`;
const ELSEWHERE = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
const OUTSIDE = { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
const NO_SERVICE = { BoolIfExists: { "aws:ViaAWSService": "false" } };

const all = (
  verdict: Case["verdict"],
  cases: Readonly<Record<string, readonly Statement[]>>,
): readonly Case[] =>
  Object.entries(cases).map(([name, statements]) => ({
    name,
    verdict,
    given: withStatements(...statements),
  }));

judges("RKG-TRANSIT-06", [
  ...all("pass", {
    "an exemption by BoolIfExists": [deny({ ...ELSEWHERE, ...NO_SERVICE })],
    "an exemption by Bool": [deny({ ...OUTSIDE, Bool: { "aws:ViaAWSService": "false" } })],
    "beside the Deny of plain HTTP": [deny(INSECURE), deny({ ...OUTSIDE, ...NO_SERVICE })],
    "only where there is an endpoint": [deny({ ...ELSEWHERE, Null: { "aws:SourceVpce": "false" } })],
    "one endpoint that is refused": [deny({ StringEquals: { "aws:SourceVpce": "vpce-1" } })],
    "uploads only": [deny(OUTSIDE, { Action: "s3:PutObject" })],
    "plain HTTP from elsewhere only": [deny({ ...OUTSIDE, ...INSECURE })],
    "what is not a picture of this bucket": [deny(OUTSIDE, { Resource: undefined, NotResource: OBJECTS })],
  }),
  ...all("fail", {
    "every endpoint but one": [deny(ELSEWHERE)],
    "every endpoint but one, with IfExists": [
      deny({ StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }),
    ],
    "every VPC but one": [deny({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } })],
    "every address but some": [deny(OUTSIDE)],
    "the key in lower case": [deny({ NotIpAddress: { "aws:sourceip": "203.0.113.0/24" } })],
    "endpoints of other accounts": [deny({ StringNotEquals: { "aws:VpceAccount": ACCOUNT } })],
    "an exemption of services that call for themselves, which Rekognition does not": [
      deny({ ...ELSEWHERE, Bool: { "aws:PrincipalIsAWSService": "false" } }),
    ],
    "the exemption inverted": [deny({ ...ELSEWHERE, Bool: { "aws:ViaAWSService": "true" } })],
    "one of two without the exemption": [deny({ ...ELSEWHERE, ...NO_SERVICE }), deny(OUTSIDE)],
    "reading only": [deny(ELSEWHERE, { Action: "s3:GetObject", Resource: OBJECTS })],
  }),
  ...all("unknown", {
    "one role": [deny(ELSEWHERE, { Principal: { AWS: ROLE } })],
    "everyone but one role": [deny({ ...ELSEWHERE, ArnNotEquals: { "aws:PrincipalArn": ROLE } })],
    "everyone but one role, by NotPrincipal": [
      deny(ELSEWHERE, { Principal: undefined, NotPrincipal: { AWS: [ROLE, ACCOUNT] } }),
    ],
    "addresses that are refused": [deny({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
    "a variable says which actions": [deny(ELSEWHERE, { Action: ref("var.action") })],
  }),
  {
    name: "tells a read that is refused",
    verdict: "fail",
    given: withStatements(deny(ELSEWHERE)),
    evidence: "aws_s3_bucket_policy.faces policy",
    witness: { context: expect.objectContaining({ "aws:ViaAWSService": "true" }) },
  },
  { name: "AWS refuses the policy", verdict: "fail", given: withPolicy("{}") },
  { name: "the policy is a variable", verdict: "unknown", given: withPolicy(ref("var.policy")) },
  {
    name: "the policy may be in a module",
    verdict: "unknown",
    given: { resource: BUCKETS, module: { policy: { source: "./policy" } } },
  },
  {
    name: "the conditions of a statement are made by a dynamic block",
    verdict: "unknown",
    given: {
      ...withPolicy(ref("data.aws_iam_policy_document.faces.json")),
      data: {
        aws_iam_policy_document: {
          faces: {
            statement: [
              {
                effect: "Deny",
                actions: ["s3:*"],
                resources: ["*"],
                principals: [{ type: "*", identifiers: ["*"] }],
                dynamic: { condition: { for_each: ref("var.conditions"), content: {} } },
              },
            ],
          },
        },
      },
    },
  },
  {
    name: "nothing is denied by network",
    verdict: "not-applicable",
    given: withStatements(deny(INSECURE), deny(OUTSIDE, { Effect: "Allow" })),
  },
  { name: "there is no policy", verdict: "not-applicable", given: { resource: BUCKETS } },
  {
    name: "a bucket that only receives access logs",
    verdict: "not-applicable",
    given: {
      resource: {
        aws_s3_bucket: { logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" } } },
        aws_s3_bucket_policy: { logs: { bucket: "logs", policy: "{}" } },
      },
    },
  },
]);
