import type { RekognitionOperation } from "../operations";
import type { FakeWorld } from "../world";
import { createCollection, deleteCollection, deleteFaces, describeCollection, listFaces } from "./collection";
import { indexFaces, searchFacesByImage } from "./collection-faces";
import { compareFaces, detectFaces } from "./compare-faces";
import {
  createProject,
  createProjectVersion,
  deleteProject,
  describeProjects,
  describeProjectVersions,
} from "./custom-labels";
import { getFaceSearch, startFaceSearch } from "./face-search";
import { createFaceLivenessSession, getFaceLivenessSessionResults } from "./liveness";
import { createStreamProcessor, deleteStreamProcessor, describeStreamProcessor } from "./stream-processors";
import { listTagsForResource, tagResource, untagResource } from "./tags";

/** Each reads the members it knows of what came over the wire, all of them optional. */
type Call = (world: FakeWorld, input: object) => object;

const CALLS: Readonly<Record<RekognitionOperation, Call>> = {
  CompareFaces: compareFaces,
  CreateCollection: createCollection,
  CreateFaceLivenessSession: createFaceLivenessSession,
  CreateProject: createProject,
  CreateProjectVersion: createProjectVersion,
  CreateStreamProcessor: createStreamProcessor,
  DeleteCollection: deleteCollection,
  DeleteFaces: deleteFaces,
  DeleteProject: deleteProject,
  DeleteStreamProcessor: deleteStreamProcessor,
  DescribeCollection: describeCollection,
  DescribeProjects: describeProjects,
  DescribeProjectVersions: describeProjectVersions,
  DescribeStreamProcessor: describeStreamProcessor,
  DetectFaces: detectFaces,
  GetFaceLivenessSessionResults: getFaceLivenessSessionResults,
  GetFaceSearch: getFaceSearch,
  IndexFaces: indexFaces,
  ListFaces: listFaces,
  ListTagsForResource: listTagsForResource,
  SearchFacesByImage: searchFacesByImage,
  StartFaceSearch: startFaceSearch,
  TagResource: tagResource,
  UntagResource: untagResource,
};

/** What the world's Rekognition answers. @throws {ServiceError} Also `AccessDeniedException`, where the caller may not ask. */
export function callRekognition(world: FakeWorld, operation: RekognitionOperation, input: object): object {
  world.permit(`rekognition:${operation}`, resourceOf(world, input), "AccessDeniedException", 400);
  return CALLS[operation](world, input);
}

/** The collection, project or stream processor that a call is about, or all. */
function resourceOf(
  world: FakeWorld,
  input: {
    readonly CollectionId?: string;
    readonly ProjectArn?: string;
    readonly Name?: string;
    readonly ResourceArn?: string;
  },
): string {
  const { CollectionId, ProjectArn, Name, ResourceArn } = input;
  if (CollectionId !== undefined) return world.rekognitionArn(`collection/${CollectionId}`);
  if (Name !== undefined) return world.rekognitionArn(`streamprocessor/${Name}`);
  return ProjectArn ?? ResourceArn ?? "*";
}
