import * as z from "zod/mini";
import type { CollectionSettings } from "../shared/collection-settings";
import {
  collectionId,
  type Environment,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  overlapFaults,
  percentage,
  prefix,
  readEnvironment,
  text,
} from "../shared/environment";

/** The function's settings, as its environment gives them. */
export interface Settings extends CollectionSettings {
  /** `VIDEOS_PREFIX`: where videos are. @default "videos/" */
  readonly videosPrefix: string;
  /** `SIMILARITY_THRESHOLD`: in percent, 99 to 100. @default 99 */
  readonly similarityThreshold: number;
  /** `NOTIFICATION_TOPIC_ARN`: where Rekognition says that it is done. */
  readonly notificationTopicArn: string;
  /** `NOTIFICATION_ROLE_ARN`: the role in which it says so. */
  readonly notificationRoleArn: string;
}

const schema = z.object({
  ...imageVariables,
  VIDEOS_PREFIX: z._default(prefix, "videos/"),
  COLLECTION_ID: collectionId,
  SIMILARITY_THRESHOLD: percentage(99),
  NOTIFICATION_TOPIC_ARN: text(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
    "must be the ARN of a topic",
  ),
  NOTIFICATION_ROLE_ARN: text(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "must be the ARN of a role"),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...overlapFaults({
      MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
      VIDEOS_PREFIX: variables.VIDEOS_PREFIX,
    }),
    ...(variables.NOTIFICATION_TOPIC_ARN.split(":")[3] === variables.AWS_REGION
      ? []
      : ["NOTIFICATION_TOPIC_ARN must be of a topic in the function's Region"]),
  ]);
  return {
    ...imageSettings(read),
    videosPrefix: read.VIDEOS_PREFIX,
    collectionId: read.COLLECTION_ID,
    similarityThreshold: read.SIMILARITY_THRESHOLD,
    notificationTopicArn: read.NOTIFICATION_TOPIC_ARN,
    notificationRoleArn: read.NOTIFICATION_ROLE_ARN,
  };
}
