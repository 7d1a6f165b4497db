import { readSettings } from "../../../functions/take-face-search/settings";
import { ENVIRONMENT, IMAGE_SETTINGS } from "../support/image-settings";

describe("readSettings of take-face-search", () => {
  it("reads the environment, with defaults", () => {
    expect(readSettings(ENVIRONMENT)).toEqual({
      ...IMAGE_SETTINGS,
      resultsPrefix: "results/",
      similarityThreshold: 99,
    });
    expect(
      readSettings({ ...ENVIRONMENT, RESULTS_PREFIX: "seen/", SIMILARITY_THRESHOLD: "100" }),
    ).toMatchObject({ resultsPrefix: "seen/", similarityThreshold: 100 });
  });

  it.each([
    ["SIMILARITY_THRESHOLD", "80", "SIMILARITY_THRESHOLD must be a percentage from 99 to 100"],
    ["RESULTS_PREFIX", "results", "RESULTS_PREFIX must be names that each end in a slash"],
    ["RESULTS_PREFIX", "members/", "MEMBERS_PREFIX and RESULTS_PREFIX must not hold one another"],
    ["RESULTS_PREFIX", "videos/results/", "VIDEOS_PREFIX and RESULTS_PREFIX must not hold one another"],
    [
      "IMAGE_KEY_ARN",
      ENVIRONMENT.IMAGE_KEY_ARN.replace("eu-west-1", "us-east-1"),
      "IMAGE_KEY_ARN must be of a key",
    ],
  ])("refuses %s = %s", (name, value, message) => {
    expect(() => readSettings({ ...ENVIRONMENT, [name]: value })).toThrow(message);
  });
});
