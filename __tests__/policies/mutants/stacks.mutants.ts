import { readSettings } from "../../../constructs/settings/settings";
import { buildApp } from "../../../main";
import { readSynth } from "../../../policies/configuration/synth/read-synth";
import { review } from "../../../policies/review/review";
import { synthApp } from "../../support/synth";
import { type Stacks, stackMutants } from "./stack-mutants";
import { UNDEMANDED } from "./undemanded";

const stacks: Stacks = synthApp((app) =>
  buildApp(
    readSettings({
      region: "eu-west-1",
      accounts: { management: "111122223333", workload: "444455556666" },
      optOut: { targets: ["r-abcd"] },
      administrators: ["arn:aws:iam::444455556666:role/administrator"],
      access: { uploaders: ["arn:aws:iam::444455556666:role/enrolment"] },
      alarms: { email: "desk@example.com" },
    }),
    app,
  ),
);
const judge = (mutant: Stacks) =>
  review(
    readSynth(
      Object.entries(mutant).map(([name, json]) => ({ name, path: name, json })),
      { path: "cdktf.out" },
    ),
    { today: "2026-11-25" },
  );

describe("The controls on our own stacks", () => {
  const { results, summary } = judge(stacks);

  it("all pass or do not apply", () => {
    expect(results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual([]);
    expect(summary.pass).toBeGreaterThan(50);
  });

  it("catch every mutant of what they demand", () => {
    const survivors: string[] = [];
    const used = new Set<string>();
    const catching = new Map<string, number>();
    let caught = 0;
    const all = [...stackMutants(stacks)];
    for (const { name, stacks: mutant } of all) {
      const findings = judge(mutant).results.filter(
        ({ verdict }) => verdict === "fail" || verdict === "unknown",
      );
      const excuse = UNDEMANDED.find(({ mutants }) => mutants.test(name));
      if (findings.length > 0) {
        caught += 1;
        for (const id of new Set(findings.map(({ control }) => control)))
          catching.set(id, (catching.get(id) ?? 0) + 1);
      } else if (excuse === undefined) survivors.push(name);
      else used.add(excuse.why);
    }
    const undemanded = all.length - caught - survivors.length;
    process.stdout.write(
      `Controls on our own stacks: ${caught} of ${caught + survivors.length} mutants caught; ${undemanded} more change nothing that is promised\n${[
        ...catching,
      ]
        .sort()
        .map(([id, count]) => `  ${id} ${count}`)
        .join("\n")}\n`,
    );
    expect(survivors).toEqual([]);
    expect(UNDEMANDED.filter(({ why }) => !used.has(why))).toEqual([]);
  });
});
