import type { Settings } from "../../../functions/start-face-search/settings";
import { type Bucket, type FakeWorld, testImage, testVideo } from "../../support/fake-aws";
import { createCollection } from "../../support/fake-aws/rekognition/collection";
import { indexFaces } from "../../support/fake-aws/rekognition/collection-faces";
import { IMAGE_SETTINGS } from "../support/image-settings";

export const COLLECTION = "members";
export const VIDEO_KEY = "videos/door-1/member-zorro.mp4";
export const TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:video-finished";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/video-finished-eu-west-1";

export const SETTINGS: Settings = {
  ...IMAGE_SETTINGS,
  videosPrefix: "videos/",
  collectionId: COLLECTION,
  similarityThreshold: 99,
  notificationTopicArn: TOPIC_ARN,
  notificationRoleArn: ROLE_ARN,
};

/** A collection of two members, and a video of one of them, of a stranger, and of the other. @returns The video's version. */
export function arrangeVideoIn(world: FakeWorld, bucket: Bucket | undefined): string {
  if (bucket === undefined) throw new Error("There is no bucket.");
  createCollection(world, { CollectionId: COLLECTION });
  for (const mark of ["bob", "ada"]) {
    const Bytes = testImage({ faces: [mark] }).toString("base64");
    indexFaces(world, { CollectionId: COLLECTION, Image: { Bytes }, ExternalImageId: `${mark}:version-1` });
  }
  return bucket.put(VIDEO_KEY, testVideo(["bob", "stranger", "ada", "bob"])).versionId;
}

export const arrangeVideo = ({
  world,
  bucket,
}: {
  readonly world: FakeWorld;
  readonly bucket: Bucket;
}): string => arrangeVideoIn(world, bucket);

/** Of an invocation with time enough. */
export const CONTEXT = { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 5000 };

/** A function's handler, loaded in an environment; what it logs goes nowhere. */
export function loaded<Handler>(
  load: () => { readonly handler: Handler },
  environment: Readonly<Record<string, string>>,
): Handler {
  const before = process.env;
  for (const level of ["info", "warn", "error", "log"] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
  process.env = { ...before, ...environment, POWERTOOLS_DEV: "true" };
  try {
    let handler: Handler | undefined;
    jest.isolateModules(() => {
      handler = load().handler;
    });
    if (handler === undefined) throw new Error("The function has no handler.");
    return handler;
  } finally {
    process.env = before;
  }
}
