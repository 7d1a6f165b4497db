import { locatorFor } from "../../../policies/cli/locate";
import { temporaryFolder } from "./support";

const { path: folder, file } = temporaryFolder();

describe("locatorFor", () => {
  const plan = `{
  "resource_changes": [
    { "address": "aws_s3_bucket.faces" },
    { "address": "aws_s3_bucket.each[\\"a \\u003c b\\"]" },
    { "address": "aws_s3_bucket.faces" }
  ]
}`;
  const stack = `{
  "resource": {
    "aws_s3_bucket": {
      "faces": { "bucket": "aws_s3_bucket {" }
    },
    "aws_s3_bucket_policy": {
      "faces": { "tags": { "faces": {} } }
    }
  },
  "data": { "aws_kms_key": { "faces": {} } }
}`;

  it.each([
    ["the first place of an address", "aws_s3_bucket.faces", { line: 3, column: 7 }],
    ["an address that JSON escapes", 'aws_s3_bucket.each["a < b"]', { line: 4, column: 7 }],
    ["what is not there", "aws_s3_bucket.other", undefined],
  ])("finds in a plan %s", (_name, address, place) => {
    expect(locatorFor([file("plan.json", plan)])(address)).toEqual(place);
    expect(locatorFor([file("plan16.json", "")])(address)).toBeUndefined();
  });

  it.each([
    ["aws_s3_bucket.faces", { line: 4, column: 7 }],
    ["aws_s3_bucket_policy.faces", { line: 7, column: 7 }],
    ["data.aws_kms_key.faces", { line: 10, column: 30 }],
    ["tags.faces", undefined],
  ])("finds in a stack %s", (address, place) => {
    expect(locatorFor([file("cdk.tf.json", stack)])(address)).toEqual(place);
  });

  it("finds in a plan that PowerShell wrote", () => {
    const { writeFileSync } = jest.requireActual<typeof import("node:fs")>("node:fs");
    const path = `${folder}/utf16.json`;
    writeFileSync(path, Buffer.from(`\uFEFF${plan}`, "utf16le"));
    expect(locatorFor([path])("aws_s3_bucket.faces")).toEqual({ line: 3, column: 7 });
  });

  it.each([
    ["standard input", ["-"]],
    ["several files", ["a", "b"]],
    ["a folder", [folder]],
    ["what is gone", [`${folder}/nothing`]],
  ])("points at nothing in %s", (_name, paths) => {
    expect(locatorFor(paths)("aws_s3_bucket.faces")).toBeUndefined();
  });
});
