import { PARTITION } from "../language/symbols/reference";
import type { Configuration, ExternalOptOut, RecordedWaivers, Source } from "./configuration";
import { partitionOfRegion } from "./providers";
import { referenceTo } from "./reference-to";
import type { Change, Provider, Resource } from "./resource";

/** What a reader has read. */
export type ConfigurationParts = Omit<
  Configuration,
  "ofType" | "dataOfType" | "find" | "declarationsFor" | "secrets"
> & {
  /** @default - none */
  readonly secrets?: readonly string[];
};

/** A configuration that finds resources by type and by address. */
export class IndexedConfiguration implements Configuration {
  readonly source: Source;
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  readonly providers: readonly Provider[];
  readonly changes: readonly Change[];
  readonly recordedWaivers: readonly RecordedWaivers[];
  readonly externalOptOut: ExternalOptOut | undefined;
  readonly secrets: readonly string[];
  readonly mayHoldMore: (type: string) => string | undefined;
  private readonly managed: ReadonlyMap<string, readonly Resource[]>;
  private readonly data: ReadonlyMap<string, readonly Resource[]>;
  private readonly byAddress = new Map<string, Resource>();
  private readonly byReference = new Map<string, Resource>();

  constructor(parts: ConfigurationParts) {
    this.source = parts.source;
    this.resources = parts.resources;
    this.dataSources = parts.dataSources;
    this.providers = parts.providers;
    this.changes = parts.changes;
    this.recordedWaivers = parts.recordedWaivers;
    this.externalOptOut = parts.externalOptOut;
    this.secrets = parts.secrets ?? [];
    this.mayHoldMore = parts.mayHoldMore;
    this.managed = byType(parts.resources);
    this.data = byType(parts.dataSources);
    for (const resource of [...parts.resources, ...parts.dataSources]) {
      this.byAddress.set(resource.address, resource);
      this.byReference.set(referenceTo(resource), resource);
    }
  }

  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.managed.get(type) ?? []);
  }

  dataOfType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.data.get(type) ?? []);
  }

  find(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  declarationsFor(template: string, reader: Resource): Readonly<Record<string, string>> {
    const declarations: Record<string, string> = {
      [PARTITION]: partitionOfRegion(reader.provider?.region),
    };
    for (const [, quoted = ""] of template.matchAll(/(?<!\$)\$\{([^}]*)\}/g)) {
      // A document in JSON quotes the key of an instance.
      const expression = quoted.replaceAll('\\"', '"');
      const cut = expression.lastIndexOf(".");
      const resource = this.byReference.get(expression.slice(0, cut));
      if (resource !== undefined) declare(declarations, expression, expression.slice(cut + 1), resource);
    }
    return declarations;
  }
}

function byType(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const same = groups.get(resource.type);
    if (same === undefined) groups.set(resource.type, [resource]);
    else same.push(resource);
  }
  return groups;
}

/** What names a thing, and is part of its ARN. */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_kms_key: "key_id",
  aws_kms_replica_key: "key_id",
  aws_sqs_queue: "name",
  aws_sns_topic: "name",
  aws_kinesis_stream: "name",
};

function declare(
  declarations: Record<string, string>,
  expression: string,
  attribute: string,
  resource: Resource,
): void {
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) declarations[key] = value;
  };
  const address = referenceTo(resource);
  switch (resource.type) {
    case "aws_caller_identity":
      add(`${address}.account_id`, resource.get("account_id").string ?? resource.provider?.account);
      return;
    case "aws_region":
      add(
        `${address}.name`,
        resource.get("name").string ?? resource.get("region").string ?? resource.provider?.region,
      );
      return;
    case "aws_partition":
      return;
    default: {
      const name = NAMED_BY[resource.type];
      if (name !== undefined) add(`${address}.${name}`, resource.get(name).string);
      add(expression, resource.get(attribute).string);
    }
  }
}
