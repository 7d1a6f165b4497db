import { IndexedConfiguration } from "../../../../policies/configuration/indexed-configuration";
import { configured, judges, type Stack } from "../support/judges";

const OPT_OUT = "AISERVICES_OPT_OUT_POLICY";
const SCP = "SERVICE_CONTROL_POLICY";
const stack = (body: Readonly<Record<string, unknown>>, policies = {}): Stack => ({
  resource: { aws_organizations_organization: { o: body }, aws_organizations_policy: policies },
});

/** A change of the enabled types. */
function changing(before: readonly string[] | undefined, after: unknown) {
  const configuration = configured(stack({ enabled_policy_types: after }));
  const address = "aws_organizations_organization.o";
  return new IndexedConfiguration({
    ...configuration,
    mayHoldMore: () => undefined,
    changes: [
      {
        address,
        type: "aws_organizations_organization",
        actions: before === undefined ? ["create"] : ["update"],
        before:
          before === undefined
            ? undefined
            : configured(stack({ enabled_policy_types: before })).find(address),
        after: configuration.find(address),
      },
    ],
  });
}

judges("RKG-OPTOUT-06", [
  { name: "it is enabled", verdict: "pass", given: stack({ enabled_policy_types: [OPT_OUT] }) },
  {
    name: "it is enabled, with all features",
    verdict: "pass",
    given: stack({ feature_set: "ALL", enabled_policy_types: [SCP, OPT_OUT] }, { guard: { content: "{}" } }),
  },
  { name: "a plan adds it", verdict: "pass", given: changing([SCP], [SCP, OPT_OUT]) },
  { name: "a plan makes the organization", verdict: "pass", given: changing(undefined, [OPT_OUT]) },
  {
    name: "it is not listed",
    verdict: "fail",
    given: stack({ enabled_policy_types: [SCP] }),
    evidence: "aws_organizations_organization.o enabled_policy_types",
    reason: /AISERVICES_OPT_OUT_POLICY/,
  },
  { name: "nothing is listed", verdict: "fail", given: stack({}) },
  { name: "the list is empty", verdict: "fail", given: stack({ enabled_policy_types: [] }) },
  {
    name: "the type of a policy that is here is not listed",
    verdict: "fail",
    given: stack({ enabled_policy_types: [OPT_OUT] }, { tags: { type: "TAG_POLICY", content: "{}" } }),
    reason: /TAG_POLICY/,
  },
  {
    name: "the type of a guard without a type is not listed",
    verdict: "fail",
    given: stack({ enabled_policy_types: [OPT_OUT] }, { guard: { content: "{}" } }),
    reason: /SERVICE_CONTROL_POLICY/,
  },
  {
    name: "only the bill is shared",
    verdict: "fail",
    given: stack({ feature_set: "CONSOLIDATED_BILLING", enabled_policy_types: [OPT_OUT] }),
    reason: /ALL/,
  },
  { name: "a plan takes it away", verdict: "fail", given: changing([SCP, OPT_OUT], [SCP]) },
  {
    name: "a plan takes another type away",
    verdict: "unknown",
    given: changing([SCP, OPT_OUT, "BACKUP_POLICY"], [SCP, OPT_OUT]),
    reason: /BACKUP_POLICY/,
  },
  {
    name: "the list is a variable",
    verdict: "unknown",
    given: stack({ enabled_policy_types: "${var.types}" }),
  },
  {
    name: "one of the list is a variable",
    verdict: "unknown",
    given: stack({ enabled_policy_types: [SCP, "${var.type}"] }),
  },
  {
    name: "the feature set is a variable",
    verdict: "unknown",
    given: stack({ feature_set: "${var.features}", enabled_policy_types: [OPT_OUT] }),
  },
  {
    name: "the organization is only looked up",
    verdict: "not-applicable",
    given: { data: { aws_organizations_organization: { o: {} } } },
  },
]);
