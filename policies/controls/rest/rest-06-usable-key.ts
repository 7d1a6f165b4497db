import { resolveKey } from "../../configuration/links/keys";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { keys } from "../support/key-settings";

export const usableKey = control({
  id: "RKG-REST-06",
  title: "Keys are symmetric, for encryption, and enabled",
  severity: "high",
  subject: "key",
  rationale:
    "S3 and Rekognition (Custom Labels, face liveness, stream processors) encrypt with symmetric keys only. Under a key of another kind, or one that is disabled, uploads fail and the images that are there cannot be read.",
  remediation: {
    text: "Leave `customer_master_key_spec` at `SYMMETRIC_DEFAULT`, `key_usage` at `ENCRYPT_DECRYPT` and `is_enabled` at true. The kind of a key cannot be changed: make a new one.",
    terraform: `resource "aws_kms_key" "faces" {
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  key_usage                = "ENCRYPT_DECRYPT"
  is_enabled               = true
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"] }); // always symmetric`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-12", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "Checkov", id: "CKV_AWS_227" },
  ],
  subjects: keys,
  judge: (key, context) => all([judgeKind(key, context), judgeEnabled(key)]),
});

/** What providers call the kind of a key, old name and new, with the one kind that serves. */
const KINDS = [
  ["customer_master_key_spec", "SYMMETRIC_DEFAULT"],
  ["key_spec", "SYMMETRIC_DEFAULT"],
  ["key_usage", "ENCRYPT_DECRYPT"],
] as const;

function judgeKind(key: Resource, context: ReviewContext): Judgement {
  if (key.type.includes("replica")) return judgePrimary(key, context);
  return all(
    KINDS.map(([name, wanted]) => {
      const attribute = key.get(name);
      if (attribute.string !== undefined) {
        return attribute.string === wanted
          ? pass("The key is symmetric, for encryption.", attribute)
          : fail(`${name} is ${attribute.string}: S3 and Rekognition need ${wanted}.`, attribute);
      }
      return attribute.state === "configured"
        ? unknown(
            `${name} of the key is not known: review the plan, or write it in the configuration.`,
            attribute,
          )
        : pass("The key is symmetric, for encryption, as KMS makes keys that say nothing.", key);
    }),
  );
}

/** A replica is of the kind of its primary key. */
function judgePrimary(replica: Resource, context: ReviewContext): Judgement {
  const attribute = replica.get("primary_key_arn");
  const primary = resolveKey(attribute, context.configuration);
  const own = primary.kind === "customer" ? primary.keys.filter(({ type }) => !type.includes("replica")) : [];
  return own.length === 0
    ? unknown(
        "Of which kind the primary key is, is not known: review the configuration that makes it together with this one.",
        attribute,
      )
    : all(own.map((each) => judgeKind(each, context)));
}

function judgeEnabled(key: Resource): Judgement {
  const named = key.get("is_enabled");
  const enabled = named.state === "absent" ? key.get("enabled") : named;
  if (enabled.boolean === false)
    return fail("The key is disabled: what it encrypted cannot be read.", enabled);
  if (enabled.state === "configured") {
    return unknown(
      "Whether the key is enabled is not known: review the plan, or write it in the configuration.",
      enabled,
    );
  }
  if (enabled.boolean === undefined && hasNoMaterial(key)) {
    return unknown(
      "The key is disabled until its material is imported, which happens elsewhere: set `enabled` once it is.",
      key,
    );
  }
  return pass("The key is enabled.", enabled);
}

const hasNoMaterial = (key: Resource): boolean =>
  key.type.includes("external") && ["absent", "computed"].includes(key.get("key_material_base64").state);
