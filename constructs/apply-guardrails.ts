import { type App, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ValidationError } from "./validation/validation-error";
import { isDate, waiversOf } from "./waive";

/** How the app is judged. */
export interface GuardrailsOptions {
  /**
   * The day by which waivers are judged, as YYYY-MM-DD.
   *
   * @default - today, in UTC
   */
  readonly today?: string | undefined;
}

/**
 * Makes `app.synth()` fail where a guardrail is broken: two resources of a stack that share one address (cdktf lets the later one
 * replace the earlier, without a word), and waivers that have expired. Errors carry construct paths.
 */
export function applyGuardrails(app: App, options: GuardrailsOptions = {}): void {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  if (!isDate(today)) {
    throw new ValidationError("applyGuardrails", [
      {
        prop: "today",
        message: `must be a day of the calendar as YYYY-MM-DD, got: ${JSON.stringify(today)}`,
      },
    ]);
  }
  app.node.addValidation({
    validate: () => {
      const stacks = app.node.findAll().filter(TerraformStack.isStack);
      return [...stacks.flatMap(sharedAddresses), ...expiredWaivers(app, today)];
    },
  });
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

function expiredWaivers(app: App, today: string): readonly string[] {
  const seen = new Set<object>();
  return app.node.findAll().flatMap((construct) =>
    waiversOf(construct)
      .filter((waiver) => waiver.expires < today && !seen.has(waiver) && seen.add(waiver))
      .map(
        ({ control, owner, expires }) =>
          `${construct.node.path}: the waiver of ${control} expired on ${expires}. ${owner} must mend the finding, or decide again.`,
      ),
  );
}
