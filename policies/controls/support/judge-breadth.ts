import type { Policy } from "../../language";
import { fail, type Judgement, pass, unknown } from "../judgement";
import { allowsEvery } from "./broad-grants";
import type { PolicyDocument } from "./policy-questions";

/** Actions, and samples of which a grant of all is a grant of everything. */
export interface BreadthQuestion {
  readonly action: string;
  readonly samples: readonly string[];
  /** What the samples stand for, in the singular: `key`. */
  readonly every: string;
}

/** Fails where a policy allows an action on everything. */
export function judgeBreadth(
  policy: Policy,
  { attribute }: PolicyDocument,
  questions: readonly BreadthQuestion[],
  holds: string,
): Judgement {
  const asked = questions.map((question) => ({
    ...question,
    grant: allowsEvery(policy, question.action, question.samples),
  }));
  const told = (grant: string): string =>
    listOf(
      asked.filter((each) => each.grant === grant).map(({ action, every }) => `${action} on every ${every}`),
    );
  if (asked.some(({ grant }) => grant === "yes")) return fail(`The policy allows ${told("yes")}.`, attribute);
  if (asked.some(({ grant }) => grant === "maybe")) {
    return unknown(
      `Whether the policy allows ${told("maybe")} depends on parts that are not known: review with --synth cdktf.out, or write the ARNs.`,
      attribute,
    );
  }
  return pass(holds, attribute);
}

function listOf(items: readonly string[]): string {
  const told = items.slice(0, 3).join(", ");
  return items.length > 3 ? `${told} and ${items.length - 3} more` : told;
}
