import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { fail, type Judgement, pass, unknown } from "../judgement";
import { type BucketSetting, settingOf } from "./buckets";

/** Whether something holds, as far as the configuration tells. */
export type Sureness = "yes" | "no" | "unknown";

/** The lifecycle rules of a bucket: a list of them in each holder. */
export const lifecycleOf = (bucket: Resource, context: ReviewContext): BucketSetting =>
  settingOf(bucket, context, "aws_s3_bucket_lifecycle_configuration", "rule", ["lifecycle_rule"]);

/** What a demand says of one rule: whether the rule does it in time, if it is active and reaches the object. */
export type Demand = (rule: Attribute) => Sureness;

/** Days from 1 to the limit. What is not set is not done. */
export function daysWithin(days: Attribute, limit: number): Sureness {
  if (days.number !== undefined) return days.number >= 1 && days.number <= limit ? "yes" : "no";
  return days.state === "configured" ? "unknown" : "no";
}

/**
 * Whether the active rules that meet a demand reach every object together: each object some rule. Rules with a prefix or a tag never
 * add up to all, rules by size may.
 *
 * @param bySize whether what the rules are about has a size: an incomplete upload has none
 */
export function covers(rules: readonly Attribute[], demand: Demand, bySize = true): Sureness {
  const sure: Reach[] = [];
  const possible: Reach[] = [];
  for (const rule of rules) {
    const active = activityOf(rule);
    const met = demand(rule);
    if (active === "no" || met === "no") continue;
    const reach = reachOf(rule, bySize);
    if (reach === "some") continue;
    possible.push(reach === "unknown" ? EVERYTHING : reach);
    if (active === "yes" && met === "yes" && reach !== "unknown") sure.push(reach);
  }
  if (addUp(sure)) return "yes";
  return addUp(possible) ? "unknown" : "no";
}

/** @param what goes behind "every": `image expires within 30 days` */
export function judgeCovered(what: string, covered: Sureness, holder: Attribute): Judgement {
  switch (covered) {
    case "yes":
      return pass(`Every ${what}.`, holder);
    case "no":
      return fail(`Not every ${what} by the lifecycle's enabled rules.`, holder);
    case "unknown":
      return unknown(
        `Whether every ${what} depends on values that are not known here; write them, or review a plan.`,
        holder,
      );
  }
}

export const rulesUnknown = (holder: Attribute): Judgement =>
  unknown("The lifecycle's rules are not known here; review a plan.", holder);

/** `status` of a companion's rule, `enabled` of a rule in the bucket's own block. */
function activityOf(rule: Attribute): Sureness {
  const status = rule.get("status");
  const enabled = rule.get("enabled");
  if (status.string === "Enabled" || enabled.boolean === true) return "yes";
  return status.state === "configured" || enabled.state === "configured" ? "unknown" : "no";
}

/** The sizes of objects, in bytes, between which a rule works; neither bound is one of them. */
interface Reach {
  readonly above: number;
  readonly below: number;
}

const EVERYTHING: Reach = { above: 0, below: Number.POSITIVE_INFINITY };

function reachOf(rule: Attribute, bySize: boolean): Reach | "some" | "unknown" {
  const filter = rule.get("filter");
  const and = filter.get("and");
  const above = [filter, and].map((each) => sizeIn(each.get("object_size_greater_than")));
  const below = [filter, and].map((each) => sizeIn(each.get("object_size_less_than")));
  const sizes = [...above, ...below];
  const narrowed = [
    ...[rule, filter, and].map((each) => narrowsByPrefix(each.get("prefix"))),
    narrowsByTags(filter.get("tag")),
    narrowsByTags(and.get("tags")),
    narrowsByTags(rule.get("tags")),
    ...(bySize ? [] : sizes.map((size): Sureness => (typeof size === "number" ? "yes" : size))),
  ];
  if (narrowed.includes("yes")) return "some";
  if (narrowed.includes("unknown") || sizes.includes("unknown")) return "unknown";
  return {
    above: Math.max(EVERYTHING.above, ...numbersIn(above)),
    below: Math.min(EVERYTHING.below, ...numbersIn(below)),
  };
}

const numbersIn = (sizes: readonly (number | Sureness)[]): readonly number[] =>
  sizes.filter((size) => typeof size === "number");

/** A bound; `no` where there is none. */
function sizeIn({ number, state }: Attribute): number | Sureness {
  return number ?? (state === "configured" ? "unknown" : "no");
}

function narrowsByPrefix({ string, template, state }: Attribute): Sureness {
  if (string !== undefined) return string === "" ? "no" : "yes";
  if (state !== "configured") return "no";
  // Whatever its references stand for, text beside them makes it a prefix.
  return template?.replace(/\$\{[^}]*\}/g, "") ? "yes" : "unknown";
}

function narrowsByTags(tags: Attribute): Sureness {
  if (tags.state === "configured") return "unknown";
  return tags.state === "known" && tags.members?.size !== 0 ? "yes" : "no";
}

/** Whether every size is between the bounds of one of them. An empty object holds no image, and needs no rule. */
function addUp(reaches: readonly Reach[]): boolean {
  let next = 1;
  for (const { above, below } of [...reaches].sort((one, other) => one.above - other.above)) {
    if (above >= next) return false;
    next = Math.max(next, below);
  }
  return next === EVERYTHING.below;
}
