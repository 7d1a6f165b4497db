import { pageOf } from "../pages";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import { setTags, type WireTags } from "./tags";

interface VersionRequest {
  readonly ProjectArn?: string;
  readonly VersionName?: string;
  readonly KmsKeyId?: string;
  readonly OutputConfig?: { readonly S3Bucket?: string; readonly S3KeyPrefix?: string };
  readonly Tags?: WireTags;
}

type TrainingStatus = "TRAINING_IN_PROGRESS" | "TRAINING_COMPLETED" | "TRAINING_FAILED";

interface ProjectVersion {
  readonly place: number;
  readonly arn: string;
  readonly request: VersionRequest;
  readonly createdAt: number;
  status: TrainingStatus;
}

/** A Custom Labels project. */
export interface Project {
  readonly place: number;
  readonly name: string;
  readonly createdAt: number;
  readonly feature: string;
  readonly autoUpdate: string | undefined;
  readonly versions: ProjectVersion[];
}

const NAME = /^[a-zA-Z0-9_.-]{1,255}$/;

/** @throws {ServiceError} `InvalidParameterException`, `ResourceInUseException` for a name that is taken. */
export function createProject(
  world: FakeWorld,
  input: {
    readonly ProjectName?: string;
    readonly Feature?: string;
    readonly AutoUpdate?: string;
    readonly Tags?: WireTags;
  },
): object {
  const { ProjectName: name = "", Feature: feature = "CUSTOM_LABELS", AutoUpdate: autoUpdate, Tags } = input;
  if (!NAME.test(name)) throw new ServiceError("InvalidParameterException");
  const known = [...world.projects.values()];
  if (known.some((project) => project.name === name)) throw new ServiceError("ResourceInUseException");
  const createdAt = world.epochSeconds();
  const ProjectArn = world.rekognitionArn(`project/${name}/${Math.floor(createdAt * 1000)}`);
  const place = (known.at(-1)?.place ?? 0) + 1;
  world.projects.set(ProjectArn, { place, name, createdAt, feature, autoUpdate, versions: [] });
  setTags(world, ProjectArn, Tags);
  return { ProjectArn };
}

export function describeProjects(
  world: FakeWorld,
  input: {
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly ProjectNames?: readonly string[];
    readonly Features?: readonly string[];
  },
): object {
  const { MaxResults = 100, ProjectNames, Features = ["CUSTOM_LABELS"], NextToken } = input;
  const wanted = [...world.projects]
    .map(([arn, project]) => ({ arn, ...project }))
    .filter(({ name, feature }) => (ProjectNames?.includes(name) ?? true) && Features.includes(feature));
  const { items, ...next } = pageOf(wanted, Math.min(MaxResults, world.maxPageSize), NextToken);
  const ProjectDescriptions = items.map(({ arn, createdAt, feature, autoUpdate }) => ({
    ProjectArn: arn,
    CreationTimestamp: createdAt,
    Status: "CREATED",
    Feature: feature,
    Datasets: [],
    ...(autoUpdate === undefined ? {} : { AutoUpdate: autoUpdate }),
  }));
  return { ProjectDescriptions, ...next };
}

/** @throws {ServiceError} `ResourceInUseException` while it has versions. */
export function deleteProject(world: FakeWorld, input: { readonly ProjectArn?: string }): object {
  if (projectOf(world, input).versions.length > 0) throw new ServiceError("ResourceInUseException");
  world.projects.delete(input.ProjectArn ?? "");
  world.tags.delete(input.ProjectArn ?? "");
  return { Status: "DELETING" };
}

/** @throws {ServiceError} `InvalidParameterException`, `ResourceInUseException`, `AccessDeniedException` for a key out of reach. */
export function createProjectVersion(world: FakeWorld, request: VersionRequest): object {
  const { versions, name } = projectOf(world, request);
  const { VersionName = "", OutputConfig, KmsKeyId, Tags } = request;
  if (!NAME.test(VersionName) || !world.buckets.has(OutputConfig?.S3Bucket ?? ""))
    throw new ServiceError("InvalidParameterException");
  if (versions.some((version) => version.request.VersionName === VersionName))
    throw new ServiceError("ResourceInUseException");
  for (const action of ["CreateGrant", "DescribeKey", "GenerateDataKey", "Decrypt"]) {
    if (KmsKeyId !== undefined)
      world.permit(`kms:${action}`, world.keyArn(KmsKeyId), "AccessDeniedException", 400);
  }
  const createdAt = world.epochSeconds();
  const resource = `project/${name}/version/${VersionName}/${Math.floor(createdAt * 1000)}`;
  const ProjectVersionArn = world.rekognitionArn(resource);
  const place = versions.length + 1;
  versions.push({ place, arn: ProjectVersionArn, request, createdAt, status: "TRAINING_IN_PROGRESS" });
  setTags(world, ProjectVersionArn, Tags);
  return { ProjectVersionArn };
}

/** Ends a training. */
export function finishTraining(
  world: FakeWorld,
  projectVersionArn: string,
  status: "TRAINING_COMPLETED" | "TRAINING_FAILED" = "TRAINING_COMPLETED",
): void {
  const versions = [...world.projects.values()].flatMap((project) => project.versions);
  const version = versions.find(({ arn }) => arn === projectVersionArn);
  if (version === undefined) throw new ServiceError("ResourceNotFoundException");
  version.status = status;
}

export function describeProjectVersions(
  world: FakeWorld,
  input: {
    readonly ProjectArn?: string;
    readonly VersionNames?: readonly string[];
    readonly MaxResults?: number;
    readonly NextToken?: string;
  },
): object {
  const { VersionNames, MaxResults = 100, NextToken } = input;
  const wanted = projectOf(world, input).versions.filter(
    ({ request }) => VersionNames?.includes(request.VersionName ?? "") ?? true,
  );
  const { items, ...next } = pageOf(wanted, Math.min(MaxResults, world.maxPageSize), NextToken);
  return { ProjectVersionDescriptions: items.map(descriptionOf), ...next };
}

function descriptionOf({ arn, request, createdAt, status }: ProjectVersion): object {
  return {
    ProjectVersionArn: arn,
    CreationTimestamp: createdAt,
    Status: status,
    OutputConfig: request.OutputConfig,
    ...(request.KmsKeyId === undefined ? {} : { KmsKeyId: request.KmsKeyId }),
    ...(status === "TRAINING_COMPLETED" ? { EvaluationResult: { F1Score: 0.9 } } : {}),
    ...(status === "TRAINING_FAILED" ? { StatusMessage: "The training failed, says the fake." } : {}),
  };
}

function projectOf(world: FakeWorld, { ProjectArn = "" }: { readonly ProjectArn?: string }): Project {
  const project = world.projects.get(ProjectArn);
  if (project === undefined) throw new ServiceError("ResourceNotFoundException");
  return project;
}
