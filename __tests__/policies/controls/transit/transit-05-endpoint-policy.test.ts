import { document, ref, type Statement } from "../support/bucket-policies";
import { ACCOUNT, type Case, judges, type Stack } from "../support/judges";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/verify-face`;
const SERVICE = "com.amazonaws.eu-west-1.rekognition";

const allow = (changes: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: { AWS: ROLE },
  Action: ["rekognition:CompareFaces", "rekognition:DetectFaces"],
  Resource: "*",
  ...changes,
});
const everyone = (Condition: unknown): Statement => allow({ Principal: "*", Condition });

const endpoint = (settings: object): Stack => ({
  resource: {
    aws_vpc_endpoint: {
      rekognition: {
        service_name: SERVICE,
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
        policy: document(allow()),
        ...settings,
      },
    },
  },
});
const withStatements = (...statements: readonly Statement[]): Stack =>
  endpoint({ policy: document(...statements) });

const all = (verdict: Case["verdict"], cases: Readonly<Record<string, Stack>>): readonly Case[] =>
  Object.entries(cases).map(([name, given]) => ({ name, verdict, given }));

judges("RKG-TRANSIT-05", [
  ...all("pass", {
    "a role and two actions": endpoint({}),
    "the FIPS endpoint": endpoint({ service_name: `${SERVICE}-fips` }),
    "the account": withStatements(allow({ Principal: { AWS: ACCOUNT } })),
    "everyone of the account, by condition": withStatements(
      everyone({ StringEquals: { "aws:PrincipalAccount": ACCOUNT } }),
    ),
    "everyone of the organization": withStatements(
      everyone({ StringEquals: { "aws:PrincipalOrgID": "o-abcd123456" } }),
    ),
    "everyone of an organizational unit": withStatements(
      everyone({
        "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcd123456/r-ab12/ou-ab12-11111111/*" },
      }),
    ),
    "roles of the account, by condition": withStatements(
      everyone({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/verify-*` } }),
    ),
    "a Deny of everybody else": withStatements(allow({ Principal: "*" }), {
      Effect: "Deny",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
    }),
    "a family of actions": withStatements(allow({ Action: "rekognition:Detect*" })),
    "a companion": {
      resource: {
        aws_vpc_endpoint: { rekognition: { service_name: SERVICE, private_dns_enabled: "true" } },
        aws_vpc_endpoint_policy: {
          rekognition: { vpc_endpoint_id: ref("aws_vpc_endpoint.rekognition.id"), policy: document(allow()) },
        },
      },
    },
    "a region that is looked up": {
      ...endpoint({ service_name: `com.amazonaws.${ref("data.aws_region.current.name")}.rekognition` }),
      data: { aws_region: { current: {} } },
    },
    "a service that may be another's, and all is well": endpoint({ service_name: ref("var.service") }),
  }),
  ...all("fail", {
    "the policy that AWS gives": withStatements({
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
    }),
    "no policy": endpoint({ policy: undefined }),
    "every principal": withStatements(allow({ Principal: "*" })),
    'every principal, as { AWS: "*" }': withStatements(allow({ Principal: { AWS: "*" } })),
    "everyone but one": withStatements(
      allow({ Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } } }),
    ),
    "a condition that anybody meets": withStatements(
      everyone({ StringLike: { "aws:PrincipalAccount": "*" } }),
    ),
    "a condition on any organization": withStatements(
      everyone({ StringLike: { "aws:PrincipalOrgID": "o-*" } }),
    ),
    "an organization, if there is one": withStatements(
      everyone({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcd123456" } }),
    ),
    "paths of any organization": withStatements(
      everyone({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*" } }),
    ),
    "ForAllValues, which no path meets": withStatements(
      everyone({ "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-abcd123456/*" } }),
    ),
    "a condition on something else": withStatements(
      everyone({ StringEquals: { "aws:ResourceAccount": ACCOUNT } }),
    ),
    "every action of Rekognition": withStatements(allow({ Action: "rekognition:*" })),
    "every action": withStatements(allow({ Action: "*" })),
    "every action but some": withStatements(
      allow({ Action: undefined, NotAction: "rekognition:DeleteCollection" }),
    ),
    "private DNS is off": endpoint({ private_dns_enabled: false }),
    "private DNS is not set": endpoint({ private_dns_enabled: undefined }),
    "AWS refuses the policy": endpoint({ policy: "{}" }),
    "a service that is looked up": {
      ...endpoint({
        service_name: ref("data.aws_vpc_endpoint_service.rekognition.service_name"),
        policy: undefined,
      }),
      data: { aws_vpc_endpoint_service: { rekognition: { service: "rekognition" } } },
    },
  }),
  ...all("unknown", {
    "private DNS is a variable": endpoint({ private_dns_enabled: ref("var.private_dns") }),
    "the policy is a variable": endpoint({ policy: ref("var.policy") }),
    "the principal is a variable": withStatements(allow({ Principal: { AWS: ref("var.principal") } })),
    "the service is a variable, and something is wrong": endpoint({
      service_name: ref("var.service"),
      policy: undefined,
    }),
    "the policy may be in a module": {
      ...endpoint({ policy: undefined }),
      module: { network: { source: "./network" } },
    },
    "what is looked up has no name here": {
      ...endpoint({
        service_name: ref("data.aws_vpc_endpoint_service.some.service_name"),
        policy: undefined,
      }),
      data: { aws_vpc_endpoint_service: { some: { service: ref("var.service") } } },
    },
  }),
  ...all("not-applicable", {
    "there is no endpoint": {},
    "an endpoint of S3": endpoint({ service_name: "com.amazonaws.eu-west-1.s3" }),
    "an endpoint of no service": endpoint({ service_name: undefined }),
    "a service whose name only ends alike": endpoint({
      service_name: "com.amazonaws.vpce.eu-west-1.notrekognition",
    }),
    "an endpoint of S3, looked up": {
      ...endpoint({ service_name: ref("data.aws_vpc_endpoint_service.s3.service_name") }),
      data: { aws_vpc_endpoint_service: { s3: { service: "s3" } } },
    },
  }),
  {
    name: "tells a stranger who is let through",
    verdict: "fail",
    given: withStatements(allow({ Principal: "*" })),
    evidence: "aws_vpc_endpoint.rekognition policy",
    reason: /any account/,
    witness: { principal: expect.objectContaining({ account: "000000000000" }) },
  },
]);
