import { App, Aspects, type TerraformElement, TerraformProvider, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { CONTROLS } from "../policies/controls";
import { controlFault, isDay } from "../policies/review/waiver";
import { matching, reasoned, required } from "./validation/prop-rules";
import { type PropFault, ValidationError } from "./validation/validation-error";

/** Why a control need not hold somewhere, who answers for that, and until when. */
export interface Waiver {
  /** At least 10 characters. */
  readonly reason: string;
  /** A person or team. */
  readonly owner: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
}

/** A waiver as it travels in a resource's metadata: `"//": { "guardrails": { "waivers": [...] } }` of the synthesized JSON. */
export interface RecordedWaiver extends Waiver {
  readonly control: string;
  /** Path of the construct that it was written for. */
  readonly construct: string;
}

const recorded = new WeakMap<IConstruct, RecordedWaiver[]>();

/**
 * Waives a control for a construct and everything in it. The waiver is written beside each resource, so reports still show the
 * finding, as waived.
 *
 * A waiver that reaches no resource is an error at synth; one that has expired fails the review.
 *
 * @param controlId for example `RKG-RETAIN-01`
 * @throws ValidationError naming every wrong part
 */
export function waive(construct: IConstruct, controlId: string, waiver: Waiver): void {
  const faults = waiverFaults(controlId, waiver);
  const others = recorded.get(construct) ?? [];
  if (others.some(({ control }) => control === controlId)) {
    faults.push({ prop: "controlId", message: `must be waived once, got a second: ${controlId}` });
  }
  if (App.isApp(construct)) {
    faults.push({
      prop: "construct",
      message: "must be in a stack: cdktf visits nothing above it. Waive in each stack",
    });
  }
  if (faults.length > 0) throw new ValidationError(`waive(${construct.node.path})`, faults);
  const { reason, owner, expires } = waiver;
  const waivers = [...others, { control: controlId, reason, owner, expires, construct: construct.node.path }];
  recorded.set(construct, waivers);
  if (others.length > 0) return;
  Aspects.of(construct).add({ visit: record });
  construct.node.addValidation({
    validate: () =>
      construct.node.findAll().some(carriesWaivers)
        ? []
        : [
            `waives ${waiversOf(construct)
              .map(({ control }) => control)
              .join(", ")}, but holds no resource. Waive where the resource is.`,
          ],
  });
}

/** The waivers of this construct and of those around it. */
export function waiversOf(construct: IConstruct): readonly RecordedWaiver[] {
  return construct.node.scopes.flatMap((scope) => recorded.get(scope) ?? []);
}

function record(node: IConstruct): void {
  if (carriesWaivers(node)) node.addOverride("//.guardrails", { waivers: waiversOf(node) });
}

const carriesWaivers = (node: IConstruct): node is TerraformElement =>
  TerraformResource.isTerraformResource(node) || TerraformProvider.isTerraformProvider(node);

function waiverFaults(controlId: string, { reason, owner, expires }: Waiver): PropFault[] {
  return [
    ...unknownControl(controlId),
    ...reasoned("", { reason }).map((fault) => ({ ...fault, prop: "reason" })),
    ...required("owner", owner),
    ...matching("owner", owner, /\S/, "the name of a person or team"),
    ...(typeof expires === "string" && isDay(expires)
      ? []
      : [
          {
            prop: "expires",
            message: `must be a day of the calendar as YYYY-MM-DD, got: ${JSON.stringify(expires)}`,
          },
        ]),
  ];
}

function unknownControl(id: string): readonly PropFault[] {
  const fault = controlFault(String(id), CONTROLS);
  return fault === undefined
    ? []
    : [{ prop: "controlId", message: `must be the id of a control, for example RKG-RETAIN-01: ${fault}` }];
}
