import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { fail, notApplicable, pass, unknown } from "../judgement";
import { documentUnknown, optOutPolicies, optOutText, settingsIn } from "../support/opt-out-policies";

export const noOptIn = control<Resource>({
  id: "RKG-OPTOUT-05",
  title: "No opt-out policy opts rekognition or default in",
  severity: "critical",
  subject: "opt-out policy",
  rationale:
    "An entry that opts in gives the face images of every account below it to AWS for training, and it wins where no lock above forbids it.",
  remediation: {
    text: "Assign `optOut` to `default` and `rekognition`, or leave the entry out.",
    terraform: `rekognition = { opt_out_policy = { "@@assign" = "optOut" } }`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] }); // opts everything out`,
  },
  mappings: [
    { framework: "AWS AI Security Framework 1.0", id: "AISF-DATA-06" },
    { framework: "NIST 800-53 r5", id: "AC-21", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 9", suggested: true },
  ],
  differs: "Prowler passes where default is opted out, also where rekognition is opted in beside it.",
  subjects: optOutPolicies,
  judge(policy) {
    const content = policy.get("content");
    const text = optOutText(policy);
    if (text === undefined) return unknown(documentUnknown(policy), content);
    const found = settingsIn(text);
    if (found === undefined)
      return notApplicable("Its document cannot be read: RKG-OPTOUT-02 says so.", content);
    const optedIn = found.settings.filter(({ assigned }) => assigned.includes("optIn"));
    return optedIn.length === 0
      ? pass("It opts neither rekognition nor default in.", content)
      : fail(`It opts ${optedIn.map(({ service }) => service).join(" and ")} in.`, content);
  },
});
