import { companionsOf } from "../../configuration/links/companions";
import type { Resource } from "../../configuration/resource";
import { effectiveValue, type OptOutEntity, resolveOptOut } from "../../language";
import type { ReviewContext } from "../control";
import { documentUnknown, isOptOutPolicy, optOutPolicies, optOutText, settingsIn } from "./opt-out-policies";
import { type Reach, reachOf, type Target, targetIn } from "./organization-targets";

/** An opt-out policy on something that an account is in, or may be in. */
export interface AttachedOptOut {
  readonly policy: Resource;
  readonly attachment: Resource;
  readonly target: Target;
  readonly reach: Exclude<Reach, "out">;
  /** Why its effect is not certain; undefined where it is. */
  readonly doubt: string | undefined;
}

/** What Rekognition is told for an account. `open` where it depends on what is not known. */
export interface EffectiveOptOut {
  readonly value: "optOut" | "optIn" | "nothing" | "open";
  readonly attached: readonly AttachedOptOut[];
}

/** The opt-out policies that count for an account, or may. */
function optOutsFor(account: string | undefined, context: ReviewContext): readonly AttachedOptOut[] {
  const { configuration } = context;
  return optOutPolicies(context).flatMap((policy) => {
    const { sure, possible } = companionsOf(
      configuration,
      policy,
      "aws_organizations_policy_attachment",
      "policy_id",
    );
    return [...sure, ...possible].flatMap((attachment): readonly AttachedOptOut[] => {
      const target = targetIn(attachment.get("target_id"), context);
      const reach = reachOf(target, account, context);
      if (reach === "out") return [];
      const doubt = doubtOf(policy, attachment, target, reach, possible.includes(attachment));
      return [{ policy, attachment, target, reach, doubt }];
    });
  });
}

function doubtOf(
  policy: Resource,
  attachment: Resource,
  target: Target,
  reach: Reach,
  possible: boolean,
): string | undefined {
  if (isOptOutPolicy(policy) === "maybe") return `the type of ${policy.address} is known only after apply`;
  if (possible) return `it is not known whether ${attachment.address} attaches ${policy.address}`;
  if (reach !== "maybe") return undefined;
  return target.kind === "unknown"
    ? target.reason
    : `it is not known whether ${attachment.address} names the account that Rekognition is used in`;
}

type Assign = "optOut" | "optIn";
/** What stands for a document that is not known: the worst, or the best. */
const unread = (value: Assign): unknown => ({
  services: {
    default: { opt_out_policy: { "@@assign": value } },
    rekognition: { opt_out_policy: { "@@assign": value } },
  },
});

/**
 * The effective setting for Rekognition. What is not known (a document, a target, the order in which policies were attached, which of
 * several organizational units is above another) is tried both ways: only what comes out the same counts.
 */
export function effectiveOptOut(account: string | undefined, context: ReviewContext): EffectiveOptOut {
  const attached = optOutsFor(account, context);
  const values = new Set<"optOut" | "optIn" | "nothing">();
  for (const stand of ["optOut", "optIn"] as const) {
    for (const counted of [attached, attached.filter(({ doubt }) => doubt === undefined)]) {
      for (const path of pathsOf(counted, stand)) {
        values.add(effectiveValue(resolveOptOut(path), "rekognition")?.value ?? "nothing");
      }
    }
  }
  const [value] = values;
  if (value !== undefined && values.size === 1) return { value, attached };
  return { value: values.has("optOut") ? "open" : "optIn", attached };
}

/** Why the effective setting is not known. */
export function reasonsOf({ attached }: EffectiveOptOut): readonly string[] {
  const units = new Set(attached.flatMap(({ target }) => (target.kind === "unit" ? [target.id] : [])));
  const told = [
    ...attached.flatMap(({ doubt }) => doubt ?? []),
    ...attached.flatMap(({ policy }) => {
      const text = optOutText(policy);
      if (text === undefined) return [`${policy.address}: ${documentUnknown(policy)}`];
      return isTwofold(text) ? [`${policy.address} says two things of one service`] : [];
    }),
  ];
  if (told.length > 0) return [...new Set(told)];
  return units.size > 1
    ? ["several organizational units have opt-out policies, and which of them the account is in is not known"]
    : ["several opt-out policies contradict each other, and which was attached first is not known"];
}

const LEVELS = ["root", "unit", "account"] as const;

function pathsOf(attached: readonly AttachedOptOut[], stand: Assign): readonly (readonly OptOutEntity[])[] {
  return [attached, attached.toReversed()].flatMap((order) => {
    const [root = [], units = [], account = []] = LEVELS.map((level) => entitiesOf(order, level, stand));
    const unknown = entitiesOf(order, "unknown", stand);
    return rotationsOf(units).flatMap((turned) => [
      [...unknown, ...root, ...turned, ...account],
      [...root, ...turned, ...account, ...unknown],
    ]);
  });
}

function entitiesOf(
  attached: readonly AttachedOptOut[],
  kind: Target["kind"],
  stand: Assign,
): readonly OptOutEntity[] {
  const policies = new Map<string, unknown[]>();
  for (const { policy, target } of attached) {
    if (target.kind !== kind) continue;
    const id = "id" in target ? target.id : target.kind;
    const same = policies.get(id) ?? [];
    policies.set(id, same);
    same.push(documentIn(policy, stand));
  }
  return [...policies].map(([id, documents]) => ({ id, policies: documents }));
}

/** Says two things of one service: AWS may keep either. */
const isTwofold = (text: string): boolean =>
  settingsIn(text)?.settings.some(({ assigned }) => assigned.length > 1) === true;

/** A text that is no JSON is refused, so it says nothing. */
function documentIn(policy: Resource, stand: Assign): unknown {
  const text = optOutText(policy);
  if (text === undefined || isTwofold(text)) return unread(stand);
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Each of them once in front, and so each once at the end. */
const rotationsOf = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length === 0 ? [[]] : items.map((_, index) => [...items.slice(index), ...items.slice(0, index)]);
