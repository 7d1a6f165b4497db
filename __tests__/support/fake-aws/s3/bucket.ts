import { createHash } from "node:crypto";
import type { ObjectEncryption } from "./encryption";

/** What was written. */
export interface ObjectContent {
  readonly bytes: Buffer;
  readonly encryption: ObjectEncryption;
  /** @default "application/octet-stream" */
  readonly contentType?: string;
  /** The headers `x-amz-meta-…`, as they came. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The headers `x-amz-checksum-…`, as they came. */
  readonly checksums?: Readonly<Record<string, string>>;
}

/** A version of an object, or a delete marker: one without content. */
export interface StoredVersion {
  readonly key: string;
  /** `null` where the bucket was not versioned when it was written. */
  readonly versionId: string;
  /** Rises with every write. */
  readonly place: number;
  readonly lastModified: Date;
  readonly etag: string;
  readonly content: ObjectContent | undefined;
}

export type Versioning = "enabled" | "suspended" | "never";

/** How a bucket is to be. */
export interface BucketOptions {
  /** The account. @default - the world's */
  readonly owner?: string;
  /** What encrypts an object whose writer does not say. @default - S3's own keys (AES256) */
  readonly encryption?: ObjectEncryption;
  /** @default "enabled" */
  readonly versioning?: Versioning;
  readonly now?: () => Date;
}

/** A bucket: for each key its versions, the newest first. */
export class Bucket {
  readonly owner: string;
  readonly encryption: ObjectEncryption;
  /** May be changed, as an owner would. */
  versioning: Versioning;
  readonly #now: () => Date;
  readonly #versions = new Map<string, readonly StoredVersion[]>();
  #lastPlace = 0;

  constructor(
    readonly name: string,
    options: BucketOptions = {},
  ) {
    this.owner = options.owner ?? "111122223333";
    this.encryption = options.encryption ?? { algorithm: "AES256" };
    this.versioning = options.versioning ?? "enabled";
    this.#now = options.now ?? (() => new Date());
  }

  /** Writes an object, under the bucket's own encryption unless told otherwise. */
  put(key: string, bytes: Uint8Array, content: Partial<ObjectContent> = {}): StoredVersion {
    return this.#add(key, { encryption: this.encryption, ...content, bytes: Buffer.from(bytes) });
  }

  /** The newest version, which may be a delete marker. */
  newest(key: string): StoredVersion | undefined {
    return this.#versions.get(key)?.[0];
  }

  version(key: string, versionId: string): StoredVersion | undefined {
    return this.#versions.get(key)?.find((version) => version.versionId === versionId);
  }

  /** Deletes as a request that names no version does. @returns The delete marker, where the bucket keeps versions. */
  delete(key: string): StoredVersion | undefined {
    if (this.versioning !== "never") return this.#add(key, undefined);
    this.deleteVersion(key, "null");
    return undefined;
  }

  /** Deletes a version for good. @returns What there was. */
  deleteVersion(key: string, versionId: string): StoredVersion | undefined {
    const version = this.version(key, versionId);
    const others = (this.#versions.get(key) ?? []).filter((other) => other !== version);
    if (others.length === 0) this.#versions.delete(key);
    else this.#versions.set(key, others);
    return version;
  }

  /** All versions and markers below a prefix, in the order of their keys, the newest first. */
  versions(prefix = ""): StoredVersion[] {
    const keys = [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.flatMap((key) => this.#versions.get(key) ?? []);
  }

  #add(key: string, content: ObjectContent | undefined): StoredVersion {
    this.#lastPlace += 1;
    const hash = createHash("sha256")
      .update(`${this.name} ${this.#lastPlace} `)
      .update(content?.bytes ?? "");
    const digest = hash.digest("hex");
    const version = {
      key,
      versionId: this.versioning === "enabled" ? digest.slice(32) : "null",
      place: this.#lastPlace,
      lastModified: this.#now(),
      etag: `"${digest.slice(0, 32)}"`,
      content,
    };
    const kept = (this.#versions.get(key) ?? []).filter(({ versionId }) => versionId !== version.versionId);
    this.#versions.set(key, [version, ...kept]);
    return version;
  }
}
