import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import { attributesOf, facesOf, isFiltered } from "./face-detail";
import { look, type WireImage } from "./images";

/** How alike two faces with the same mark are, in percent; two with different marks are not alike at all. */
export const SIMILARITY = 99.9;

/** @throws {ServiceError} `InvalidParameterException` where one of the images shows no face. */
export function compareFaces(
  world: FakeWorld,
  input: {
    readonly SourceImage?: WireImage;
    readonly TargetImage?: WireImage;
    readonly SimilarityThreshold?: number;
    readonly QualityFilter?: string;
  },
): object {
  const source = look(world, input.SourceImage);
  const target = look(world, input.TargetImage);
  const [wanted] = facesOf(source);
  if (wanted === undefined || target.faces.length === 0) throw new ServiceError("InvalidParameterException");
  const isLeftOut = isFiltered(source, input.QualityFilter) || isFiltered(target, input.QualityFilter);
  const compared = isLeftOut ? [] : facesOf(target);
  const isMatch = ({ mark }: { readonly mark: string }) =>
    mark === wanted.mark && SIMILARITY >= thresholdOf(input.SimilarityThreshold);
  return {
    SourceImageFace: { BoundingBox: wanted.detail.BoundingBox, Confidence: wanted.detail.Confidence },
    FaceMatches: compared.filter(isMatch).map(({ detail }) => ({ Similarity: SIMILARITY, Face: detail })),
    UnmatchedFaces: compared.filter((face) => !isMatch(face)).map(({ detail }) => detail),
  };
}

export function detectFaces(
  world: FakeWorld,
  input: { readonly Image?: WireImage; readonly Attributes?: readonly string[] },
): object {
  const image = look(world, input.Image);
  const attributes = attributesOf(image, input.Attributes ?? []);
  return { FaceDetails: facesOf(image).map(({ detail }) => ({ ...detail, ...attributes })) };
}

/** A threshold in percent. @throws {ServiceError} `InvalidParameterException` outside of 0 to 100. */
export function thresholdOf(asked = 80): number {
  if (!(asked >= 0 && asked <= 100)) throw new ServiceError("InvalidParameterException");
  return asked;
}
