import type { Resource } from "../../configuration/resource";
import type { Policy } from "../../language";
import type { ReviewContext } from "../control";
import { any, type Judgement, unknown } from "../judgement";
import { ACCOUNT_UNKNOWN, accountOf } from "./accounts";
import { accountsIn } from "./key-policies";

/** An account that no policy names: what is so for it is so whichever account it is. */
const NO_ACCOUNT = "000000000000";

/**
 * Judges for the account of a resource. Where it is not known, for each that the policy names: what fails for all of them fails, the
 * rest is not known.
 */
export function judgeForAccount(
  resource: Resource,
  policy: Policy,
  context: ReviewContext,
  judge: (account: string) => Judgement,
): Judgement {
  const account = accountOf(resource, context);
  if (account !== undefined) return judge(account);
  const named = new Set(
    policy.statements.filter(({ effect }) => effect !== "Deny").flatMap((statement) => accountsIn(statement)),
  );
  const judged = any([...(named.size === 0 ? [NO_ACCOUNT] : named)].map(judge));
  if (judged.verdict === "fail" || (judged.verdict === "pass" && named.size === 0)) return judged;
  return judged.verdict === "pass" ? unknown(ACCOUNT_UNKNOWN, ...judged.evidence) : judged;
}
