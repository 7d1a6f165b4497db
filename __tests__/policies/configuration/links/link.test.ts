import { linkTo, unresolved } from "../../../../policies/configuration/links/link";
import { found, stackOf } from "../synth/stacks";

const provider = {
  aws: [{ region: "eu-west-1", allowed_account_ids: ["111122223333"] }, { alias: "open" }],
};

/** How `value` of `aws_x.reader` leads to `target` of a stack. */
function link(value: unknown, target: string, resource: object, more: object = {}): string {
  const configuration = stackOf({
    provider,
    ...more,
    resource: { ...resource, aws_x: { reader: { value } } },
  });
  return linkTo(found(configuration, "aws_x.reader").get("value"), found(configuration, target));
}

describe("a bucket whose name is known", () => {
  const resource = {
    aws_s3_bucket: { faces: { bucket: "faces" }, other: { bucket: "other" } },
    aws_s3_bucket_versioning: {
      faces: { bucket: "${aws_s3_bucket.faces.id}" },
      loop: { bucket: "${aws_s3_bucket_versioning.loop.bucket}" },
    },
  };
  const data = { aws_s3_bucket: { faces: { bucket: "faces" }, other: { bucket: "other" } } };

  it.each([
    ["faces", "yes"],
    ["arn:aws:s3:::faces", "yes"],
    ["arn:aws-us-gov:s3:::faces", "yes"],
    ["${aws_s3_bucket.faces.id}", "yes"],
    ["${aws_s3_bucket.faces.bucket}", "yes"],
    ["${aws_s3_bucket.faces.arn}", "yes"],
    ["${aws_s3_bucket.faces[0].arn}", "yes"],
    ['${aws_s3_bucket.faces["a.b"].arn}', "yes"],
    ["arn:aws:s3:::${aws_s3_bucket.faces.id}", "yes"],
    ["${aws_s3_bucket_versioning.faces.bucket}", "yes"],
    ["${aws_s3_bucket_versioning.faces.id}", "yes"],
    ["${data.aws_s3_bucket.faces.id}", "yes"],
    ["${data.aws_s3_bucket.faces.arn}", "yes"],
    ["${one(aws_s3_bucket.faces[*].arn)}", "yes"],
    ['${join("", aws_s3_bucket.faces[*].arn)}', "yes"],
    ["${try(aws_s3_bucket.faces[0].arn, aws_s3_bucket.faces[1].arn)}", "yes"],
    ["${try(aws_s3_bucket.faces[0].arn, var.arn)}", "maybe"],
    ['${try(aws_s3_bucket.faces[0].arn, "")}', "yes"],
    ['${try(aws_s3_bucket.faces[0].arn, "other")}', "maybe"],
    ['${join("-", [aws_s3_bucket.faces.id, "logs"])}', "maybe"],
    ["${var.on ? aws_s3_bucket.faces.arn : aws_s3_bucket.other.arn}", "maybe"],
    ['${replace(aws_s3_bucket.faces.arn, "a", "b")}', "maybe"],
    ["${aws_s3_bucket.faces.arn}-logs", "maybe"],
    ["%{ if var.x }${aws_s3_bucket.faces.arn}%{ endif }", "maybe"],
    ["${var.bucket}", "maybe"],
    ["${module.store.bucket}", "maybe"],
    ["${local.nothing}", "maybe"],
    ["${aws_s3_bucket_versioning.loop.bucket}", "maybe"],
    ["other", "no"],
    ["Faces", "no"],
    ["", "no"],
    ["faces-2", "no"],
    ["arn:aws:s3:::other", "no"],
    ["arn:aws:s3:::logs/faces", "no"],
    ["arn:aws:s3:::faces/*", "no"],
    ["arn:aws:sqs:eu-west-1:111122223333:faces", "no"],
    ["${aws_s3_bucket.other.arn}", "no"],
    ["${aws_s3_bucket.other.arn}-logs", "no"],
    ["${data.aws_s3_bucket.other.arn}", "no"],
    ["${aws_x.reader.arn}", "no"],
    [null, "no"],
    [[], "no"],
  ])("by %j: %s", (value, expected) =>
    expect(link(value, "aws_s3_bucket.faces", resource, { data })).toBe(expected),
  );
});

describe("a bucket whose name is not known", () => {
  const resource = {
    aws_s3_bucket: { faces: { bucket: "${var.prefix}-faces" }, made: {} },
    aws_s3_bucket_versioning: { faces: { bucket: "${aws_s3_bucket.faces.id}" } },
  };

  it.each([
    ["${aws_s3_bucket.faces.id}", "yes"],
    ["${aws_s3_bucket_versioning.faces.bucket}", "yes"],
    ["${aws_s3_bucket_versioning.faces.id}", "yes"],
    ["${var.prefix}-faces", "yes"],
    ["arn:aws:s3:::${aws_s3_bucket.faces.id}", "yes"],
    ["${var.prefix}-logs", "maybe"],
    ["faces", "maybe"],
    ["${aws_s3_bucket.faces.id}-logs", "maybe"],
    ["${aws_s3_bucket.made.id}", "no"],
  ])("by %j: %s", (value, expected) => expect(link(value, "aws_s3_bucket.faces", resource)).toBe(expected));

  it("has a name that the provider invents, which nobody wrote", () =>
    expect(link("faces", "aws_s3_bucket.made", resource)).toBe("no"));

  it("may be any of its instances", () => {
    const repeated = { aws_s3_bucket: { faces: { for_each: "${var.names}", bucket: "${each.key}" } } };
    expect(link("${each.key}", "aws_s3_bucket.faces", repeated)).toBe("maybe");
  });
});

describe("a function", () => {
  const resource = {
    aws_lambda_function: {
      verify: { function_name: "verify" },
      open: { function_name: "${var.f}" },
      far: { function_name: "far", provider: "aws.open" },
    },
    aws_lambda_alias: { live: { name: "live", function_name: "${aws_lambda_function.open.function_name}" } },
    aws_lambda_permission: { events: { function_name: "${aws_lambda_function.open.function_name}" } },
  };

  it.each([
    ["verify", "aws_lambda_function.verify", "yes"],
    ["verify:live", "aws_lambda_function.verify", "yes"],
    ["function:verify", "aws_lambda_function.verify", "yes"],
    ["111122223333:function:verify:live", "aws_lambda_function.verify", "yes"],
    ["arn:aws:lambda:eu-west-1:111122223333:function:verify", "aws_lambda_function.verify", "yes"],
    ["arn:aws:lambda:eu-west-1:111122223333:function:verify:3", "aws_lambda_function.verify", "yes"],
    [
      "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.open.function_name}",
      "aws_lambda_function.open",
      "yes",
    ],
    ["${aws_lambda_alias.live.arn}", "aws_lambda_function.open", "yes"],
    ["${aws_lambda_alias.live.function_name}", "aws_lambda_function.open", "yes"],
    ["${aws_lambda_permission.events.function_name}", "aws_lambda_function.open", "yes"],
    ["arn:aws:lambda:us-east-1:444455556666:function:far", "aws_lambda_function.far", "yes"],
    ["${aws_lambda_alias.live.arn}", "aws_lambda_function.verify", "no"],
    ["444455556666:function:verify", "aws_lambda_function.verify", "no"],
    ["arn:aws:lambda:us-east-1:111122223333:function:verify", "aws_lambda_function.verify", "no"],
    ["arn:aws:lambda:eu-west-1:444455556666:function:verify", "aws_lambda_function.verify", "no"],
    ["arn:aws:lambda:eu-west-1:111122223333:layer:verify", "aws_lambda_function.verify", "no"],
    ["verify-2", "aws_lambda_function.verify", "no"],
  ])("by %j of %s: %s", (value, target, expected) => expect(link(value, target, resource)).toBe(expected));
});

describe("other things", () => {
  const resource = {
    aws_sqs_queue: { q: { name: "failures" }, there: { name: "failures", region: "us-east-1" } },
    aws_sqs_queue_policy: { q: { queue_url: "${aws_sqs_queue.q.id}" } },
    aws_sns_topic: { t: { name: "failures" } },
    aws_iam_role: { r: { name: "verify" } },
    aws_cloudwatch_log_group: { g: { name: "/aws/lambda/verify" } },
    aws_kms_key: { k: { key_id: "1234abcd-12ab-34cd-56ef-1234567890ab" } },
    aws_kms_key_policy: { k: { key_id: "${aws_kms_key.k.arn}" } },
    aws_kms_alias: { a: { name: "alias/faces" } },
    aws_kinesis_video_stream: { v: { name: "door" } },
    aws_thing: { x: { arn: "arn:aws:thing:::x", id: "x" } },
  };

  it.each([
    ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures", "aws_sqs_queue.q", "yes"],
    ["arn:aws:sqs:eu-west-1:111122223333:failures", "aws_sqs_queue.q", "yes"],
    ["${aws_sqs_queue.q.url}", "aws_sqs_queue.q", "yes"],
    ["${aws_sqs_queue_policy.q.id}", "aws_sqs_queue.q", "yes"],
    ["arn:aws:sqs:us-east-1:111122223333:failures", "aws_sqs_queue.there", "yes"],
    ["arn:aws:sqs:us-east-1:111122223333:failures", "aws_sqs_queue.q", "no"],
    ["https://sqs.eu-west-1.amazonaws.com/444455556666/failures", "aws_sqs_queue.q", "no"],
    ["arn:aws:sns:eu-west-1:111122223333:failures", "aws_sqs_queue.q", "no"],
    ["https://sqs.eu-west-1.amazonaws.com/111122223333/failures", "aws_sns_topic.t", "no"],
    ["arn:aws:sns:eu-west-1:111122223333:failures", "aws_sns_topic.t", "yes"],
    ["arn:aws:iam::111122223333:role/verify", "aws_iam_role.r", "yes"],
    ["arn:aws:iam::111122223333:role/service/verify", "aws_iam_role.r", "yes"],
    ["arn:aws:iam::111122223333:user/verify", "aws_iam_role.r", "no"],
    ["arn:aws:iam::111122223333:role/verify/other", "aws_iam_role.r", "no"],
    [
      "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/verify:*",
      "aws_cloudwatch_log_group.g",
      "yes",
    ],
    ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/verify", "aws_cloudwatch_log_group.g", "yes"],
    [
      "arn:aws:logs:eu-west-1:111122223333:log-group:/x/aws/lambda/verify",
      "aws_cloudwatch_log_group.g",
      "no",
    ],
    ["arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "aws_kms_key.k", "yes"],
    ["${aws_kms_key_policy.k.id}", "aws_kms_key.k", "yes"],
    ["arn:aws:kms:eu-west-1:111122223333:alias/faces", "aws_kms_alias.a", "yes"],
    ["${aws_kms_alias.a.id}", "aws_kms_alias.a", "yes"],
    [
      "arn:aws:kinesisvideo:eu-west-1:111122223333:stream/door/1600000000000",
      "aws_kinesis_video_stream.v",
      "yes",
    ],
    ["arn:aws:thing:::x", "aws_thing.x", "yes"],
    ["arn:aws:thing:::kind/x", "aws_thing.x", "yes"],
    ["arn:aws:thing:::kind/y", "aws_thing.x", "no"],
    [`arn:aws:s3:::${"failures".repeat(100_000)}`, "aws_sqs_queue.q", "no"],
  ])("by %j of %s: %s", (value, target, expected) => expect(link(value, target, resource)).toBe(expected));
});

describe("what is told of a name that is not known", () => {
  it.each([
    ["${var.a}-${var.a}-${aws_x.reader.id}", "aws_x.reader: value is var.a, which is not known here"],
    ["${aws_x.reader.id}", "aws_x.reader: value is a value known after apply, which is not known here"],
  ])("%s", (value, told) => {
    const configuration = stackOf({ resource: { aws_x: { reader: { value } } } });
    expect(unresolved(found(configuration, "aws_x.reader").get("value"))).toBe(told);
  });
});
