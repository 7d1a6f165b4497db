import { readSettings } from "../../../functions/erase-face/settings";
import { ENVIRONMENT, IMAGE_SETTINGS } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...ENVIRONMENT, ...change }));

describe("readSettings of erase-face", () => {
  it("knows of no liveness pictures and of no collection unless told, and passes over the rest of the environment", () => {
    expect(readSettings({ ...ENVIRONMENT, PATH: "/bin" })).toEqual({
      ...IMAGE_SETTINGS,
      livenessPrefix: undefined,
      collectionId: undefined,
    });
  });

  it("reads what is set", () => {
    const set = { LIVENESS_PREFIX: "alive/", COLLECTION_ID: "books_1.2-x", MEMBERS_PREFIX: "a/b/" };
    expect(readSettings({ ...ENVIRONMENT, ...set })).toEqual({
      ...IMAGE_SETTINGS,
      membersPrefix: "a/b/",
      livenessPrefix: "alive/",
      collectionId: "books_1.2-x",
    });
  });

  it.each([
    ["the same prefix", "members/"],
    ["one below the other", "members/alive/"],
  ])("refuses %s for references and liveness pictures", (_, prefix) => {
    const message = "MEMBERS_PREFIX and LIVENESS_PREFIX must not hold one another";
    expect(fault({ LIVENESS_PREFIX: prefix })).toContain(message);
    expect(fault({ LIVENESS_PREFIX: "members/", MEMBERS_PREFIX: prefix })).toContain(message);
  });

  // A prefix that were empty would be everything there is.
  it.each(["", "/", "liveness", "../", "liveness//", "*/"])("refuses %j for a prefix", (prefix) => {
    for (const name of ["LIVENESS_PREFIX", "MEMBERS_PREFIX"])
      expect(fault({ [name]: prefix })).toContain(`${name} must be names that each end in a slash`);
  });

  it.each(["", "a collection", "a/b", "a".repeat(256)])("refuses %j for a collection", (collection) => {
    expect(fault({ COLLECTION_ID: collection })).toContain("COLLECTION_ID must be the id of a collection");
  });

  it("refuses a key of another Region", () => {
    expect(fault({ AWS_REGION: "eu-central-1" })).toContain(
      "IMAGE_KEY_ARN must be of a key in the function's Region",
    );
  });

  it("names every variable at fault, and repeats no value", () => {
    const message = fault({ IMAGE_BUCKET: "Secret_Bucket", COLLECTION_ID: "a secret" });
    expect(message).toContain("IMAGE_BUCKET must be a bucket's name");
    expect(message).toContain("COLLECTION_ID must be the id of a collection");
    expect(message).not.toMatch(/secret/i);
  });
});
