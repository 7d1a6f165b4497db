import { readFileSync } from "node:fs";
import { guardrailsMatchers } from "cdktf-rekognition-guardrails/jest";
import { policyOf as parsed } from "cdktf-rekognition-guardrails/policies";

expect.extend(guardrailsMatchers);

const text = readFileSync("cdktf.out/stacks/staff-door/cdk.tf.json", "utf8");
const { resource } = JSON.parse(text);
const COLLECTION = "arn:aws:rekognition:eu-west-1:444455556666:collection/staff-door-members";

const policyOf = (functionName: string) => {
  const policies: { policy: string }[] = Object.values(resource.aws_iam_role_policy);
  const [found] = policies.filter(({ policy }) => policy.includes(`/aws/lambda/${functionName}:*`));
  return parsed(found?.policy ?? "", { kind: "identity" });
};

describe("The staff door", () => {
  it("lets one function put faces into the collection, and another look them up", () => {
    expect(policyOf("staff-door-index-face")).toAllow({
      Action: "rekognition:IndexFaces",
      Resource: COLLECTION,
    });
    expect(policyOf("staff-door-identify-face")).not.toAllow({ Action: "rekognition:IndexFaces" });
    expect(policyOf("staff-door-index-face")).not.toAllow({ Action: "rekognition:SearchFacesByImage" });
  });

  it("forgets who leaves, in the bucket and in the collection", () => {
    expect(policyOf("staff-door-erase-face")).toAllow({
      Action: ["rekognition:ListFaces", "rekognition:DeleteFaces"],
      Resource: COLLECTION,
    });
  });
});
