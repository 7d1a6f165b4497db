import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import { setTags, type WireTags } from "./tags";

interface ByName {
  readonly Name?: string;
}

/** A stream processor, as it was asked for. It never runs. */
export interface StreamProcessor {
  readonly arn: string;
  readonly createdAt: number;
  readonly request: Readonly<Record<string, unknown>>;
}

/** @throws {ServiceError} `InvalidParameterException`, `ResourceInUseException` for a name that is taken. */
export function createStreamProcessor(
  world: FakeWorld,
  { Tags, ...request }: ByName & { readonly RoleArn?: string; readonly Tags?: WireTags },
): object {
  const { Name = "", RoleArn } = request;
  if (!/^[a-zA-Z0-9_.-]{1,128}$/.test(Name) || RoleArn === undefined)
    throw new ServiceError("InvalidParameterException");
  if (world.streamProcessors.has(Name)) throw new ServiceError("ResourceInUseException");
  const arn = world.rekognitionArn(`streamprocessor/${Name}`);
  world.streamProcessors.set(Name, { arn, createdAt: world.epochSeconds(), request });
  setTags(world, arn, Tags);
  return { StreamProcessorArn: arn };
}

export function describeStreamProcessor(world: FakeWorld, input: ByName): object {
  const { arn, createdAt, request } = processorOf(world, input);
  return {
    ...request,
    StreamProcessorArn: arn,
    Status: "STOPPED",
    CreationTimestamp: createdAt,
    LastUpdateTimestamp: createdAt,
  };
}

export function deleteStreamProcessor(world: FakeWorld, input: ByName): object {
  const { arn } = processorOf(world, input);
  world.streamProcessors.delete(input.Name ?? "");
  world.tags.delete(arn);
  return {};
}

function processorOf(world: FakeWorld, { Name = "" }: ByName): StreamProcessor {
  const processor = world.streamProcessors.get(Name);
  if (processor === undefined) throw new ServiceError("ResourceNotFoundException");
  return processor;
}
