import type { EncryptionKey } from "../access/encryption-key";
import type { EncryptedBucket } from "../encrypted-bucket";
import type { Concurrency, FunctionSystemProps } from "../image-functions/image-functions-props";

export interface VideoAnalysisProps extends FunctionSystemProps {
  /** Encrypts messages, and the videos and results of a bucket that is not given. */
  readonly key: EncryptionKey;
  /** The collection whose faces are looked for, of the same account and region: 1 to 255 letters, digits and any of `_.-`. */
  readonly collectionId: string;
  /**
   * Where videos are (below `videos/`), and results (below `results/`). Its key encrypts the functions' environments and logs too.
   *
   * @default - a bucket of its own, `<namePrefix>-videos-<account>-<region>`
   */
  readonly bucket?: EncryptedBucket | undefined;
  /**
   * Days that videos and results are kept, 1 to 3650; not with a `bucket`, which has its own. A video shows everybody who passed, so
   * it is kept shorter than a member's picture.
   *
   * @default 30
   */
  readonly retentionDays?: number | undefined;
  /**
   * What Rekognition calls similarity, in per cent, 99 to 100.
   *
   * @default 99
   */
  readonly similarityThreshold?: number | undefined;
  /**
   * How many requests at most are worked on at a time, by function. To take results there must be 2 at least: a queue hands out so
   * many.
   *
   * @default - 2 to start, 2 to take
   */
  readonly reservedConcurrency?: { readonly start?: Concurrency; readonly take?: Concurrency } | undefined;
}
