import { ref } from "../support/bucket-policies";
import { type Case, judges, provider, resultsOf, type Stack } from "../support/judges";

const FUNCTION = "aws_lambda_function.verify";
const PROVIDER = "provider.aws";

const lambda = (environment: unknown): Stack => ({
  resource: { aws_lambda_function: { verify: { function_name: "verify", environment } } },
});
const variables = (given: unknown): Stack => lambda({ variables: given });
const providerOf = (settings: object): Stack => ({
  provider: { aws: [{ ...provider.aws[0], ...settings }] },
});

const ofFunction = (verdict: Case["verdict"], cases: Readonly<Record<string, Stack>>): readonly Case[] =>
  Object.entries(cases).map(([name, given]) => ({
    name: `a function: ${name}`,
    verdict,
    given,
    subject: FUNCTION,
  }));
const ofProvider = (verdict: Case["verdict"], cases: Readonly<Record<string, object>>): readonly Case[] =>
  Object.entries(cases).map(([name, settings]) => ({
    name: `a provider: ${name}`,
    verdict,
    given: providerOf(settings),
    subject: PROVIDER,
  }));

judges("RKG-TRANSIT-03", [
  ...ofFunction("pass", {
    "no environment": lambda(undefined),
    "an empty environment": lambda([]),
    "variables that are none, which Terraform refuses": variables("none"),
    "a text that Terraform puts together": variables({
      STAGE: "%{ if var.live }live%{ else }test%{ endif }",
    }),
    "variables of its own": variables({ IMAGE_BUCKET: "faces" }),
    "an https endpoint": variables({ AWS_ENDPOINT_URL: "https://vpce-1.s3.eu-west-1.vpce.amazonaws.com" }),
    "an https endpoint of a host that a variable names": variables({
      AWS_ENDPOINT_URL_S3: `https://${ref("var.host")}`,
    }),
    "a plain URL of somebody else's": variables({ WEBHOOK: "http://desk.example.org/" }),
    "a host that only looks like one of AWS": variables({ WEBHOOK: "http://amazonaws.com.example.org/" }),
    "a variable whose name looks alike": variables({ aws_endpoint_url: "http://localhost" }),
    "an unknown value of its own": variables({ IMAGE_BUCKET: ref("var.bucket") }),
    "a name that Terraform makes, and no URL": variables({ [ref("var.name")]: "faces:1" }),
  }),
  ...ofFunction("fail", {
    AWS_ENDPOINT_URL: variables({ AWS_ENDPOINT_URL: "http://10.0.0.1:4566" }),
    "the endpoint of one service": variables({ AWS_ENDPOINT_URL_REKOGNITION: "http://rekognition.internal" }),
    "a loopback endpoint": variables({ AWS_ENDPOINT_URL_S3: "http://localhost:4566" }),
    "in capitals, with a blank": variables({ AWS_ENDPOINT_URL: " HTTP://proxy" }),
    "plain, of a host that a variable names": variables({ AWS_ENDPOINT_URL: `http://${ref("var.host")}` }),
    "an endpoint of AWS under a name of its own": variables({
      S3_HOST: `http://s3.${ref("var.region")}.amazonaws.com`,
    }),
    "one of AWS in China": variables({ S3_HOST: "http://s3.cn-north-1.amazonaws.com.cn/faces" }),
    "a block in a list": lambda([{ variables: { AWS_ENDPOINT_URL: "http://proxy" } }]),
    "beside an unknown one": variables({
      AWS_ENDPOINT_URL: "http://proxy",
      AWS_ENDPOINT_URL_S3: ref("var.url"),
    }),
  }),
  ...ofFunction("unknown", {
    "the endpoint is a variable": variables({ AWS_ENDPOINT_URL: ref("var.url") }),
    "all variables are one": variables(ref("var.environment")),
    "the environment is a dynamic block": {
      resource: {
        aws_lambda_function: {
          verify: {
            function_name: "verify",
            dynamic: { environment: { for_each: ref("var.environments"), content: {} } },
          },
        },
      },
    },
    "the name of a plain URL is made by Terraform": variables({ [ref("var.name")]: "http://localhost" }),
    "name and value are made by Terraform": variables({ "%{if true}A%{endif}": ref("var.url") }),
  }),
  ...ofProvider("pass", {
    "no endpoints": {},
    "https endpoints": { endpoints: [{ s3: "https://s3.example.org" }, { kms: "https://kms.example.org" }] },
    "insecure is off": { insecure: false },
  }),
  ...ofProvider("fail", {
    "one endpoint": { endpoints: [{ s3: "http://localhost:4566" }] },
    "an endpoint of the second block": {
      endpoints: [{ kms: "https://kms.example.org" }, { s3: "http://127.0.0.1" }],
    },
    "a single block": { endpoints: { rekognition: "http://fake" } },
    "no check of certificates": { insecure: true },
    "no check of certificates, as text": { insecure: "true" },
  }),
  ...ofProvider("unknown", {
    "the endpoint is a variable": { endpoints: [{ s3: ref("var.endpoint") }] },
    "all endpoints are one": { endpoints: ref("var.endpoints") },
    "a block is a variable": { endpoints: [ref("var.endpoints")] },
    "insecure is a variable": { insecure: ref("var.insecure") },
  }),
  {
    name: "a provider with an alias",
    verdict: "fail",
    given: {
      provider: { aws: [provider.aws[0], { alias: "local", endpoints: [{ s3: "http://localhost" }] }] },
    },
    subject: "provider.aws.local",
    evidence: "provider.aws.local endpoints[0].s3",
  },
  {
    name: "there is neither a function nor a provider of AWS",
    verdict: "not-applicable",
    given: { provider: { random: [{ endpoints: [{ s3: "http://localhost" }] }] } },
  },
]);

it("never tells the endpoint, which may hold a credential", () => {
  const results = resultsOf("RKG-TRANSIT-03", variables({ AWS_ENDPOINT_URL: "http://user:hunter2@proxy" }));
  expect(JSON.stringify(results)).toContain("AWS_ENDPOINT_URL");
  expect(JSON.stringify(results)).not.toContain("hunter2");
});
