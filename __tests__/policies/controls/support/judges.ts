import type { Configuration, ExternalOptOut } from "../../../../policies/configuration/configuration";
import { readSynth } from "../../../../policies/configuration/synth/read-synth";
import { CONTROLS } from "../../../../policies/controls";
import type { Verdict } from "../../../../policies/controls/judgement";
import type { Result } from "../../../../policies/review/result";
import { review } from "../../../../policies/review/review";

type Bodies = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A stack as `cdk.tf.json` holds it. */
export interface Stack {
  readonly resource?: Bodies;
  readonly data?: Bodies;
  readonly provider?: Readonly<Record<string, readonly unknown[]>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly module?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
}

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** A provider that is bound to `ACCOUNT` and `REGION`. */
export const provider = { aws: [{ region: REGION, allowed_account_ids: [ACCOUNT] }] };

/** The configuration of one stack; its provider is bound to the account unless the stack says otherwise. */
export function configured(stack: Stack, externalOptOut?: ExternalOptOut): Configuration {
  return readSynth([{ name: "stack", path: "cdk.tf.json", json: { provider, ...stack } }], {
    path: "cdk.tf.json",
    externalOptOut,
  });
}

/** One situation, and what the control must say of it. */
export interface Case {
  readonly name: string;
  readonly verdict: Verdict;
  readonly given: Stack | Configuration;
  /** Address of the subject whose verdict counts. @default - the control's only result */
  readonly subject?: string;
  /** Evidence that must be there, as `address path`. */
  readonly evidence?: string;
  /** What the reason must match. */
  readonly reason?: RegExp;
  /** Members of the context or the action that the witness must have. */
  readonly witness?: Readonly<Record<string, unknown>>;
}

/** What a control says of a configuration. */
export function resultsOf(control: string, given: Stack | Configuration): readonly Result[] {
  const configuration = isConfiguration(given) ? given : configured(given);
  return review(configuration, { controls: [theControl(control)], today: "2026-11-25" }).results;
}

/**
 * Holds a control to its cases. There must be one of each verdict.
 *
 * @param impossible verdicts that this control cannot give, each with the reason why
 */
export function judges(
  control: string,
  cases: readonly Case[],
  impossible: Readonly<Partial<Record<Verdict, string>>> = {},
): void {
  describe(`${control}: ${theControl(control).title}`, () => {
    it.each(cases)("$verdict: $name", ({ given, verdict, subject, evidence, reason, witness }) => {
      const results = resultsOf(control, given).filter(
        (result) => subject === undefined || result.subject === subject,
      );
      expect(results).toHaveLength(1);
      const [result] = results;
      expect([result?.verdict, result?.reason]).toEqual([verdict, expect.stringMatching(reason ?? /\S/)]);
      if (evidence !== undefined)
        expect(result?.evidence.map(({ address, path }) => `${address} ${path}`.trim())).toContain(evidence);
      if (witness !== undefined) expect(result?.witness).toMatchObject(witness);
    });

    it("has a case of each verdict", () => {
      const missing = (["pass", "fail", "unknown", "not-applicable"] as const).filter(
        (verdict) => impossible[verdict] === undefined && !cases.some((each) => each.verdict === verdict),
      );
      expect(missing).toEqual([]);
    });
  });
}

function theControl(id: string) {
  const control = CONTROLS.find((each) => each.id === id);
  if (control === undefined) throw new Error(`there is no control ${id}`);
  return control;
}

const isConfiguration = (given: Stack | Configuration): given is Configuration => "source" in given;
