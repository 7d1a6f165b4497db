import * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "../shared/errors";
import { parseRequest } from "../shared/request";

/** What a caller sends: to train a version of the model, or to hear how far a version is. */
export type TrainCustomLabelsRequest =
  | {
      /** Names the version, once in the project: 1 to 255 letters, digits, `_`, `-` and `.`, no `.` at its beginning. */
      readonly versionName: string;
      /** Key in the training bucket of a manifest of labelled images: names of letters, digits, `_`, `-` and single dots. */
      readonly trainingManifestKey: string;
      /** Key in the training bucket of the manifest of the images that the model is tested with. */
      readonly testingManifestKey: string;
    }
  | {
      readonly versionName: string;
      readonly trainingManifestKey: string;
      /** Has Rekognition set aside a fifth of the training images to test with, in place of a manifest of your own. */
      readonly autoSplit: true;
    }
  | {
      readonly versionName: string;
      /** Only asks. */
      readonly status: true;
    };

/** A request that may be served. */
export type CheckedRequest =
  | { readonly kind: "status"; readonly versionName: string }
  | {
      readonly kind: "train";
      readonly versionName: string;
      readonly trainingManifestKey: string;
      /** Undefined where Rekognition is to split the training images. */
      readonly testingManifestKey: string | undefined;
    };

/** As Rekognition takes it, but for a dot at the beginning: results are kept below it, where `..` would be a trap. */
const VERSION_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}$/;

const MANIFEST_KEY = /^(?:[A-Za-z0-9_-]{1,64}\/){0,8}[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64}){0,4}$/;

const manifestKey = z.optional(z.string().check(z.regex(MANIFEST_KEY)));

const schema = z.strictObject({
  versionName: z.string().check(z.regex(VERSION_NAME)),
  trainingManifestKey: manifestKey,
  testingManifestKey: manifestKey,
  autoSplit: z.optional(z.literal(true)),
  status: z.optional(z.literal(true)),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["versionName", "version-name-malformed"],
  ["trainingManifestKey", "manifest-key-malformed"],
  ["testingManifestKey", "manifest-key-malformed"],
]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): CheckedRequest {
  const { versionName, trainingManifestKey, testingManifestKey, autoSplit, status } = parseRequest(
    schema,
    event,
    REASONS,
  );
  const tests = [testingManifestKey, autoSplit].filter((each) => each !== undefined);
  if (status && trainingManifestKey === undefined && tests.length === 0)
    return { kind: "status", versionName };
  // What the model is tested with is a choice that nobody makes by leaving it out, nor both ways.
  if (status || trainingManifestKey === undefined || tests.length !== 1)
    throw new RequestRefused("request-malformed");
  return { kind: "train", versionName, trainingManifestKey, testingManifestKey };
}
