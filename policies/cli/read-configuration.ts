import { basename } from "node:path";
import type { Configuration, ExternalOptOut } from "../configuration/configuration";
import { type Input, readInput } from "../configuration/input/read-input";
import { readPlan } from "../configuration/plan/read-plan";
import { readSynth } from "../configuration/synth/read-synth";
import type { SynthStack } from "../configuration/synth/stack";
import { UsageError } from "./outcome";

export interface ReadOptions {
  readonly synth?: string | undefined;
  readonly account?: string | undefined;
  readonly externalOptOut?: ExternalOptOut | undefined;
}

/**
 * Reads what is to be judged: one plan or several of one system, or synthesized stacks; with `synth`, a plan and what it came from.
 *
 * @throws InputError, UsageError
 */
export function readConfiguration(
  paths: readonly string[],
  { synth, ...options }: ReadOptions,
): Configuration {
  const inputs = paths.map((path) => readInput(path));
  const path = paths.length === 1 ? paths.join() : paths.map(named).join(", ");
  const plans = inputs.filter((input) => input.kind === "plan");
  if (plans.length === 0) {
    if (synth !== undefined) {
      throw new UsageError("--synth goes with a plan: what was given is synthesized configuration already");
    }
    return readSynth(unambiguous(inputs.flatMap(stacksOf)), { path, ...options });
  }
  if (plans.length < inputs.length) {
    throw new UsageError(
      "give plans, or synthesized configuration, not both; --synth DIR adds the configuration that a plan came from",
    );
  }
  const names = plans.map(({ path: file }) => basename(file).replace(/\.[^.]*$/, ""));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(`several plans need file names of their own, got ${JSON.stringify(twice)} twice`);
  }
  return readPlan(
    plans.map(({ path: file, plan }, index) => ({ path: file, name: names[index] ?? file, plan })),
    {
      ...options,
      path,
      synth:
        synth === undefined ? undefined : readSynth(stacksOf(readInput(synth)), { path: synth, ...options }),
    },
  );
}

const named = (path: string): string => (path === "-" ? "standard input" : path);

function stacksOf(input: Input): readonly SynthStack[] {
  if (input.kind === "plan") throw new UsageError(`--synth takes synthesized configuration, got a plan`);
  return input.stacks;
}

function unambiguous(stacks: readonly SynthStack[]): readonly SynthStack[] {
  const names = stacks.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(`several stacks need names of their own, got ${JSON.stringify(twice)} twice`);
  }
  return stacks;
}
