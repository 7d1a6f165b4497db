import { readFileSync } from "node:fs";
import { guardrailsMatchers } from "cdktf-rekognition-guardrails/jest";

expect.extend(guardrailsMatchers);

const stack = readFileSync("cdktf.out/stacks/lending-desk/cdk.tf.json", "utf8");
const faces = "arn:aws:s3:::lending-desk-faces-444455556666-eu-west-1";

describe("The lending desk", () => {
  it("keeps every bucket private", () => {
    expect(stack).toHaveEvery("aws_s3_bucket_public_access_block", {
      block_public_policy: true,
      restrict_public_buckets: true,
    });
  });

  it("refuses plain HTTP for every request to the faces", () => {
    const policies: { policy: string }[] = Object.values(JSON.parse(stack).resource.aws_s3_bucket_policy);
    const [policy] = policies.filter((resource) => resource.policy.includes(`${faces}/*`));
    expect(policy?.policy).toDenyEvery({
      Action: "s3:*",
      Resource: [faces, `${faces}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("takes no request without a token of the library", () => {
    expect(stack).toHaveEvery("aws_apigatewayv2_route", { authorization_type: "JWT" });
  });
});
