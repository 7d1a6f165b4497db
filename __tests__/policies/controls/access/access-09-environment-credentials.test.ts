import { readPlan } from "../../../../policies/configuration/plan/read-plan";
import { judges, resultsOf, type Stack } from "../support/judges";

const withVariables = (variables: unknown, rest: Stack = {}): Stack => ({
  ...rest,
  resource: {
    ...rest.resource,
    aws_lambda_function: { verify: { function_name: "verify", environment: [{ variables }] } },
  },
});
const base64 = (text: string) => Buffer.from(text).toString("base64");
/** A plan with one variable, which is sensitive. */
const sensitive = (name: string, value: string) => {
  const address = "aws_lambda_function.verify";
  const identity = { address, mode: "managed", type: "aws_lambda_function", name: "verify" };
  const values = { function_name: "verify", environment: [{ variables: { [name]: value } }] };
  const marks = { environment: [{ variables: { [name]: true } }] };
  return readPlan([
    {
      path: "plan.json",
      name: "plan",
      plan: {
        format_version: "1.2",
        terraform_version: "1.11.4",
        complete: true,
        planned_values: { root_module: { resources: [{ ...identity, values, sensitive_values: marks }] } },
        resource_changes: [
          {
            ...identity,
            change: {
              actions: ["create"],
              before: null,
              after: values,
              after_unknown: {},
              after_sensitive: marks,
            },
          },
        ],
        configuration: { root_module: { resources: [{ ...identity, expressions: {} }] } },
      },
    },
  ]);
};
// Put together here, so that no scanner takes them for real ones.
const pem = (kind: string) => ["-----BEGIN ", kind, "-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n"].join("");
const jwt = [base64('{"alg":"HS256","typ":"JWT"}'), base64('{"sub":"1234567890"}'), "c2lnbmVk"]
  .join(".")
  .replaceAll("=", "");
const secrets: Readonly<Record<string, string>> = {
  "an access key": ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
  "a temporary access key in text": `key=${["ASIA", "IOSFODNN7EXAMPLE"].join("")};`,
  "a private key": pem("PRIVATE KEY"),
  "an RSA key": pem("RSA PRIVATE KEY"),
  "a key of OpenSSH": pem("OPENSSH PRIVATE KEY"),
  "a private key in base64": base64(pem("EC PRIVATE KEY")),
  "a JSON Web Token": jwt,
  "a GitHub token": ["ghp", "0123456789abcdefghijABCDEFGHIJ012345"].join("_"),
  "a fine-grained GitHub token": ["github", "pat", "0123456789abcdefghij_ABCDEFGHIJ"].join("_"),
  "a GitLab token": ["glpat", "0123456789abcdefghij"].join("-"),
  "a Slack token": ["xoxb", "1234567890", "abcdefghij"].join("-"),
  "a Slack hook": ["https://hooks.slack", "com/services/T000/B000/XXXXYYYY"].join("."),
  "a Stripe key": ["sk", "live", "0123456789abcdefghij"].join("_"),
  "a Google key": ["AIza", "0123456789abcdefghijABCDEFGHIJ01234"].join(""),
  "an npm token": ["npm", "0123456789abcdefghijABCDEFGHIJ012345"].join("_"),
  "a password in a URL": ["postgres://desk:", "hunter2", "@db.internal/faces"].join(""),
};
const random = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY1";

judges("RKG-ACCESS-09", [
  {
    name: "it holds names and numbers",
    verdict: "pass",
    given: withVariables({
      IMAGE_BUCKET: "faces",
      SIMILARITY_THRESHOLD: "99",
      IMAGE_KEY_ARN: "${data.terraform_remote_state.keys.outputs.key_arn}",
      ENDPOINT: "https://rekognition.eu-west-1.amazonaws.com:443/path@x",
      CERTIFICATE: pem("CERTIFICATE"),
      CERTIFICATE_IN_BASE64: base64(pem("CERTIFICATE")),
      BUILD: random,
    }),
    evidence: "aws_lambda_function.verify environment[0].variables",
  },
  {
    name: "secrets are named by their ARN, path or name",
    verdict: "pass",
    given: withVariables({
      API_TOKEN_ARN: "${aws_secretsmanager_secret.token.arn}",
      API_TOKEN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-AbCdEf",
      DB_PASSWORD: "/faces/prod/db-password-2",
      TOKEN_URL: "${var.token_url}",
      SECRET_NAME: "faces-secret-name-2026",
      TOKEN: "off",
      ADMIN_PASSWORD: "",
    }),
  },
  {
    name: "a variable named for a secret is the ARN of one",
    verdict: "pass",
    given: withVariables(
      { API_TOKEN: "${aws_secretsmanager_secret.token.arn}" },
      { resource: { aws_secretsmanager_secret: { token: { name: "token" } } } },
    ),
  },
  ...Object.entries(secrets).map(([name, value]) => ({
    name: `it holds ${name}`,
    verdict: "fail" as const,
    given: withVariables({ IMAGE_BUCKET: "faces", SETTING: value }),
    evidence: "aws_lambda_function.verify environment[0].variables.SETTING",
  })),
  ...[
    "DB_PASSWORD",
    "dbPassword",
    "API_KEY",
    "SLACK_TOKEN",
    "aws_secret_access_key",
    "client-secret",
    "SIGNING_KEY",
  ].map((name) => ({
    name: `${name} is long and mixed`,
    verdict: "fail" as const,
    given: withVariables({ [name]: random }),
  })),
  {
    name: "a reference stands in a URL as a password",
    verdict: "fail",
    given: withVariables({ DATABASE: "postgres://desk:${var.code}@db.internal/faces" }),
  },
  ...[
    ["aws_iam_access_key", "secret"],
    ["random_password", "result"],
    ["aws_secretsmanager_secret_version", "secret_string"],
    ["tls_private_key", "private_key_pem"],
  ].map(([type = "", attribute = ""]) => ({
    name: `it is the ${attribute} of an ${type}`,
    verdict: "fail" as const,
    given: withVariables({ SETTING: `\${${type}.x.${attribute}}` }, { resource: { [type]: { x: {} } } }),
    reason: new RegExp(`${type}\\.x`),
  })),
  {
    name: "a variable named for a secret is not known",
    verdict: "unknown",
    given: withVariables({ API_TOKEN: "${var.token}" }),
    evidence: "aws_lambda_function.verify environment[0].variables.API_TOKEN",
    reason: /API_TOKEN/,
  },
  {
    name: "a sensitive variable has the shape of a credential",
    verdict: "fail",
    given: sensitive("SETTING", secrets["an access key"] ?? ""),
  },
  {
    name: "a sensitive variable is long and named for a secret",
    verdict: "fail",
    given: sensitive("DB_PASSWORD", random),
  },
  {
    name: "a sensitive variable is not named for a secret",
    verdict: "pass",
    given: sensitive("IMAGE_BUCKET", "faces"),
  },
  {
    name: "a sensitive variable is named for a secret",
    verdict: "unknown",
    given: sensitive("DB_PASSWORD", "hunter"),
    evidence: "aws_lambda_function.verify environment[0].variables.DB_PASSWORD",
  },
  ...["hunter2", "correct horse battery staple!", "alllettersandnodigits"].map((value) => ({
    name: `a variable named for a secret holds ${value.length} characters of no telling shape`,
    verdict: "unknown" as const,
    given: withVariables({ DB_PASSWORD: value }),
    reason: /shape/,
  })),
  { name: "all variables are a variable", verdict: "unknown", given: withVariables("${var.variables}") },
  { name: "there are no variables", verdict: "not-applicable", given: withVariables({}) },
  {
    name: "there is no environment",
    verdict: "not-applicable",
    given: { resource: { aws_lambda_function: { verify: { function_name: "verify" } } } },
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);

describe("what RKG-ACCESS-09 tells", () => {
  it.each(Object.entries({ ...secrets, "a long secret": random }))("holds nothing of %s", (_, value) => {
    const told = JSON.stringify([
      resultsOf("RKG-ACCESS-09", withVariables({ DB_PASSWORD: value })),
      resultsOf("RKG-ACCESS-09", sensitive("DB_PASSWORD", value)),
    ]);
    expect(told).toContain('"verdict":"fail"');
    for (let at = 0; at + 6 <= value.length; at += 1) {
      expect(told).not.toContain(JSON.stringify(value.slice(at, at + 6)).slice(1, -1));
    }
  });
});
