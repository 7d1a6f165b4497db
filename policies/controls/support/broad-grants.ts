import type { Policy, Statement } from "../../language";
import { wildcardMatch } from "../../language/evaluator/wildcard";
import type { PatternElement } from "../../language/grammar/policy";
import type { Text } from "../../language/symbols/text";
import { covers, meets } from "./wildcard-samples";

/** What a policy grants of an action. `maybe` where a part that is not known decides. */
export type Grant = "yes" | "no" | "maybe";

/** Whether an element of a statement takes an action. */
function takesAction(actions: PatternElement | undefined, action: string): Grant {
  if (actions === undefined) return "yes";
  const lower = action.toLowerCase();
  const matched = strongest(
    actions.patterns.map((text): Grant => {
      if (!isLiteral(text)) return "maybe";
      return wildcardMatch(text.parts.join("").toLowerCase(), lower) ? "yes" : "no";
    }),
  );
  return actions.negated ? opposite(matched) : matched;
}

/**
 * Whether resources of a statement, or of several, take every one of the samples. `NotResource` takes whatever it does not leave out.
 */
export function takesEvery(
  statements: readonly Pick<Statement, "resources">[],
  samples: readonly string[],
): Grant {
  let grant: Grant = "yes";
  for (const sample of samples) {
    const taken = strongest(statements.map(({ resources }) => takesResource(resources, sample)));
    if (taken === "no") return "no";
    if (taken === "maybe") grant = "maybe";
  }
  return grant;
}

export function takesResource(resources: PatternElement | undefined, sample: string): Grant {
  if (resources === undefined) return "yes";
  const { negated, patterns } = resources;
  // What NotResource leaves out in one region or account is still taken in the others.
  const takes = negated ? covers : meets;
  const taken = strongest(
    patterns.map((text): Grant => {
      if (text.opaque !== undefined || isVariable(text)) return "maybe";
      return takes(text, sample) ? "yes" : "no";
    }),
  );
  return negated ? opposite(taken) : taken;
}

/** A variable or local that nobody gives a value may hold any ARN, or a star. In the middle of an ARN it is a name. */
function isVariable({ parts }: Text): boolean {
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" && /(?:^|\.)(?:var|local)\./.test(only.id);
}

const isLiteral = ({ parts, opaque }: Text): boolean =>
  opaque === undefined && parts.every((part) => typeof part === "string");

export const strongest = (grants: readonly Grant[]): Grant =>
  grants.includes("yes") ? "yes" : grants.includes("maybe") ? "maybe" : "no";

const opposite = (grant: Grant): Grant => (grant === "yes" ? "no" : grant === "no" ? "yes" : "maybe");

/** The statements of a policy that may allow an action, each with whether it surely does. */
export interface Allowing {
  readonly sure: readonly Statement[];
  readonly possible: readonly Statement[];
}

/**
 * The statements that allow an action. Conditions do not count: they say when, not on what. A Deny of the action counts where it is
 * without conditions and on everything.
 */
export function allowing({ statements }: Policy, action: string): Allowing {
  const denied = strongest(statements.map((statement) => deniesEverywhere(statement, action)));
  if (denied === "yes") return { sure: [], possible: [] };
  const sure: Statement[] = [];
  const possible: Statement[] = [];
  for (const statement of statements) {
    if (statement.effect === "Deny") continue;
    const taken = takesAction(statement.actions, action);
    if (taken === "no") continue;
    if (taken === "yes" && statement.effect === "Allow" && denied === "no") sure.push(statement);
    else possible.push(statement);
  }
  return { sure, possible };
}

function deniesEverywhere({ effect, actions, resources, conditions }: Statement, action: string): Grant {
  if (effect !== "Deny" || conditions.length > 0) return "no";
  const everywhere =
    resources?.negated === false && resources.patterns.some(({ source }) => /^\*+$/.test(source));
  return everywhere ? takesAction(actions, action) : "no";
}

/** Whether the policy allows the action on every one of the samples, by one statement or by several. */
export function allowsEvery(policy: Policy, action: string, samples: readonly string[]): Grant {
  const { sure, possible } = allowing(policy, action);
  if (sure.length > 0 && takesEvery(sure, samples) === "yes") return "yes";
  return sure.length + possible.length > 0 && takesEvery([...sure, ...possible], samples) !== "no"
    ? "maybe"
    : "no";
}
