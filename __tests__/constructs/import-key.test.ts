import { Token } from "cdktf";
import { EncryptedBucket, importKey, LeastPrivilegeRole } from "../../constructs";
import type { KeyUse } from "../../policies/documents";
import { lambdaTrustPolicy } from "../../policies/documents";
import { awsStack, faultsOf, KEY_ARN, untyped, validationErrorOf } from "../support/synth";

const use = (role: string): KeyUse => ({
  kind: "identities",
  name: "Reading",
  principalArns: `arn:aws:iam::123456789012:role/${role}`,
  viaServices: "s3",
  access: "decrypt",
});

describe("importKey", () => {
  it("takes the ARN as it is, of a multi-region key too", () => {
    const multiRegion = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    expect(importKey(awsStack(), KEY_ARN).keyArn).toBe(KEY_ARN);
    expect(importKey(awsStack(), multiRegion).keyArn).toBe(multiRegion);
  });

  it("takes a key of another account of the region", () => {
    const other = KEY_ARN.replace("123456789012", "999999999999");
    expect(importKey(awsStack(), other).keyArn).toBe(other);
  });

  it("leaves a token to Terraform", () => {
    const late = Token.asString({ resolve: () => KEY_ARN });
    expect(importKey(awsStack(), late).keyArn).toBe(late);
  });

  it.each([
    "11111111-2222-3333-4444-555555555555",
    "alias/faces",
    "arn:aws:kms:eu-west-1:123456789012:alias/faces",
    KEY_ARN.replace("eu-west-1", "us-east-1"),
    KEY_ARN.replace("arn:aws:", "arn:aws-us-gov:"),
    `${KEY_ARN}*`,
    "",
    5,
  ])("refuses %j", (keyArn) => {
    expect(faultsOf(() => importKey(awsStack(), untyped(keyArn)))).toEqual([
      expect.stringMatching(/^keyArn must be the full ARN of a KMS key.*no id and no alias, got: /),
    ]);
  });

  it("names the scope", () => {
    expect(validationErrorOf(() => importKey(awsStack(), "x")).constructPath).toBe("stack/importKey");
  });

  it("collects what its owner must add, for everything that the app does with it", () => {
    const stack = awsStack();
    const key = importKey(stack, KEY_ARN);
    const role = new LeastPrivilegeRole(stack, "Role", { roleName: "r", trustPolicy: lambdaTrustPolicy });
    new EncryptedBucket(stack, "Faces", { bucketName: "faces", key }).grantRead(role);
    key.allow({ kind: "log-groups", logGroupNames: "/one" });
    key.allow({ kind: "log-groups", logGroupNames: "/one" });
    expect(key.requiredStatements().map(({ Sid }) => Sid)).toEqual(["UseFacesDecryptByR", "UseByLogGroups"]);
    expect(importKey(stack, KEY_ARN).requiredStatements()).toEqual([]);
  });

  it("loses no use: two of one name are two statements", () => {
    const key = importKey(awsStack(), KEY_ARN);
    for (const role of ["one", "other"]) key.allow(use(role));
    const text = JSON.stringify(key.requiredStatements());
    expect([text.includes("role/one"), text.includes("role/other")]).toEqual([true, true]);
  });

  it("refuses a use by everybody", () => {
    const key = importKey(awsStack(), KEY_ARN);
    expect(faultsOf(() => key.allow(use("*")))).toEqual([expect.stringContaining("no wildcard")]);
  });
});
