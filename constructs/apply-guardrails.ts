import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { ExternalOptOut } from "../policies/configuration/configuration";
import { readSynth } from "../policies/configuration/synth/read-synth";
import { CONTROLS } from "../policies/controls";
import type { AnyControl } from "../policies/controls/control";
import { externalOptOutFaults, waiversFaults } from "../policies/review/check-options";
import type { Result, Review } from "../policies/review/result";
import { review } from "../policies/review/review";
import { controlFault, isDay, type Waiver, WaiverError } from "../policies/review/waiver";
import { type PropFault, ValidationError } from "./validation/validation-error";

/** How the app is judged. */
export interface GuardrailsOptions {
  /**
   * The controls to judge by, for example `["RKG-REST-01"]`.
   *
   * @default - all of them
   */
  readonly only?: readonly string[] | undefined;
  /**
   * Whether a verdict that is unknown (a variable decides) is an error too.
   *
   * @default false
   */
  readonly strict?: boolean | undefined;
  /**
   * An opt-out of AI services that somebody else deploys: the policy's id, and who answers for it.
   *
   * @default - the app must hold an opt-out policy if it uses Rekognition
   */
  readonly externalOptOut?: ExternalOptOut | undefined;
  /**
   * The account that the stacks are deployed to, twelve digits, where no provider names one in `allowedAccountIds`.
   *
   * @default - what the providers say
   */
  readonly account?: string | undefined;
  /**
   * The longest that face images may be kept, in days, from 1 to 36,500.
   *
   * @default 1095
   */
  readonly maximumRetentionDays?: number | undefined;
  /**
   * Waivers beside those of `waive`, for example from `readWaivers`.
   *
   * @default - none
   */
  readonly waivers?: readonly Waiver[] | undefined;
  /**
   * Is given the review, before anything that fails becomes an error: to write a report.
   *
   * @default - nobody sees it
   */
  readonly onReview?: ((review: Review) => void) | undefined;
  /**
   * The day by which waivers are judged, as YYYY-MM-DD.
   *
   * @default - today, in UTC
   */
  readonly today?: string | undefined;
}

/**
 * Makes `app.synth()` fail where a guardrail is broken: a control fails on what the app synthesizes, a waiver has expired or reaches
 * nothing, or two resources of a stack share one address (cdktf lets the later one replace the earlier, without a word). Errors carry
 * construct paths.
 *
 * @throws ValidationError naming every wrong option
 */
export function applyGuardrails(app: App, options: GuardrailsOptions = {}): void {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const faults = optionFaults({ ...options, today });
  if (faults.length > 0) throw new ValidationError("applyGuardrails", faults);
  const controls =
    options.only === undefined ? CONTROLS : CONTROLS.filter(({ id }) => options.only?.includes(id));
  app.node.addValidation({
    // cdktf asks the app after it has written the stacks.
    validate: () => {
      const stacks = app.node.findAll().filter(TerraformStack.isStack);
      const shared = stacks.flatMap(sharedAddresses);
      return [...(shared.length > 0 ? shared : brokenControls(app, stacks, controls, { ...options, today }))];
    },
  });
}

function optionFaults(options: GuardrailsOptions): PropFault[] {
  const { only, account, maximumRetentionDays, today, externalOptOut } = options;
  const faults: PropFault[] = [];
  const check = (prop: string, right: boolean, rule: string, got: unknown): void => {
    if (!right) faults.push({ prop, message: `${rule}, got: ${JSON.stringify(got)}` });
  };
  check("today", isDay(String(today)), "must be a day of the calendar as YYYY-MM-DD", today);
  if (only?.length === 0) check("only", false, "must name at least one control", only);
  for (const id of only ?? []) {
    const fault = controlFault(id, CONTROLS);
    if (fault !== undefined) faults.push({ prop: "only", message: `must name controls: ${fault}` });
  }
  if (account !== undefined)
    check("account", /^\d{12}$/.test(account), "must be an account id of twelve digits", account);
  if (maximumRetentionDays !== undefined) {
    const right =
      Number.isInteger(maximumRetentionDays) && maximumRetentionDays >= 1 && maximumRetentionDays <= 36_500;
    check("maximumRetentionDays", right, "must be a whole number from 1 to 36500", maximumRetentionDays);
  }
  const told = [
    ...(externalOptOut === undefined ? [] : externalOptOutFaults(externalOptOut)),
    ...waiversFaults(options.waivers ?? [], CONTROLS),
  ];
  return [
    ...faults,
    ...told.map((fault) => {
      const [prop = "", ...message] = fault.split(" ");
      return { prop, message: message.join(" ") };
    }),
  ];
}

/** What the controls say of the stacks that were just written. */
function brokenControls(
  app: App,
  stacks: readonly TerraformStack[],
  controls: readonly AnyControl[],
  options: GuardrailsOptions & { readonly today: string },
): readonly string[] {
  const read = stacks.map((stack) => {
    const { name, synthesizedStackPath } = app.manifest.forStack(stack);
    const path = join(app.outdir, synthesizedStackPath);
    return { name, path, json: parsed(path) };
  });
  const configuration = readSynth(read, {
    path: app.outdir,
    account: options.account,
    externalOptOut: options.externalOptOut,
  });
  let reviewed: Review;
  try {
    reviewed = review(configuration, { ...options, controls });
  } catch (error) {
    if (error instanceof WaiverError) return error.message.split("\n");
    throw error;
  }
  options.onReview?.(reviewed);
  return [
    ...reviewed.results
      .filter(({ verdict }) => verdict === "fail" || (options.strict === true && verdict === "unknown"))
      .map(errorFor),
    ...reviewed.waiverProblems.map(({ message }) => message),
  ];
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(
      `applyGuardrails cannot read ${path}: ${error instanceof Error ? error.message : String(error)}. It reads JSON: synthesize without --hcl.`,
    );
  }
}

function errorFor({ control: id, severity, verdict, subject, constructPath, reason }: Result): string {
  const control = CONTROLS.find((each) => each.id === id);
  const where = constructPath ?? subject ?? "the app";
  const what = verdict === "fail" ? "fails" : "cannot be decided";
  return `${where}: ${id} (${severity}) ${what}: ${reason} ${control?.remediation.text ?? ""}`.trim();
}

/** Logical ids keep letters and digits only, and `overrideLogicalId` takes anything: `a.b` and `ab` become one. */
function sharedAddresses(stack: TerraformStack): readonly string[] {
  const paths = new Map<string, string[]>();
  for (const element of stack.node.findAll().filter(isAddressed)) {
    const address = addressOf(element);
    paths.set(address, [...(paths.get(address) ?? []), element.node.path]);
  }
  return [...paths].flatMap(([address, owners]) =>
    owners.length === 1
      ? []
      : [
          `${owners.join(" and ")} share the address ${address}: only the last would be deployed. Rename one.`,
        ],
  );
}

/** Not `fqn`: that is a token, another one for each element. */
const addressOf = (element: TerraformResource | TerraformDataSource): string =>
  `${TerraformDataSource.isTerraformDataSource(element) ? "data." : ""}${element.terraformResourceType}.${element.friendlyUniqueId}`;

const isAddressed = (node: IConstruct): node is TerraformResource | TerraformDataSource =>
  TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
