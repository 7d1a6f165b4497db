import { resolveKey } from "../../../../policies/configuration/links/keys";
import { at, planOf } from "./plans";

/** A plan of HCL, in which an attribute is unknown and its expression mentions these. */
const reading = (...references: readonly string[]) => {
  const change = (type: string, name: string, after: object, unknown: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    change: { actions: ["create"], before: null, after, after_unknown: unknown },
  });
  const configuration = planOf({
    resource_changes: [
      change("aws_kms_key", "faces", {}, { arn: true, key_id: true }),
      change("aws_sqs_queue", "failures", {}, { kms_master_key_id: true }),
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address: "aws_kms_key.faces",
            mode: "managed",
            type: "aws_kms_key",
            name: "faces",
            expressions: {},
          },
          {
            address: "aws_sqs_queue.failures",
            mode: "managed",
            type: "aws_sqs_queue",
            name: "failures",
            expressions: { kms_master_key_id: { references: [...references, "aws_kms_key.faces"] } },
          },
        ],
      },
    },
  });
  return resolveKey(at(configuration, "aws_sqs_queue.failures").get("kms_master_key_id"), configuration);
};

describe("A key that a plan of HCL knows by references only", () => {
  it("is the one that is named", () => {
    expect(reading("aws_kms_key.faces.arn")).toMatchObject({
      kind: "customer",
      keys: [{ address: "aws_kms_key.faces" }],
    });
  });

  it("is unknown where the expression reads more of it: it may choose another", () => {
    expect(reading("aws_kms_key.faces.key_id", "aws_kms_key.faces.arn")).toMatchObject({ kind: "unknown" });
  });
});
