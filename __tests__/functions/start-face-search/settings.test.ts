import { readSettings } from "../../../functions/start-face-search/settings";
import { ENVIRONMENT } from "../support/image-settings";
import { ROLE_ARN, SETTINGS, TOPIC_ARN } from "./support";

const environment = {
  ...ENVIRONMENT,
  COLLECTION_ID: "members",
  NOTIFICATION_TOPIC_ARN: TOPIC_ARN,
  NOTIFICATION_ROLE_ARN: ROLE_ARN,
};

describe("readSettings of start-face-search", () => {
  it("reads the environment, with defaults", () => {
    expect(readSettings(environment)).toEqual(SETTINGS);
    expect(
      readSettings({ ...environment, VIDEOS_PREFIX: "cameras/", SIMILARITY_THRESHOLD: "99.5" }),
    ).toMatchObject({ videosPrefix: "cameras/", similarityThreshold: 99.5 });
  });

  it.each([
    ["COLLECTION_ID", undefined, "COLLECTION_ID must be the id of a collection"],
    ["COLLECTION_ID", "a/b", "COLLECTION_ID must be the id of a collection"],
    ["SIMILARITY_THRESHOLD", "98.9", "SIMILARITY_THRESHOLD must be a percentage from 99 to 100"],
    ["SIMILARITY_THRESHOLD", "0.99", "a mistake in the unit"],
    ["NOTIFICATION_TOPIC_ARN", undefined, "NOTIFICATION_TOPIC_ARN must be the ARN of a topic"],
    ["NOTIFICATION_TOPIC_ARN", "video-finished", "NOTIFICATION_TOPIC_ARN must be the ARN of a topic"],
    ["NOTIFICATION_TOPIC_ARN", TOPIC_ARN.replace("eu-west-1", "us-east-1"), "in the function's Region"],
    ["NOTIFICATION_ROLE_ARN", undefined, "NOTIFICATION_ROLE_ARN must be the ARN of a role"],
    ["NOTIFICATION_ROLE_ARN", TOPIC_ARN, "NOTIFICATION_ROLE_ARN must be the ARN of a role"],
    ["VIDEOS_PREFIX", "videos", "VIDEOS_PREFIX must be names that each end in a slash"],
    ["VIDEOS_PREFIX", "members/", "MEMBERS_PREFIX and VIDEOS_PREFIX must not hold one another"],
    [
      "IMAGE_KEY_ARN",
      ENVIRONMENT.IMAGE_KEY_ARN.replace("eu-west-1", "us-east-1"),
      "IMAGE_KEY_ARN must be of a key",
    ],
  ])("refuses %s = %s", (name, value, message) => {
    expect(() => readSettings({ ...environment, [name]: value })).toThrow(message);
  });
});
