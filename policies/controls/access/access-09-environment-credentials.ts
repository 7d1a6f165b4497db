import type { Attribute } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import { credentialIn, isNoSecret, isSecretName, looksSecret } from "../support/credential-shapes";
import { functions } from "../support/functions";

/** Attributes that hold a secret, by the type of the resource that makes or reads it. */
const SECRET_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  aws_iam_access_key: /^(?:secret|ses_smtp_password_v4)$/,
  aws_secretsmanager_secret_version: /^secret_(?:string|binary)$/,
  aws_secretsmanager_random_password: /^random_password$/,
  aws_kms_secrets: /^plaintext$/,
  random_password: /^(?:result|bcrypt_hash)$/,
  tls_private_key: /^private_key_/,
};

/** Reasons name the variable, never its value or a part of it. */
function judgeVariable(name: string, value: Attribute): Judgement {
  const { string, template, references } = value;
  const text = string ?? template;
  const shape = text === undefined ? undefined : credentialIn(text);
  if (shape !== undefined) return fail(`The variable ${name} holds ${shape}.`, value);
  const source = references
    .flatMap(({ resources, attribute }) =>
      resources.map(({ type, address }) => ({ type, address, attribute })),
    )
    .find(({ type, attribute }) => SECRET_ATTRIBUTES[type]?.test(attribute) === true);
  if (source !== undefined) return fail(`The variable ${name} holds a secret of ${source.address}.`, value);
  if (!isSecretName(name)) return pass("No variable holds a credential.", value);
  if (string !== undefined && looksSecret(string))
    return fail(`The variable ${name} holds what looks like the secret that it is named for.`, value);
  if (string !== undefined && isNoSecret(string)) return pass("No variable holds a credential.", value);
  const isName =
    references.length > 0 &&
    references.every(
      ({ resources, attribute }) => resources.length > 0 && /(?:^|_)(?:arn|name)$/.test(attribute),
    );
  if (string === undefined && isName) return pass("No variable holds a credential.", value);
  return unknown(
    `The variable ${name} is named for a secret, and ${string === undefined ? "its value is not known here" : "the shape of its value does not tell whether it is one"}: give the function the ARN of the secret instead.`,
    value,
  );
}

export const environmentCredentials = control({
  id: "RKG-ACCESS-09",
  title: "Functions have no credential in their environment",
  severity: "high",
  subject: "function",
  rationale:
    "Whoever may look at the function's configuration, the state or the plan reads its environment. A credential there opens what the function's role was careful to close.",
  remediation: {
    text: "Give the function a role for AWS. Keep other secrets in Secrets Manager, and give the function their ARN. Replace the credential: it has been seen.",
    terraform: `resource "aws_lambda_function" "verify" {
  environment {
    variables = { API_TOKEN_ARN = aws_secretsmanager_secret.api_token.arn }
  }
}`,
    typescript: `new VerificationLambda(this, "Verify", { ...props, environmentVariables: { API_TOKEN_ARN: apiToken.arn } });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "IA-5(7)", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: functions,
  judge(lambda) {
    const variables = lambda.get("environment").get("variables");
    if (variables.state === "absent" || variables.state === "computed")
      return notApplicable("The function has no environment variables.", lambda);
    const { members } = variables;
    if (members === undefined)
      return unknown("Which variables the function has is known only after apply.", variables);
    if (members.size === 0) return notApplicable("The function has no environment variables.", variables);
    const judged = [...members].map(([name, value]) => judgeVariable(name, value));
    // One line of evidence is enough where all is well.
    return judged.every(({ verdict }) => verdict === "pass")
      ? pass("No variable holds a credential.", variables)
      : all(judged);
  },
});
