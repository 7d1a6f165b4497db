import { readFileSync } from "node:fs";
import { guardrailsMatchers } from "cdktf-rekognition-guardrails/jest";

expect.extend(guardrailsMatchers);

const stack = readFileSync("cdktf.out/stacks/identity-check/cdk.tf.json", "utf8");
const faces = "arn:aws:s3:::identity-check-faces-444455556666";

describe("The identity check", () => {
  it("lets nobody read or write a face from another network, but Rekognition for its callers", () => {
    const policies: { policy: string }[] = Object.values(JSON.parse(stack).resource.aws_s3_bucket_policy);
    const [policy] = policies.filter((resource) => resource.policy.includes(`${faces}/*`));
    expect(policy?.policy).toDenyEvery({
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: `${faces}/*`,
      Condition: {
        StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
        Bool: { "aws:ViaAWSService": "false", "aws:PrincipalIsAWSService": "false" },
      },
    });
  });

  it("runs every function in the bank's network, with validated cryptography", () => {
    const functions: { vpc_config: unknown; environment: { variables: Record<string, string> } }[] =
      Object.values(JSON.parse(stack).resource.aws_lambda_function);
    expect(functions).toHaveLength(5);
    for (const { vpc_config, environment } of functions) {
      expect(vpc_config).toBeDefined();
      expect(environment.variables.AWS_USE_FIPS_ENDPOINT).toBe("true");
    }
  });
});
