import { actionsOf } from "../../language/catalogue/catalogue";
import { control } from "../control";
import { notApplicable } from "../judgement";
import { allowing } from "../support/broad-grants";
import { grantHolders, judgeGrants } from "../support/identity-grants";
import { type BreadthQuestion, judgeBreadth } from "../support/judge-breadth";
import { judgeManaged } from "../support/managed-policies";
import { ANY_PARTITION, NAMES, OPEN } from "../support/wildcard-samples";

/** The actions that only run on resources, each with what it runs on. */
const QUESTIONS: readonly BreadthQuestion[] = (actionsOf("rekognition") ?? [])
  .filter(({ resources }) => !resources.includes("*"))
  .flatMap(({ name, resources }) =>
    resources.map((format) => ({ action: name, samples: samplesOf(format), every: kindOf(format) })),
  );

/** The ARNs of an ARN format, with its first name filled in and everything else left open. */
function samplesOf(format: string): readonly string[] {
  const [, , service = "", , , ...rest] = format.split(":");
  const [first = "", ...others] = rest.join(":").split(/<[^>]*>/);
  return NAMES.map(
    (name) => `arn:${ANY_PARTITION}:${service}:${OPEN}:${OPEN}:${first}${name}${others.join(OPEN)}`,
  );
}

/** `project/<ProjectName>/version/…` is a version of a project. */
function kindOf(format: string): string {
  const [kind = "", , part] = format.split(":").slice(5).join(":").split("/");
  if (part === "version") return "project version";
  if (part === "dataset") return "dataset";
  return kind === "streamprocessor" ? "stream processor" : kind;
}

export const namedResources = control({
  id: "RKG-ACCESS-05",
  title: "Rekognition actions on collections, projects and stream processors name them",
  severity: "medium",
  subject: "role, policy",
  rationale:
    "A collection holds the faces of one purpose. Whoever may search or index in every collection can recognize people whom the purpose never covered.",
  remediation: {
    text: "Write the ARNs of the collections, projects or stream processors. Keep `*` for actions that know no resource, such as CompareFaces, DetectFaces and the liveness sessions.",
    terraform: `data "aws_iam_policy_document" "search" {
  statement {
    actions   = ["rekognition:SearchFacesByImage"]
    resources = [aws_rekognition_collection.members.arn]
  }
}`,
    typescript: `verifier.addToRolePolicy({
  effect: "Allow",
  actions: ["rekognition:SearchFacesByImage"],
  resources: ["arn:aws:rekognition:eu-west-1:111122223333:collection/members"],
});`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "GDPR", id: "Art. 25", suggested: true },
  ],
  differs: '`Resource: "*"` is right for CompareFaces and others that know no resource, and no fault here.',
  subjects: grantHolders,
  judge: (holder, context) =>
    judgeGrants(holder, context, {
      document: (policy, document) => {
        const asked = QUESTIONS.filter(({ action }) => {
          const { sure, possible } = allowing(policy, action);
          return sure.length + possible.length > 0;
        });
        return asked.length === 0
          ? notApplicable("The policy allows no Rekognition action that knows resources.", document.attribute)
          : judgeBreadth(policy, document, asked, "Rekognition actions that know resources name them.");
      },
      managed: (managed) =>
        judgeManaged(managed, "rekognition-resources", {
          breaks: "allows Rekognition actions on every collection or project",
          holds: "allows no Rekognition action on every collection or project",
        }),
    }),
});
