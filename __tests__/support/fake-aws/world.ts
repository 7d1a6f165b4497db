import type { KeyTraits } from "./kms";
import type { FaceCollection } from "./rekognition/collection";
import type { Project } from "./rekognition/custom-labels";
import type { FaceSearch } from "./rekognition/face-search";
import type { LivenessSession } from "./rekognition/liveness";
import type { StreamProcessor } from "./rekognition/stream-processors";
import { Bucket, type BucketOptions } from "./s3/bucket";
import { ServiceError } from "./service-error";

/** The account a world is, and its clock. */
export interface FakeWorldOptions {
  /** @default "111122223333" */
  readonly accountId?: string;
  /** @default "eu-west-1" */
  readonly region?: string;
  /** @default - the machine's clock */
  readonly now?: () => Date;
  /** The most entries of a list's page, whatever a request asks for, so that a few entries make several pages. @default 1000 */
  readonly maxPageSize?: number;
}

/**
 * Tells whether the caller lacks a permission: an action such as `s3:GetObject` on a resource's ARN, or on `*` for an action without
 * resources. An object under a KMS key is read with `kms:Decrypt`, and written with `kms:GenerateDataKey`, on the key's ARN.
 */
export type DeniesAction = (action: string, resource: string) => boolean;

/**
 * What the fake remembers: buckets with their objects, collections with their faces, liveness sessions, video searches, projects
 * and stream processors of one account in one Region, and the account's opt-out policy.
 *
 * It is this project's own idea of AWS. It judges no IAM policy, key policy or bucket policy but through {@link FakeWorld.denies},
 * verifies no signature, and tells faces apart by a mark that the project's test images carry.
 */
export class FakeWorld {
  readonly accountId: string;
  readonly region: string;
  readonly now: () => Date;
  maxPageSize: number;
  readonly buckets = new Map<string, Bucket>();
  readonly collections = new Map<string, FaceCollection>();
  readonly livenessSessions = new Map<string, LivenessSession>();
  readonly faceSearches = new Map<string, FaceSearch>();
  readonly projects = new Map<string, Project>();
  readonly streamProcessors = new Map<string, StreamProcessor>();
  /** What is out of the ordinary about keys, by their ARNs; every other key is symmetric, enabled and the customer's. */
  readonly keys = new Map<string, KeyTraits>();
  /** Tags by the ARN they are on. */
  readonly tags = new Map<string, Map<string, string>>();
  /** The account's effective AI services opt-out policy. Without one, the account has not opted out. @default - none */
  optOutPolicy: unknown;
  /** What the caller is not permitted. @default - nothing */
  denies: DeniesAction = () => false;
  #lastId = 0;

  constructor(options: FakeWorldOptions = {}) {
    this.accountId = options.accountId ?? "111122223333";
    this.region = options.region ?? "eu-west-1";
    this.now = options.now ?? (() => new Date());
    this.maxPageSize = options.maxPageSize ?? 1000;
  }

  /** Makes a bucket; it belongs to the world's account and is versioned, unless told otherwise. */
  createBucket(name: string, options: BucketOptions = {}): Bucket {
    const bucket = new Bucket(name, { owner: this.accountId, now: this.now, ...options });
    this.buckets.set(name, bucket);
    return bucket;
  }

  /** An ARN of Rekognition, in the world's account and Region. */
  rekognitionArn(resource: string): string {
    return `arn:aws:rekognition:${this.region}:${this.accountId}:${resource}`;
  }

  /** The ARN of the KMS key that a key id, or an ARN, names. */
  keyArn(key: string): string {
    return key.startsWith("arn:") ? key : `arn:aws:kms:${this.region}:${this.accountId}:key/${key}`;
  }

  /** An id in the form of a UUID; the same from run to run, and no two the same. */
  nextUuid(): string {
    this.#lastId += 1;
    return `fa4e0000-0000-4000-8000-${this.#lastId.toString(16).padStart(12, "0")}`;
  }

  /** @throws {ServiceError} 403, of the code given, where the caller lacks the permission. */
  permit(action: string, resource: string, code = "AccessDenied", status = 403): void {
    if (this.denies(action, resource)) throw new ServiceError(code, status);
  }

  /** Seconds since 1970, as JSON 1.1 writes a time. */
  epochSeconds(): number {
    return this.now().getTime() / 1000;
  }
}
