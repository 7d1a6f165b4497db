import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { fail, notApplicable, pass, unknown } from "../judgement";
import {
  documentUnknown,
  type OptOutSettings,
  optOutPolicies,
  optOutText,
  settingsIn,
} from "../support/opt-out-policies";

export const locked = control<Resource>({
  id: "RKG-OPTOUT-03",
  title: "No child policy can change the opt-out, at any of its three levels",
  severity: "high",
  subject: "opt-out policy",
  rationale:
    "A policy on an organizational unit or account counts before the root's. Without a lock at all three levels it can opt face images in again, for example by an entry for rekognition beside a locked default.",
  remediation: {
    text: 'Write `"@@operators_allowed_for_child_policies": ["@@none"]` under `services`, under each entry and under each `opt_out_policy`.',
    terraform: `content = jsonencode({ services = {
  "@@operators_allowed_for_child_policies" = ["@@none"]
  default = {
    "@@operators_allowed_for_child_policies" = ["@@none"]
    opt_out_policy = { "@@operators_allowed_for_child_policies" = ["@@none"], "@@assign" = "optOut" }
  }
} })`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] }); // lock: "all" is the default`,
  },
  mappings: [
    { framework: "Prowler", id: "organizations_opt_out_ai_services_policy" },
    { framework: "NIST 800-53 r5", id: "SA-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  differs:
    "Prowler asks for the innermost lock only, under which a child policy may still add an entry for rekognition that opts in.",
  subjects: optOutPolicies,
  judge(policy) {
    const content = policy.get("content");
    const text = optOutText(policy);
    if (text === undefined) return unknown(documentUnknown(policy), content);
    const found = settingsIn(text);
    if (found === undefined)
      return notApplicable("Its document cannot be read: RKG-OPTOUT-02 says so.", content);
    if (found.settings.length === 0)
      return notApplicable(
        "It says nothing of rekognition or default, so there is nothing to lock.",
        content,
      );
    const open = openIn(found);
    return open.length === 0
      ? pass("It is locked at all three levels.", content)
      : fail(`A child policy may change it: ["@@none"] is missing under ${open.join(", ")}.`, content);
  },
});

const openIn = ({ locked: whole, settings }: OptOutSettings): readonly string[] => [
  ...(whole ? [] : ["services"]),
  ...settings.flatMap(({ service, entryLocked, valueLocked }) => [
    ...(entryLocked ? [] : [`services.${service}`]),
    ...(valueLocked ? [] : [`services.${service}.opt_out_policy`]),
  ]),
];
