import type { Change, Provider, Resource } from "./resource";

/** Where a configuration comes from. */
export interface Source {
  readonly kind: "synth" | "plan" | "account";
  /** What was given: a file, a folder, `-`. */
  readonly path: string;
  /** The version of Terraform that made the plan. */
  readonly terraformVersion: string | undefined;
  /** False where a plan says that more is to come after it (`-target`, deferred changes). */
  readonly complete: boolean;
  /** True where the plan stopped at an error. */
  readonly errored: boolean;
}

/** The waivers that travel in the metadata of a resource or provider, as they stand there: `policies/review` validates them. */
export interface RecordedWaivers {
  readonly address: string;
  readonly waivers: unknown;
}

/** An opt-out that somebody else deploys, as the settings name it. */
export interface ExternalOptOut {
  /** For example `p-abcd123456`. */
  readonly policyId: string;
  readonly owner: string;
}

/** One model of a configuration, whatever it was read from. */
export interface Configuration {
  readonly source: Source;
  /** What will be managed. */
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  readonly providers: readonly Provider[];
  /** What a plan changes, no-ops among them; empty for other sources. */
  readonly changes: readonly Change[];
  readonly recordedWaivers: readonly RecordedWaivers[];
  readonly externalOptOut: ExternalOptOut | undefined;
  /** Texts that no report may show, the longest first. */
  readonly secrets: readonly string[];
  /** The managed resources of these types. */
  ofType(...types: readonly string[]): readonly Resource[];
  /** The data sources of these types. */
  dataOfType(...types: readonly string[]): readonly Resource[];
  /** A resource or data source by its address. */
  find(address: string): Resource | undefined;
  /**
   * Why a resource of this type that is not here may exist all the same (a targeted plan, a plan that stopped at an error, a module that
   * synthesized configuration only names); undefined where its absence is certain.
   */
  mayHoldMore(type: string): string | undefined;
  /**
   * The known values of what a text with references refers to, as `parsePolicy` takes them: names of buckets, ids of keys, the account,
   * the region and the partition.
   */
  declarationsFor(template: string, reader: Resource): Readonly<Record<string, string>>;
}
