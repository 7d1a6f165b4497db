/** `default` is every AI service, of today and of the future; the others are service keys as AWS Organizations spells them. */
export type AiServiceKey = KnownAiServiceKey | (string & {});

/**
 * Service keys with a published source. AWS adds keys, so this list is no closed enumeration.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_all.html
 */
export type KnownAiServiceKey =
  | "default"
  | "rekognition"
  | "aidevops"
  | "aiops"
  | "awssupplychain"
  | "chimesdkvoiceanalytics"
  | "cloudwatch"
  | "codeguruprofiler"
  | "codewhisperer"
  | "comprehend"
  | "connectamd"
  | "connectoptimization"
  | "contactlens"
  | "frauddetector"
  | "guardduty"
  | "lex"
  | "polly"
  | "textract"
  | "transcribe"
  | "translate";

export type OptOutValue = "optOut" | "optIn";

/**
 * How much of the policy a child policy (of an OU or account below) may change: `all` nothing, at any of the three levels;
 * `service` other services may be added, those named stay as they are; `none` everything.
 */
export type OptOutLock = "all" | "service" | "none";

/** What each named service is assigned. */
export type OptOutServices = Readonly<Partial<Record<AiServiceKey, OptOutValue>>>;

interface ChildControl {
  readonly "@@operators_allowed_for_child_policies"?: readonly ["@@none"];
}

/** An AI services opt-out policy document. */
export interface OptOutPolicy {
  readonly services: ChildControl & Readonly<Record<string, OptOutEntry | readonly ["@@none"]>>;
}

export interface OptOutEntry extends ChildControl {
  readonly opt_out_policy: ChildControl & { readonly "@@assign": OptOutValue };
}

const NO_CHANGE: ChildControl = { "@@operators_allowed_for_child_policies": ["@@none"] };

/**
 * The document of an AI services opt-out policy.
 *
 * The lock must stand at all three levels. On the value and the entry alone, a child policy may still add an entry for another
 * service (or for `rekognition`, where only `default` is named) that opts in, and the child's entry wins.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 */
export function optOutPolicy(
  services: OptOutServices = { default: "optOut", rekognition: "optOut" },
  lock: OptOutLock = "all",
): OptOutPolicy {
  const entryLock = lock === "none" ? {} : NO_CHANGE;
  const entries = Object.entries(services).flatMap(([service, value]): [string, OptOutEntry][] =>
    value === undefined
      ? []
      : [[service, { ...entryLock, opt_out_policy: { ...entryLock, "@@assign": value } }]],
  );
  return { services: { ...(lock === "all" ? NO_CHANGE : {}), ...Object.fromEntries(entries) } };
}

/** Minified: Organizations counts white space when a policy comes by API, and the limit is 2,500 characters. */
export const renderOptOutPolicy = (policy: OptOutPolicy): string => JSON.stringify(policy);
