import type { Policy } from "../../language";
import { actionsOf } from "../../language/catalogue/catalogue";
import { control } from "../control";
import { fail, type Judgement, pass, unknown } from "../judgement";
import { allowing, type Grant, strongest, takesResource } from "../support/broad-grants";
import { grantHolders, judgeGrants } from "../support/identity-grants";
import { judgeManaged } from "../support/managed-policies";
import type { PolicyDocument } from "../support/policy-questions";
import { ANY_PARTITION, OPEN, REST } from "../support/wildcard-samples";

/** An action that is in no list: only a wildcard, or NotAction, takes it. */
const UNHEARD_OF = { everywhere: "zq7x:Zq7xUnheardOf", rekognition: "rekognition:Zq7xUnheardOf" };
const REKOGNITION = `arn:${ANY_PARTITION}:rekognition:${OPEN}:${OPEN}:${REST}`;

function breadthOf(policy: Policy): { readonly grant: Grant; readonly what: string } {
  const everything = grantOf(policy, UNHEARD_OF.everywhere, (statement) =>
    statement.actions?.negated === true ? "no" : "yes",
  );
  if (everything === "yes") return { grant: "yes", what: "every action of every service" };
  const onRekognition: Parameters<typeof grantOf>[2] = (statement) =>
    strongest(["*", REKOGNITION].map((sample) => takesResource(statement.resources, sample)));
  const wildcard = grantOf(policy, UNHEARD_OF.rekognition, onRekognition);
  const listed = (actionsOf("rekognition") ?? []).map(({ name }) => grantOf(policy, name, onRekognition));
  const one = listed.includes("no") ? "no" : listed.includes("maybe") ? "maybe" : "yes";
  return { grant: strongest([everything, wildcard, one]), what: "every action of Rekognition" };
}

function grantOf(
  policy: Policy,
  action: string,
  counts: (statement: Policy["statements"][number]) => Grant,
): Grant {
  const { sure, possible } = allowing(policy, action);
  const surely = strongest(sure.map(counts));
  return surely === "no" && possible.some((each) => counts(each) !== "no") ? "maybe" : surely;
}

function judgeDocument(policy: Policy, { attribute }: PolicyDocument): Judgement {
  const { grant, what } = breadthOf(policy);
  switch (grant) {
    case "yes":
      return fail(`The policy allows ${what}.`, attribute);
    case "maybe":
      return unknown(
        "Whether the policy allows every action of Rekognition depends on parts that are not known: review with --synth cdktf.out, or write the actions.",
        attribute,
      );
    case "no":
      return pass("The policy does not allow every action of Rekognition.", attribute);
  }
}

export const fullAccess = control({
  id: "RKG-ACCESS-04",
  title: "Nobody may do everything with Rekognition",
  severity: "high",
  subject: "role, user, policy",
  rationale:
    "Comparing two faces needs one action. Whoever may do everything can also index faces into collections, search for people and delete what others rely on, without anybody having meant it.",
  remediation: {
    text: "Name the actions that are needed, such as `rekognition:CompareFaces`, in a policy of your own. Detach AmazonRekognitionFullAccess.",
    terraform: `data "aws_iam_policy_document" "verify" {
  statement {
    actions   = ["rekognition:CompareFaces"]
    resources = ["*"]
  }
}`,
    typescript: `verifier.addToRolePolicy({ effect: "Allow", actions: ["rekognition:CompareFaces"], resources: ["*"] });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.2", suggested: true },
    { framework: "GDPR", id: "Art. 25", suggested: true },
  ],
  differs:
    "Not only `rekognition:*` counts: so do NotAction, and lists that together take every action, whatever their conditions.",
  subjects: grantHolders,
  judge: (holder, context) =>
    judgeGrants(holder, context, {
      document: judgeDocument,
      managed: (managed) =>
        judgeManaged(managed, "rekognition", {
          breaks: "allows every action of Rekognition",
          holds: "does not allow every action of Rekognition",
        }),
    }),
});
