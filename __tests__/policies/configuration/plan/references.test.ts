import { fixture, led, read } from "./plans";

describe("references of a plan", () => {
  const companions = fixture("companions");
  const blocks = fixture("unknown-blocks");

  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      "follows .id",
      "aws_s3_bucket_public_access_block.faces",
      ["bucket"],
      ["aws_s3_bucket.faces.id -> aws_s3_bucket.faces"],
    ],
    ["has none where the value is known", "aws_s3_bucket_ownership_controls.faces", ["bucket"], []],
    [
      "follows an expression in nested blocks",
      "aws_s3_bucket_server_side_encryption_configuration.faces",
      ["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"],
      ["aws_kms_key.faces.arn -> aws_kms_key.faces"],
    ],
    [
      "names each thing once",
      "aws_s3_bucket_policy.faces",
      ["policy"],
      ["aws_s3_bucket.faces.arn -> aws_s3_bucket.faces"],
    ],
    [
      "follows each.value to the instance with the reader's key",
      'aws_s3_bucket_public_access_block.each["x[\\"y\\"]"]',
      ["bucket"],
      ['aws_s3_bucket.each["x[\\"y\\"]"].id -> aws_s3_bucket.each["x[\\"y\\"]"]'],
    ],
    [
      "follows an index by each.key, with a dot in the key",
      'aws_s3_bucket_versioning.each["a.b"]',
      ["bucket"],
      ['aws_s3_bucket.each["a.b"] -> aws_s3_bucket.each["a.b"]'],
    ],
    [
      "follows an index by count.index",
      "aws_sqs_queue_policy.counted[1]",
      ["queue_url"],
      ["aws_sqs_queue.counted[1] -> aws_sqs_queue.counted[1]"],
    ],
    [
      "follows an output of an instance of a module",
      "aws_s3_bucket_logging.faces",
      ["target_bucket"],
      ['module.store["c"].aws_s3_bucket.this.id -> module.store["c"].aws_s3_bucket.this'],
    ],
    [
      "follows for_each over a module",
      'aws_s3_bucket_policy.store["a.b"]',
      ["bucket"],
      ['module.store["a.b"].aws_s3_bucket.this.id -> module.store["a.b"].aws_s3_bucket.this'],
    ],
    [
      "follows a module's variable to its caller",
      'module.store["a.b"].aws_s3_bucket_server_side_encryption_configuration.this',
      ["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"],
      ["aws_kms_key.faces.arn -> aws_kms_key.faces"],
    ],
    [
      "follows a member of a variable beside a resource of the module",
      'module.store["c"].aws_s3_bucket_policy.this',
      ["policy"],
      [
        'module.store["c"].aws_s3_bucket.this.arn -> module.store["c"].aws_s3_bucket.this',
        "aws_s3_bucket.faces.arn -> aws_s3_bucket.faces",
      ],
    ],
    ["leaves locals, which a plan does not hold", "aws_sqs_queue.counted[0]", ["tags"], ["local.tags -> "]],
    [
      "follows to data sources",
      "aws_iam_policy.late",
      ["policy"],
      ["data.aws_iam_policy_document.late.json -> data.aws_iam_policy_document.late"],
    ],
  ])("%s", (_, address, path, expected) => {
    expect(led(read(companions, address, ...path))).toEqual(expected);
  });

  it("takes all instances where none is told apart", () => {
    expect(led(read(blocks, "aws_sns_topic_subscription.any", "endpoint"))).toEqual([
      "aws_sqs_queue.several -> aws_sqs_queue.several[0], aws_sqs_queue.several[1]",
    ]);
  });

  it("keeps the order of statements, and finds the blocks of a set by their constants", () => {
    const [first, second] = read(blocks, "data.aws_iam_policy_document.faces", "statement").blocks ?? [];
    expect(second?.get("resources").blocks?.flatMap(led)).toEqual([
      "aws_kms_key.faces.arn -> aws_kms_key.faces",
    ]);
    expect(
      first
        ?.get("condition")
        .blocks?.map((each) => [each.get("test").string, ...(each.get("values").blocks ?? []).flatMap(led)]),
    ).toEqual([
      ["Bool", "aws_s3_bucket.faces.id -> aws_s3_bucket.faces"],
      ["StringEquals", "aws_kms_key.faces.arn -> aws_kms_key.faces"],
    ]);
  });
});
