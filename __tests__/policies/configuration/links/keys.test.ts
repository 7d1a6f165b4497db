import { resolveKey } from "../../../../policies/configuration/links/keys";
import { found, stackOf } from "../synth/stacks";

const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const ARN = `arn:aws:kms:eu-west-1:111122223333:key/${ID}`;
const MANAGED = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000";

const json = (value: unknown) => ({
  resource: {
    aws_kms_key: { faces: {}, known: { key_id: ID } },
    aws_kms_replica_key: { copy: {} },
    aws_kms_alias: {
      faces: { name: "alias/faces", target_key_id: "${aws_kms_key.faces.key_id}" },
      open: { name: "alias/open", target_key_id: "${var.key}" },
      loop: { name: "alias/loop", target_key_id: "${aws_kms_alias.loop.target_key_arn}" },
    },
    aws_s3_bucket_server_side_encryption_configuration: {
      other: { kms_master_key_id: "${aws_kms_key.faces.arn}" },
    },
    aws_ssm_parameter: { key: { name: "key" } },
    aws_x: { reader: { value } },
  },
  data: {
    aws_kms_alias: {
      s3: { name: "alias/aws/s3" },
      faces: { name: "alias/faces" },
      open: { name: "${var.a}" },
    },
    aws_kms_key: {
      s3: { key_id: "alias/aws/s3" },
      faces: { key_id: "${aws_kms_key.faces.key_id}" },
      theirs: { key_id: "alias/theirs" },
      unread: { key_id: ID.replace("1234abcd", "99999999") },
      managed: { key_id: "00000000", key_manager: "AWS", arn: MANAGED },
      customer: { key_id: ID.replace("1234abcd", "88888888"), key_manager: "CUSTOMER" },
    },
  },
});

function resolved(value: unknown): unknown {
  const configuration = stackOf(json(value));
  const key = resolveKey(found(configuration, "aws_x.reader").get("value"), configuration);
  switch (key.kind) {
    case "customer":
      return key.keys.map(({ address }) => address);
    case "aws-managed":
      return key.name;
    default:
      return key.kind;
  }
}

describe("the key that an attribute names", () => {
  it.each<[unknown, unknown]>([
    ["${aws_kms_key.faces.arn}", ["aws_kms_key.faces"]],
    ["${aws_kms_key.faces.key_id}", ["aws_kms_key.faces"]],
    ["${aws_kms_replica_key.copy.arn}", ["aws_kms_replica_key.copy"]],
    ["${aws_kms_alias.faces.arn}", ["aws_kms_key.faces"]],
    ["${aws_kms_alias.faces.target_key_arn}", ["aws_kms_key.faces"]],
    ["${aws_kms_alias.faces.name}", ["aws_kms_key.faces"]],
    ["alias/faces", ["aws_kms_key.faces"]],
    ["arn:aws:kms:eu-west-1:111122223333:alias/faces", ["aws_kms_key.faces"]],
    ["${data.aws_kms_key.faces.arn}", ["aws_kms_key.faces"]],
    ["${data.aws_kms_alias.faces.target_key_arn}", ["aws_kms_key.faces"]],
    ["${aws_s3_bucket_server_side_encryption_configuration.other.kms_master_key_id}", ["aws_kms_key.faces"]],
    ["${one(aws_kms_key.faces[*].arn)}", ["aws_kms_key.faces"]],
    ["arn:aws:kms:eu-west-1:${var.account}:key/${aws_kms_key.faces.key_id}", ["aws_kms_key.faces"]],
    // More than a name.
    ['${aws_kms_key.faces.id == "x" ? aws_kms_key.faces.arn : "alias/aws/s3"}', "unknown"],
    ['${coalesce("alias/aws/s3", aws_kms_key.faces.arn)}', "unknown"],
    ["alias/${aws_kms_key.faces.key_id}", "unknown"],
    ["alias/aws/${aws_kms_key.faces.key_id}", "aws/${aws_kms_key.faces.key_id}"],
    ["arn:aws:kms:eu-west-1:${var.account}:alias/aws/s3", "aws/s3"],
    ["${aws_kms_key.faces.description}", "unknown"],
    ["${var.on ? aws_kms_key.faces.arn : aws_kms_replica_key.copy.arn}", "unknown"],
    [ID, ["aws_kms_key.known"]],
    [ARN, ["aws_kms_key.known"]],
    [ARN.replace("1234abcd", "77777777"), []],
    ["mrk-1234567890abcdef1234567890abcdef", []],
    ["alias/theirs", []],
    ["${data.aws_kms_key.theirs.arn}", []],
    ["${data.aws_kms_key.customer.arn}", []],
    ["alias/aws/s3", "aws/s3"],
    ["arn:aws:kms:eu-west-1:111122223333:alias/aws/s3", "aws/s3"],
    ["${data.aws_kms_alias.s3.target_key_arn}", "aws/s3"],
    ["${data.aws_kms_key.s3.arn}", "aws/s3"],
    ["${data.aws_kms_key.managed.key_id}", "invalid"],
    ["${data.aws_kms_key.managed.id}", "00000000"],
    [MANAGED, "00000000"],
    ["", "absent"],
    [null, "absent"],
    [undefined, "absent"],
    ["faces", "invalid"],
    ["arn:aws:s3:::faces", "invalid"],
    ["${var.key}", "unknown"],
    ["${aws_kms_alias.open.arn}", "unknown"],
    ["${aws_kms_alias.loop.arn}", "unknown"],
    ["${data.aws_kms_alias.open.target_key_arn}", "unknown"],
    ["${data.aws_kms_key.unread.arn}", "unknown"],
    ["${aws_ssm_parameter.key.value}", "unknown"],
    ["${aws_kms_key.nowhere.arn}", "unknown"],
    [["a"], "unknown"],
    [Array.from({ length: 9 }, (_, index) => `\${aws_kms_key.k${index}.arn}`).join(""), "unknown"],
  ])("by %j", (value, expected) => expect(resolved(value)).toEqual(expected));
});
