import type { Attribute, Provider, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";

const PROVIDERS: ReadonlySet<string> = new Set(["aws", "awscc"]);
const ENDPOINT_VARIABLE = /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?$/;
/** A name that Terraform makes may be any. */
const MADE_NAME = /[$%]\{/;
const AWS_HOST =
  /^\s*http:\/*[^/]*\.(?:amazonaws\.com(?:\.cn)?|api\.aws|amazonwebservices\.com\.cn)(?:[:/]|\s*$)/i;

export const plainEndpoints = control<Resource | Provider>({
  id: "RKG-TRANSIT-03",
  title: "No endpoint of AWS is plain HTTP",
  severity: "high",
  subject: "function or provider",
  rationale:
    "AWS SDKs send a signed request, face image and all, over plain HTTP as soon as an endpoint says so. One variable in a function's environment is enough, and so is a test server that stayed in a provider.",
  remediation: {
    text: "Take the endpoint away, or write it with https. Set `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true` in functions. Waive a provider that deploys to a local test server.",
    terraform: `provider "aws" {
  region = "eu-west-1" # no endpoints, no insecure
}

resource "aws_lambda_function" "verify_face" {
  # …
  environment {
    variables = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = "true" }
  }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // refuses endpoints at run time`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-8", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.14", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  noSubject: "The configuration has no function, and no provider of AWS.",
  subjects: ({ configuration }: ReviewContext) => [
    ...configuration.ofType("aws_lambda_function"),
    ...configuration.providers.filter(({ name }) => PROVIDERS.has(name)),
  ],
  judge: (subject) => ("mode" in subject ? judgeFunction(subject) : judgeProvider(subject)),
});

function judgeFunction(subject: Resource): Judgement {
  const variables = subject.get("environment").get("variables");
  const { members } = variables;
  if (members === undefined)
    return variables.state === "configured"
      ? unknown("Which variables the environment has is not known; review a plan.", variables)
      : pass("The environment names no endpoint.", subject);
  return all([
    pass("The environment names no plain endpoint.", subject),
    ...[...members].map(([name, value]): Judgement => {
      if (ENDPOINT_VARIABLE.test(name)) return judgeEndpoint(`The variable ${name}`, value);
      if (AWS_HOST.test(value.template ?? ""))
        return fail(`The variable ${name} is an endpoint of AWS over plain HTTP.`, value);
      return MADE_NAME.test(name) && judgeEndpoint("", value).verdict !== "pass"
        ? unknown(
            "What a variable is called that holds a URL is known only to Terraform; review a plan.",
            value,
          )
        : pass("The environment names no plain endpoint.", subject);
    }),
  ]);
}

function judgeProvider({ address, get }: Provider): Judgement {
  const endpoints = get("endpoints");
  const insecure = get("insecure");
  const blocks = endpoints.blocks ?? [];
  return all([
    pass("The provider names no plain endpoint.", { address, path: "" }),
    ...(endpoints.blocks === undefined
      ? [unknown("Which endpoints the provider has is not known; review a plan.", endpoints)]
      : []),
    ...blocks.flatMap((block) => {
      if (block.members === undefined)
        return [unknown("Which endpoints the provider has is not known; review a plan.", block)];
      return [...block.members].map(([name, value]) => judgeEndpoint(`The endpoint of ${name}`, value));
    }),
    ...(insecure.boolean === true
      ? [fail("The provider does not check the certificates of AWS (`insecure`).", insecure)]
      : insecure.state === "configured"
        ? [
            unknown(
              "Whether the provider checks certificates is not known: `insecure` is a variable.",
              insecure,
            ),
          ]
        : []),
  ]);
}

/** The value itself may hold a credential, and is never told. */
function judgeEndpoint(what: string, value: Attribute): Judgement {
  const { template, state } = value;
  if (template !== undefined && /^\s*http:/i.test(template)) return fail(`${what} is plain HTTP.`, value);
  if (state !== "configured" || (template !== undefined && hasScheme(template)))
    return pass(`${what} is not plain HTTP.`, value);
  return unknown(`${what} is not known here: whether it is https decides. Review a plan.`, value);
}

/** Whether the scheme is written, and not what a reference stands for. */
const hasScheme = (template: string): boolean => /^\s*[a-z][a-z0-9+.-]*:/i.test(template);
