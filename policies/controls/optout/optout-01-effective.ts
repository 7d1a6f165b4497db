import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import {
  type AttachedOptOut,
  type EffectiveOptOut,
  effectiveOptOut,
  reasonsOf,
} from "../support/effective-opt-out";
import { OPT_OUT_TYPE } from "../support/opt-out-policies";
import { enabledTypes } from "../support/policy-types";
import { rekognitionAccounts } from "../support/rekognition-accounts";
import { hiddenUse, rekognitionUse } from "../support/rekognition-use";

const HOW =
  "Review all stacks together, the one with the organization's policies among them, or name the opt-out that somebody else deploys with --external-opt-out.";

export const effective = control<null>({
  id: "RKG-OPTOUT-01",
  title: "Where Rekognition is used, its effective setting is optOut",
  severity: "critical",
  subject: "configuration",
  rationale:
    "Unless an organization opts out, AWS may keep the face images that Rekognition is sent, also in another region, and train its services with them.",
  remediation: {
    text: "Attach an AI services opt-out policy to the organization's root, and review it together with the workload. Where another team deploys it, name its id and owner with --external-opt-out.",
    terraform: `resource "aws_organizations_policy" "opt_out" {
  name = "ai-services-opt-out"
  type = "AISERVICES_OPT_OUT_POLICY"
  content = jsonencode({ services = {
    "@@operators_allowed_for_child_policies" = ["@@none"]
    default = {
      "@@operators_allowed_for_child_policies" = ["@@none"]
      opt_out_policy = { "@@operators_allowed_for_child_policies" = ["@@none"], "@@assign" = "optOut" }
    }
  } })
}

resource "aws_organizations_policy_attachment" "opt_out" {
  policy_id = aws_organizations_policy.opt_out.id
  target_id = data.aws_organizations_organization.this.roots[0].id
}`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] });`,
  },
  mappings: [
    { framework: "Prowler", id: "organizations_opt_out_ai_services_policy" },
    { framework: "AWS AI Security Framework 1.0", id: "AISF-DATA-06" },
    { framework: "NIST 800-53 r5", id: "SA-9", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-21", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 9", suggested: true },
    { framework: "GDPR", id: "Art. 28", suggested: true },
  ],
  differs:
    "Prowler looks for some policy that opts out. Here the policies on the root, the units and the account are put together as AWS does, and what comes out for Rekognition counts.",
  subjects: () => [null],
  judge(_, context) {
    const use = rekognitionUse(context);
    const doubt = hiddenUse(context);
    const [candidate] = use.possible;
    if (use.sure.length === 0 && candidate === undefined) {
      return doubt === undefined
        ? notApplicable("Nothing here uses Rekognition.")
        : unknown(`Nothing here uses Rekognition, but ${doubt}.`);
    }
    const judged = all(rekognitionAccounts(context).map((account) => judgeAccount(account, context)));
    return use.sure.length > 0 || judged.verdict !== "fail" || candidate === undefined
      ? seenIn(judged, use.sure)
      : unknown(
          `Whether the configuration uses Rekognition is not known (${candidate.reason}). If it does: ${judged.reason}`,
          candidate.resource,
        );
  },
});

/** What uses Rekognition is evidence where nothing else is. */
function seenIn(judged: Judgement, using: readonly Resource[]): Judgement {
  if (judged.evidence.length > 0) return judged;
  return { ...judged, evidence: using.slice(0, 3).map(({ address }) => ({ address, path: "" })) };
}

function judgeAccount(account: string | undefined, context: ReviewContext): Judgement {
  const disabled = disabledIn(context);
  if (disabled !== undefined) return disabled;
  const found = effectiveOptOut(account, context);
  const where = account === undefined ? "the account" : `account ${account}`;
  const seen = found.attached.flatMap(({ policy, attachment }) => [
    policy.get("content"),
    attachment.get("target_id"),
  ]);
  switch (found.value) {
    case "optOut":
      return pass(`Rekognition is opted out for ${where}.${assumption(found.attached)}`, ...seen);
    case "optIn":
      return fail(
        `Rekognition is opted in for ${where}: AWS may keep the images and train with them.`,
        ...seen,
      );
    case "open":
      return unknown(
        `Whether Rekognition is opted out for ${where} is not known: ${reasonsOf(found).join("; ")}.`,
        ...seen,
      );
    case "nothing":
      return judgeNothing(found, where, context);
  }
}

/** Attached to a unit, and nothing says which accounts are in it. */
function assumption(attached: readonly AttachedOptOut[]): string {
  if (attached.some(({ reach, doubt }) => reach === "in" && doubt === undefined)) return "";
  const units = attached.flatMap(({ target, reach }) =>
    reach === "assumed" && target.kind === "unit" ? [target.id] : [],
  );
  return ` The policy is on ${[...new Set(units)].join(", ")}: that the account is in it is taken for granted.`;
}

/** No policy here says anything of Rekognition for the account. */
function judgeNothing({ attached }: EffectiveOptOut, where: string, context: ReviewContext): Judgement {
  const { configuration } = context;
  const external = configuration.externalOptOut;
  if (external !== undefined) {
    return unknown(
      `The opt-out is ${external.policyId}, which ${external.owner} deploys: whether it is in force is seen in the account only (rekognition-guardrails posture).`,
    );
  }
  const doubt =
    configuration.mayHoldMore("aws_organizations_policy") ??
    configuration.mayHoldMore("aws_organizations_policy_attachment") ??
    strangerIn(context);
  if (doubt !== undefined) return unknown(`No opt-out is found for ${where}, but ${doubt}. ${HOW}`);
  const policies = configuration.ofType("aws_organizations_policy");
  if (attached.length > 0) {
    return fail(
      `No opt-out policy for ${where} says optOut for rekognition or default, so AWS may keep the images and train with them.`,
      ...attached.map(({ policy }) => policy.get("content")),
    );
  }
  return policies.some((policy) => policy.get("type").string === OPT_OUT_TYPE)
    ? fail(`No opt-out policy is attached to the root, a unit or ${where}, so it has no effect there. ${HOW}`)
    : fail(`Rekognition is used, and no AI services opt-out policy is here. ${HOW}`);
}

/** An attachment of a policy that is managed elsewhere: it may be any, an opt-out among them. */
function strangerIn({ configuration }: ReviewContext): string | undefined {
  const known = new Set(
    configuration.ofType("aws_organizations_policy").flatMap((policy) => policy.get("id").string ?? []),
  );
  const stranger = configuration.ofType("aws_organizations_policy_attachment").find((attachment) => {
    const { string, references } = attachment.get("policy_id");
    if (string !== undefined) return !known.has(string);
    return !references.some(({ resources }) => resources.some(({ mode }) => mode === "managed"));
  });
  return stranger && `what policy ${stranger.address} attaches is not known here`;
}

/** The organization is here, and has opt-out policies switched off. */
function disabledIn({ configuration }: ReviewContext): Judgement | undefined {
  for (const organization of configuration.ofType("aws_organizations_organization")) {
    const { types, open } = enabledTypes(organization);
    if (!open && !types.has(OPT_OUT_TYPE)) {
      return fail(
        `The organization does not have ${OPT_OUT_TYPE} enabled, so no opt-out policy has an effect.`,
        organization.get("enabled_policy_types"),
      );
    }
  }
  return undefined;
}
