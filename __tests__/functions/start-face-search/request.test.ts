import { checkRequest } from "../../../functions/start-face-search/request";
import { refusalOf } from "../support/reasons";

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event, "videos/"));

const video = { key: "videos/door-1/0042.mp4" };

describe("checkRequest of start-face-search", () => {
  it("takes a video below the prefix, with or without a token", () => {
    expect(checkRequest({ video }, "videos/")).toEqual({ videoKey: video.key, requestToken: undefined });
    expect(checkRequest({ video, requestToken: "again-1" }, "videos/")).toEqual({
      videoKey: video.key,
      requestToken: "again-1",
    });
  });

  it.each<readonly [string, unknown, string]>([
    ["nothing", undefined, "request-malformed"],
    ["a text", video.key, "request-malformed"],
    ["no video", {}, "request-malformed"],
    ["a video without a key", { video: {} }, "video-key-malformed"],
    ["a key that is no text", { video: { key: 1 } }, "video-key-malformed"],
    ["a member too many", { video, jobTag: "ada" }, "request-malformed"],
    ["a member too many in the video", { video: { ...video, bucket: "other" } }, "request-malformed"],
    ["prototype keys", JSON.parse('{"video":{"key":"videos/a"},"__proto__":{}}'), "request-malformed"],
    ["a token of nothing", { video, requestToken: "" }, "request-token-malformed"],
    ["a token of 65 characters", { video, requestToken: "a".repeat(65) }, "request-token-malformed"],
    ["a token with a space", { video, requestToken: "a b" }, "request-token-malformed"],
    ...[
      "members/ada",
      "videos/",
      "videos",
      "videos/../members/ada",
      "videos/%2e%2e/members/ada",
      "videos//ada.mp4",
      "videos/a\u0000.mp4",
      "videos/аda.mp4",
      "videos/a.mp4\n",
      `videos/${"a".repeat(65)}`,
    ].map((key) => [`the key ${JSON.stringify(key)}`, { video: { key } }, "video-key-malformed"] as const),
  ])("refuses %s", (_name, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
