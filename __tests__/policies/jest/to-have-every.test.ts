import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";

expect.extend(guardrailsMatchers);

const bucket = (force: boolean, path: string) => ({
  "//": { metadata: { path } },
  force_destroy: force,
  tags: { a: "1", b: "2" },
});
const stack = {
  resource: {
    aws_s3_bucket: { Good: bucket(false, "s/Good"), Bad: bucket(true, "s/Bad") },
    aws_kms_key: { Key: {} },
  },
};

describe("toHaveEvery", () => {
  it("passes where every resource of the type holds the attributes, nested ones too", () => {
    expect(stack).toHaveEvery("aws_s3_bucket", { tags: { a: "1" } });
  });

  it("is not satisfied by one good resource beside a bad one, and names the bad one", () => {
    expect(() => expect(stack).toHaveEvery("aws_s3_bucket", { force_destroy: false })).toThrow(
      /aws_s3_bucket\.Bad \(s\/Bad\)/,
    );
    expect(stack).not.toHaveEvery("aws_s3_bucket", { force_destroy: false });
  });

  it("is not satisfied where there is no resource of the type", () => {
    expect(() => expect(stack).toHaveEvery("aws_sqs_queue", {})).toThrow("the stack has no aws_sqs_queue");
    expect(() => expect({}).toHaveEvery("aws_sqs_queue", {})).toThrow("the stack has no aws_sqs_queue");
  });

  it("takes the text that Testing.synth gives", () => {
    expect(JSON.stringify(stack)).toHaveEvery("aws_kms_key", {});
  });

  it("can be negated, and says what every resource has", () => {
    expect(() => expect(stack).not.toHaveEvery("aws_s3_bucket", { tags: { a: "1" } })).toThrow(
      /every aws_s3_bucket has/,
    );
  });
});

describe("resourcesOf", () => {
  it("gives address, path and attributes, without the metadata", () => {
    expect(resourcesOf(stack, "aws_s3_bucket")[0]).toEqual({
      address: "aws_s3_bucket.Bad",
      path: "s/Bad",
      values: { force_destroy: true, tags: { a: "1", b: "2" } },
    });
  });

  it("gives an empty path where there is no metadata", () => {
    expect(resourcesOf(stack, "aws_kms_key")[0]?.path).toBe("");
  });
});
