import { partitionOfRegion } from "../../configuration/providers";
import type { Attribute, Resource } from "../../configuration/resource";
import type { Policy, Scope } from "../../language";
import { control, type ReviewContext } from "../control";
import { any, fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import {
  accountsIn,
  isForAccounts,
  isForEveryResource,
  judgeKeyPolicies,
  namedBy,
  reaches,
  resourceIn,
} from "../support/key-policies";
import { keys } from "../support/key-settings";
import { judgeForAccount } from "../support/own-accounts";
import type { PolicyDocument } from "../support/policy-questions";

const PUT_KEY_POLICY = "kms:PutKeyPolicy";

export const accountControl = control({
  id: "RKG-REST-09",
  title: "The account keeps control of its keys",
  severity: "high",
  subject: "key",
  rationale:
    "A key whose policy nobody may change cannot be repaired, and only AWS support can free it. Until then every face image under it is lost to the business, and cannot be erased on request under your own control.",
  remediation: {
    text: "Allow the account's root (or a named administrator) `kms:PutKeyPolicy` without a condition, and let no Deny reach it.",
    terraform: `data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"] }); // the account keeps administration`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-12", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
  ],
  differs:
    "General scanners warn of `kms:*` for the root. Here it is only asked that the account cannot lose the key.",
  subjects: keys,
  judge: (key, context) =>
    judgeKeyPolicies(
      key,
      context,
      pass("The key has the default policy, which leaves control to the account.", key),
      (document, policy) =>
        judgeForAccount(key, policy, context, (account) =>
          firstToPass([
            () => judgeReferred(account, policy, document.attribute),
            ...candidates(key, policy, account).map(
              (arn) => () => judgeCandidate(arn, key, document, context),
            ),
          ]),
        ),
    ),
});

/** One of several ways is enough, and no more are asked. */
function firstToPass(ways: readonly (() => Judgement)[]): Judgement {
  const judged: Judgement[] = [];
  for (const way of ways) {
    const one = way();
    if (one.verdict === "pass") return one;
    judged.push(one);
  }
  return any(judged);
}

/** The account's root, and whom of the account an Allow names. */
const candidates = (key: Resource, { statements }: Policy, account: string): readonly string[] => [
  `arn:${partitionOfRegion(key.provider?.region)}:iam::${account}:root`,
  ...new Set(
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => namedBy(statement))
      .filter((arn) => arn.split(":")[4] === account),
  ),
];

/** Where the account is a reference, an ARN in it cannot be compared: then a statement must say it plainly, and no Deny come near. */
function judgeReferred(account: string, { statements }: Policy, attribute: Attribute): Judgement {
  const gives = statements.some(
    (statement) =>
      statement.effect === "Allow" &&
      statement.conditions.length === 0 &&
      isForAccounts(statement) &&
      accountsIn(statement).includes(account) &&
      reaches(statement, PUT_KEY_POLICY) === true &&
      isForEveryResource(statement),
  );
  const mayTake = statements.some(
    (statement) => statement.effect !== "Allow" && reaches(statement, PUT_KEY_POLICY) !== false,
  );
  return gives && !mayTake
    ? pass("The account may always change the key's policy.", attribute)
    : notApplicable("The policy does not say so plainly.", attribute);
}

function judgeCandidate(
  arn: string,
  key: Resource,
  document: PolicyDocument,
  { policies }: ReviewContext,
): Judgement {
  const { attribute } = document;
  const scope: Scope = {
    Action: PUT_KEY_POLICY,
    ...resourceIn(policies.policyOf(document), key),
    Condition: { ArnEquals: { "aws:PrincipalArn": arn } },
  };
  const answer = policies.allows(document, scope);
  if (answer.verdict === "proved") return pass(`${arn} may always change the key's policy.`, attribute);
  const granted = policies.allows(document, scope, {
    name: "nothing, and denies left out",
    set: ({ kind, statements }) => ({
      resource: [{ kind, statements: statements.filter(({ effect }) => effect === "Allow") }],
    }),
  });
  const witness = answer.verdict === "refuted" ? { witness: answer.witness } : {};
  if (granted.verdict === "refuted" && answer.verdict === "refuted") {
    return {
      ...fail(
        "No Allow without a condition gives root or a named administrator `kms:PutKeyPolicy`.",
        attribute,
      ),
      ...witness,
    };
  }
  if (policies.denies(document, scope).verdict === "proved") {
    return {
      ...fail(
        "A Deny takes `kms:PutKeyPolicy` away from everybody who could repair the key's policy.",
        attribute,
      ),
      ...witness,
    };
  }
  return unknown(
    answer.verdict === "unknown"
      ? `Whether ${arn} may change the key's policy cannot be decided: ${answer.reasons.join("; ")}.`
      : `A Deny takes \`kms:PutKeyPolicy\` away from ${arn} on a condition: whether it can always be met is not known. Name the actions to deny, and leave this one out.`,
    attribute,
  );
}
