import { readInput } from "../../policies/configuration/input/read-input";
import { readPlan } from "../../policies/configuration/plan/read-plan";
import { readSynth } from "../../policies/configuration/synth/read-synth";
import type { Result } from "../../policies/review/result";
import { review } from "../../policies/review/review";
import type { TerraformPlan } from "./plan";

/**
 * What the controls say against plans that were just made: all that is neither pass nor not applicable. The provider of these tests talks
 * to a local AWS over plain HTTP, which RKG-TRANSIT-03 rightly fails; that finding, and no other of its kind, is left out.
 *
 * @param plans by name, in the order of their deployment
 * @param synth the folder that they were synthesized into
 */
export function findingsIn(
  plans: Readonly<Record<string, TerraformPlan>>,
  synth?: string,
): readonly Pick<Result, "control" | "subject" | "verdict" | "reason" | "evidence">[] {
  const configuration = readPlan(
    Object.entries(plans).map(([name, plan]) => ({ name, path: `${name}.json`, plan })),
    { synth: synth === undefined ? undefined : synthesizedIn(synth) },
  );
  const { results } = review(configuration, { today: new Date().toISOString().slice(0, 10) });
  const ofTheLocalAws = results.filter(
    ({ control, verdict, subject }) =>
      control === "RKG-TRANSIT-03" && verdict === "fail" && subject?.includes("provider.aws"),
  );
  if (ofTheLocalAws.length === 0) throw new Error("RKG-TRANSIT-03 must see the local AWS over plain HTTP.");
  return results
    .filter((result) => result.verdict !== "pass" && result.verdict !== "not-applicable")
    .filter((result) => !ofTheLocalAws.includes(result))
    .map(({ control, subject, verdict, reason, evidence }) => ({
      control,
      subject,
      verdict,
      reason,
      evidence,
    }));
}

function synthesizedIn(folder: string) {
  const input = readInput(folder);
  if (input.kind !== "synth") throw new Error(`${folder} holds no synthesized stacks.`);
  return readSynth(input.stacks, { path: folder });
}
