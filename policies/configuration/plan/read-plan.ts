import type { Configuration, ExternalOptOut } from "../configuration";
import { IndexedConfiguration } from "../indexed-configuration";
import { asString, memberOf } from "../scalars";
import { declaredTypes } from "./declared-types";
import { PlanDocument } from "./plan-document";
import { secretsIn } from "./secrets";

/** A plan, as `terraform show -json` tells it. */
export interface PlanInput {
  readonly path: string;
  /** What tells it from others that are read with it: `workload`. */
  readonly name: string;
  /** The parsed JSON. */
  readonly plan: unknown;
}

export interface PlanOptions {
  /** What was given. @default the path of the first plan */
  readonly path?: string | undefined;
  /** The account, where no provider says. */
  readonly account?: string | undefined;
  readonly externalOptOut?: ExternalOptOut | undefined;
  /**
   * The synthesized app that the plans were made from: it says what plans know only after apply, as long as both refer to the same, and
   * what other stacks of the app hold.
   */
  readonly synth?: Configuration | undefined;
}

/**
 * Reads a plan, or several plans of one system in the order of their deployment. Addresses carry the plan's name in front where there are
 * several. Nothing is copied or walked that nobody asks for.
 */
export function readPlan(plans: readonly PlanInput[], options: PlanOptions = {}): Configuration {
  const several = plans.length > 1;
  const documents = plans.map(
    ({ name, plan }) =>
      new PlanDocument(plan, {
        stack: several ? name : undefined,
        account: options.account,
        synth: options.synth,
      }),
  );
  const context = contextOf(options.synth, documents);
  const [first] = plans;
  return new IndexedConfiguration({
    source: {
      kind: "plan",
      path: options.path ?? first?.path ?? "",
      terraformVersion: asString(memberOf(first?.plan, "terraform_version")),
      complete: plans.every(({ plan }) => memberOf(plan, "complete") !== false),
      errored: plans.some(({ plan }) => memberOf(plan, "errored") === true),
    },
    resources: [...documents.flatMap(({ resources }) => resources), ...context.resources],
    dataSources: [...documents.flatMap(({ dataSources }) => dataSources), ...context.dataSources],
    providers: [...documents.flatMap(({ providers }) => providers), ...context.providers],
    changes: documents.flatMap(({ changes }) => changes),
    recordedWaivers: [...documents.flatMap(({ waivers }) => waivers), ...context.recordedWaivers],
    externalOptOut: options.externalOptOut,
    secrets: plans.flatMap(({ plan }) => secretsIn(plan)),
    mayHoldMore: mayHoldMore(plans),
  });
}

type Context = Pick<Configuration, "resources" | "dataSources" | "providers" | "recordedWaivers">;

/** What the app holds beside the planned stacks: the key, the opt-out. An app that the plans are not of says nothing. */
function contextOf(synth: Configuration | undefined, documents: readonly PlanDocument[]): Context {
  const planned = new Set(documents.flatMap((each) => (each.synth === undefined ? [] : [each.synth.stack])));
  if (synth === undefined || planned.size === 0) {
    return { resources: [], dataSources: [], providers: [], recordedWaivers: [] };
  }
  const other = ({ stack }: { readonly stack: string | undefined }) => !planned.has(stack);
  const ofOther = ({ address }: { readonly address: string }) =>
    ![...planned].some((stack) => stack === undefined || address.startsWith(`${stack}/`));
  return {
    resources: synth.resources.filter(other),
    dataSources: synth.dataSources.filter(other),
    providers: synth.providers.filter(ofOther),
    recordedWaivers: synth.recordedWaivers.filter(ofOther),
  };
}

/** Why a plan that is not whole may leave out a type that its configuration declares. */
function mayHoldMore(plans: readonly PlanInput[]): (type: string) => string | undefined {
  const partial = plans
    .filter(({ plan }) => memberOf(plan, "complete") === false || memberOf(plan, "errored") === true)
    .map(({ plan }) => ({
      types: declaredTypes(memberOf(plan, "configuration")),
      reason:
        memberOf(plan, "errored") === true
          ? "the plan stopped at an error; make it again once that is mended"
          : "the plan is not complete (-target, or changes that are deferred); make one of the whole configuration",
    }));
  return (type) => partial.find(({ types }) => types === undefined || types.has(type))?.reason;
}
