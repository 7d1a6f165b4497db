import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readPlan } from "../../../../policies/configuration/plan/read-plan";
import { CHANGE_CONTROLS } from "../../../../policies/controls/change";
import { OPTOUT_CONTROLS } from "../../../../policies/controls/optout";
import { review } from "../../../../policies/review/review";

interface PlannedResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly change: { readonly after: object | null };
}
interface Plan {
  readonly resource_changes: readonly PlannedResource[];
}

const STACKS = ["organization", "keys", "workload"] as const;
const read = (stack: string): Plan =>
  JSON.parse(readFileSync(resolve(__dirname, `../../../fixtures/plans/app-${stack}.json`), "utf8"));

/** The plan that takes everything away again which this plan makes. */
function undone(plan: Plan): Plan {
  const [optOut, guard] = ["p-optout1234", "p-guard12345"];
  const idOf = ({ name }: PlannedResource): string | undefined => (/Guard/.test(name) ? guard : optOut);
  return {
    ...plan,
    resource_changes: plan.resource_changes
      .filter(({ mode }) => mode === "managed")
      .map((resource) => ({
        ...resource,
        change: {
          actions: ["delete"],
          before: {
            ...resource.change.after,
            ...(resource.type === "aws_organizations_policy" ? { id: idOf(resource) } : {}),
            ...(resource.type === "aws_organizations_policy_attachment" ? { policy_id: idOf(resource) } : {}),
          },
          after: null,
          after_unknown: {},
        },
      })),
  };
}

const judged = (plans: readonly (readonly [string, Plan])[]) =>
  review(readPlan(plans.map(([name, plan]) => ({ name, path: `${name}.json`, plan }))), {
    controls: [...OPTOUT_CONTROLS, ...CHANGE_CONTROLS],
    today: "2026-11-25",
  }).results;

describe("real plans of our own stacks", () => {
  it("pass where all are read together", () => {
    const results = judged(STACKS.map((stack) => [stack, read(stack)]));
    expect(results.filter(({ verdict }) => verdict === "fail" || verdict === "unknown")).toEqual([]);
    const passed = new Set(results.filter(({ verdict }) => verdict === "pass").map(({ control }) => control));
    expect([...passed]).toEqual([
      "RKG-OPTOUT-01",
      "RKG-OPTOUT-02",
      "RKG-OPTOUT-03",
      "RKG-OPTOUT-04",
      "RKG-OPTOUT-05",
      "RKG-OPTOUT-08",
      "RKG-CHANGE-01",
      "RKG-CHANGE-02",
    ]);
  });

  it("fail where the workload is read alone, and say what to do", () => {
    const failed = judged([["workload", read("workload")]]).filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ control, reason }) => [control, reason])).toEqual([
      ["RKG-OPTOUT-01", expect.stringMatching(/Review all stacks together.*--external-opt-out/)],
    ]);
  });

  it("fail where everything is taken away again, but for what goes with its bucket, function or opt-out", () => {
    const results = judged(STACKS.map((stack) => [stack, undone(read(stack))]));
    const failed = results.filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ control, subject }) => [control, subject?.replace(/\..*/, "")])).toEqual([
      ["RKG-CHANGE-01", "keys/aws_kms_key"],
      ["RKG-CHANGE-01", "workload/aws_s3_bucket"],
      ["RKG-CHANGE-01", "organization/aws_organizations_policy"],
      ["RKG-CHANGE-01", "organization/aws_organizations_policy_attachment"],
    ]);
  });

  it("fail where only what protects is taken away", () => {
    const workload = read("workload");
    const all = undone(workload).resource_changes;
    const some = workload.resource_changes.map((resource) =>
      /_policy$|access_block|log_group/.test(resource.type)
        ? (all.find(({ type, name }) => type === resource.type && name === resource.name) ?? resource)
        : resource,
    );
    const failed = judged([["workload", { ...workload, resource_changes: some }]]).filter(
      ({ verdict, control }) => verdict === "fail" && control === "RKG-CHANGE-02",
    );
    expect(failed.map(({ subject }) => subject?.replace(/\..*/, ""))).toEqual([
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_policy",
      "aws_cloudwatch_log_group",
    ]);
  });
});
