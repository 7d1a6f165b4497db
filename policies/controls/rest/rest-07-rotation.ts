import { resolveKey } from "../../configuration/links/keys";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import { keys } from "../support/key-settings";

const LONGEST = 365;

export const rotation = control({
  id: "RKG-REST-07",
  title: "Keys rotate at least every year",
  severity: "medium",
  subject: "key",
  rationale:
    "Face images are kept for years. With rotation, what leaks of one year's key material opens that year's images, not all of them; readers notice nothing.",
  remediation: {
    text: "Set `enable_key_rotation`, and `rotation_period_in_days` to 365 or less (KMS rotates every 365 days where it is not set).",
    terraform: `resource "aws_kms_key" "faces" {
  enable_key_rotation     = true
  rotation_period_in_days = 365
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"], rotationPeriodDays: 365 });`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "KMS.4" },
    { framework: "AWS Config", id: "cmk-backing-key-rotation-enabled" },
    { framework: "CIS AWS Foundations 3.0", id: "3.6" },
    { framework: "NIST 800-53 r5", id: "SC-12" },
    { framework: "NIST 800-53 r5", id: "SC-12(2)" },
    { framework: "NIST 800-53 r5", id: "SC-28(3)" },
    { framework: "ISO 27001:2022", id: "A.8.24" },
    { framework: "GDPR", id: "Art. 25" },
    { framework: "Prowler", id: "kms_cmk_rotation_enabled" },
    { framework: "Checkov", id: "CKV_AWS_7" },
    { framework: "Trivy", id: "AWS-0065" },
  ],
  differs: "General scanners ask whether rotation is on. Here a period over 365 days fails as well.",
  subjects: keys,
  judge(key, context) {
    if (key.type.includes("external")) {
      return notApplicable(
        "KMS does not rotate imported key material by itself: import new material yearly.",
        key,
      );
    }
    if (key.type.includes("replica")) return judgeReplica(key, context);
    const store = key.get("custom_key_store_id");
    if (isSet(store.state)) {
      return notApplicable("KMS does not rotate keys of a custom key store by itself.", store);
    }
    const spec = key.get("customer_master_key_spec");
    if (spec.string !== undefined && spec.string !== "SYMMETRIC_DEFAULT") {
      return notApplicable(
        `KMS does not rotate keys of kind ${spec.string}: RKG-REST-06 says what to use.`,
        spec,
      );
    }
    return judgeRotation(key);
  },
});

const isSet = (state: string): boolean => state === "known" || state === "configured";

/** A replica rotates with its primary key. */
function judgeReplica(replica: Resource, { configuration }: ReviewContext): Judgement {
  const attribute = replica.get("primary_key_arn");
  const primary = resolveKey(attribute, configuration);
  return primary.kind === "customer" && primary.keys.length > 0
    ? notApplicable("It rotates with its primary key, of which there is a result of its own.", attribute)
    : unknown(
        "It rotates with its primary key, which is not here: review the configuration that makes it together with this one.",
        attribute,
      );
}

function judgeRotation(key: Resource): Judgement {
  const enabled = key.get("enable_key_rotation");
  if (enabled.state === "configured") {
    return unknown(
      "Whether the key rotates is not known: review the plan, or write it in the configuration.",
      enabled,
    );
  }
  if (enabled.boolean !== true) return fail("The key does not rotate.", enabled);
  const period = key.get("rotation_period_in_days");
  if (period.number !== undefined) {
    return period.number <= LONGEST
      ? pass(`The key rotates every ${period.number} days.`, enabled, period)
      : fail(`The key rotates every ${period.number} days only, which is over ${LONGEST}.`, period);
  }
  return period.state === "configured"
    ? unknown(
        "How often the key rotates is not known: review the plan, or write it in the configuration.",
        period,
      )
    : pass(`The key rotates every ${LONGEST} days, as KMS does where nothing else is said.`, enabled);
}
