import type { Resource } from "../../configuration/resource";
import { validateOptOutPolicy } from "../../language/opt-out/validate";
import { control } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import {
  claimedOptOutPolicies,
  documentUnknown,
  OPT_OUT_TYPE,
  optOutText,
} from "../support/opt-out-policies";

export const valid = control({
  id: "RKG-OPTOUT-02",
  title: "The opt-out policy is valid, and of the right type",
  severity: "high",
  subject: "opt-out policy",
  rationale:
    "AWS takes a wrong capital without a word and then does not opt out. Terraform takes a policy without a type for a service control policy.",
  remediation: {
    text: "Set the type to AISERVICES_OPT_OUT_POLICY, write keys and values to the letter (`services`, `opt_out_policy`, `@@assign`, `optOut`), and stay within 2,500 characters. `rekognition-guardrails opt-out FILE` judges a document alone.",
    terraform: `resource "aws_organizations_policy" "opt_out" {
  name    = "ai-services-opt-out"
  type    = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = { default = { opt_out_policy = { "@@assign" = "optOut" } } } })
}`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] }); // validated at synth`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SA-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  differs: "General scanners read one key of the document; here all of it is held against AWS's grammar.",
  subjects: claimedOptOutPolicies,
  judge: (policy) => all([judgeType(policy), judgeDocument(policy)]),
});

function judgeType(policy: Resource): Judgement {
  const type = policy.get("type");
  if (type.string === OPT_OUT_TYPE) return pass("It is valid.", type);
  if (type.string === undefined && type.state === "configured")
    return unknown(`Its type is known only after apply. Write it out: ${OPT_OUT_TYPE}.`, type);
  return fail(
    type.string === undefined
      ? `It has no type, so Terraform takes it for a service control policy. It must be ${OPT_OUT_TYPE}.`
      : `Its type must be ${OPT_OUT_TYPE}, got: ${type.sensitive ? "something else" : type.string}.`,
    type,
  );
}

function judgeDocument(policy: Resource): Judgement {
  const content = policy.get("content");
  if (content.state === "absent") return fail("It has no document.", content);
  const text = optOutText(policy);
  if (text === undefined) return unknown(documentUnknown(policy), content);
  const faults = validateOptOutPolicy(text);
  if (faults.length === 0) return pass("It is valid.", content);
  if (content.sensitive) return fail("Its document, which is sensitive, is not valid.", content);
  const told = faults.slice(0, 3).map(({ path, message }) => `${path} ${message}`);
  const more = faults.length > 3 ? ` And ${faults.length - 3} more.` : "";
  return fail(`Its document is not valid: ${told.join(" ")}${more}`, content);
}
