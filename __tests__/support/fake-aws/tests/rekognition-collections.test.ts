/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import * as sdk from "@aws-sdk/client-rekognition";
import { testImage } from "..";
import { failureOf } from "./clients";
import { fixture, OWNER } from "./fixture";

const fake = fixture(2);
const ARN = `arn:aws:rekognition:eu-west-1:${OWNER}`;
const of = (...faces: string[]) => ({ Bytes: testImage({ faces }) });

describe("the fake's collections", () => {
  const CollectionId = "desk";
  const create = (options: object = {}) =>
    fake.clients.rekognition.send(new sdk.CreateCollectionCommand({ CollectionId, ...options }));
  const index = (image: sdk.Image, options: Partial<sdk.IndexFacesCommandInput> = {}) =>
    fake.clients.rekognition.send(new sdk.IndexFacesCommand({ CollectionId, Image: image, ...options }));
  const search = (image: sdk.Image, options: Partial<sdk.SearchFacesByImageCommandInput> = {}) =>
    fake.clients.rekognition.send(
      new sdk.SearchFacesByImageCommand({ CollectionId, Image: image, ...options }),
    );
  const list = (options: Partial<sdk.ListFacesCommandInput> = {}) =>
    fake.clients.rekognition.send(new sdk.ListFacesCommand({ CollectionId, ...options }));
  const describeIt = () => fake.clients.rekognition.send(new sdk.DescribeCollectionCommand({ CollectionId }));
  const deleteIt = () => fake.clients.rekognition.send(new sdk.DeleteCollectionCommand({ CollectionId }));
  const idsOf = ({ Faces = [] }: sdk.ListFacesCommandOutput) => Faces.map(({ FaceId }) => FaceId);

  it("are made, described and deleted once", async () => {
    const CollectionArn = `${ARN}:collection/desk`;
    expect(await create()).toMatchObject({ StatusCode: 200, CollectionArn });
    expect(await failureOf(create())).toMatchObject({ name: "ResourceAlreadyExistsException" });
    expect(await describeIt()).toMatchObject({
      CollectionARN: CollectionArn,
      FaceCount: 0,
      CreationTimestamp: new Date(fake.seconds * 1000),
    });
    expect(await deleteIt()).toMatchObject({ StatusCode: 200 });
    for (const call of [deleteIt, describeIt, list, () => index(of("ada")), () => search(of("ada"))])
      expect(await failureOf(call())).toMatchObject({ name: "ResourceNotFoundException" });
    expect(await failureOf(create({ CollectionId: "a/b" }))).toMatchObject({
      name: "InvalidParameterException",
    });
  });

  it("find a face again, by whose it is", async () => {
    await create();
    const { FaceRecords = [] } = await index(of("ada"), { ExternalImageId: "member-1" });
    await index(of("bob"));
    const [match, ...others] = (await search(of("ada", "bob"), { FaceMatchThreshold: 99 })).FaceMatches ?? [];
    expect(others).toEqual([]);
    expect(match).toEqual({ Similarity: 99.9, Face: FaceRecords[0]?.Face });
    expect(match?.Face?.ExternalImageId).toBe("member-1");
    expect((await search(of("eve"))).FaceMatches).toEqual([]);
    expect((await search(of("ada"), { FaceMatchThreshold: 100 })).FaceMatches).toEqual([]);
    await index(of("ada"));
    expect((await search(of("ada"))).FaceMatches).toHaveLength(2);
    expect((await search(of("ada"), { MaxFaces: 1 })).FaceMatches).toHaveLength(1);
    const poor = { Bytes: testImage({ faces: ["ada"], quality: 10 }) };
    for (const image of [of(), poor])
      expect(await failureOf(search(image, { QualityFilter: "AUTO" }))).toMatchObject({
        name: "InvalidParameterException",
      });
  });

  it("take in a face of the same image with the same external id once", async () => {
    await create();
    const as = async (ExternalImageId: string, image = of("ada")) =>
      (await index(image, { ExternalImageId })).FaceRecords?.[0]?.Face?.FaceId;
    const first = await as("member-1");
    expect(await as("member-1")).toBe(first);
    const others = [
      await as("member-2"),
      await as("member-1", { Bytes: testImage({ faces: ["ada"], width: 800 }) }),
    ];
    expect(new Set([first, ...others]).size).toBe(3);
    expect((await describeIt()).FaceCount).toBe(3);
  });

  it("say which faces they did not take, and why", async () => {
    await create();
    const reasons = async (image: sdk.Image, options: object) =>
      (await index(image, options)).UnindexedFaces?.map(({ Reasons }) => Reasons);
    expect(await reasons(of("ada", "bob"), { MaxFaces: 1 })).toEqual([["EXCEEDS_MAX_FACES"]]);
    const poor = { Bytes: testImage({ faces: ["eve"], quality: 10 }) };
    expect(await reasons(poor, {})).toEqual([["LOW_SHARPNESS"]]);
    expect(await reasons(poor, { QualityFilter: "NONE" })).toEqual([]);
    expect(await reasons(of(), {})).toEqual([]);
    expect((await describeIt()).FaceCount).toBe(2);
    for (const options of [{ ExternalImageId: "a b" }, { MaxFaces: 0 }])
      expect(await failureOf(index(of("ada"), options))).toMatchObject({ name: "InvalidParameterException" });
  });

  it("list their faces in pages, and lose none when some are deleted between", async () => {
    await create();
    await index(of("a", "b", "c", "d", "e"));
    const first = await list();
    expect(first.Faces).toHaveLength(2);
    await fake.clients.rekognition.send(
      new sdk.DeleteFacesCommand({ CollectionId, FaceIds: idsOf(first) as string[] }),
    );
    const second = await list({ NextToken: first.NextToken });
    const third = await list({ NextToken: second.NextToken });
    expect([second.Faces?.length, third.Faces?.length, third.NextToken]).toEqual([2, 1, undefined]);
    const known = idsOf(second)[1] ?? "";
    expect(idsOf(await list({ FaceIds: [known] }))).toEqual([known]);
    expect((await list({ MaxResults: 1 })).Faces).toHaveLength(1);
    expect(await failureOf(list({ NextToken: "??" }))).toMatchObject({
      name: "InvalidPaginationTokenException",
    });
  });

  it("say which faces they deleted, and which were not there", async () => {
    await create();
    await index(of("ada"));
    const [faceId = ""] = idsOf(await list());
    const remove = (FaceIds: string[]) =>
      fake.clients.rekognition.send(new sdk.DeleteFacesCommand({ CollectionId, FaceIds }));
    expect(await remove([faceId, "other"])).toMatchObject({
      DeletedFaces: [faceId],
      UnsuccessfulFaceDeletions: [{ FaceId: "other", Reasons: ["FACE_NOT_FOUND"] }],
    });
    expect((await describeIt()).FaceCount).toBe(0);
    expect(await failureOf(remove([]))).toMatchObject({ name: "InvalidParameterException" });
  });

  it("keep tags", async () => {
    const { CollectionArn: ResourceArn = "" } = await create({ Tags: { a: "1", b: "2" } });
    const tags = async () =>
      (await fake.clients.rekognition.send(new sdk.ListTagsForResourceCommand({ ResourceArn }))).Tags;
    await fake.clients.rekognition.send(
      new sdk.TagResourceCommand({ ResourceArn, Tags: { b: "3", c: "4" } }),
    );
    await fake.clients.rekognition.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    expect(await tags()).toEqual({ b: "3", c: "4" });
    await deleteIt();
    expect(await failureOf(tags().then(Object))).toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("are out of reach one by one", async () => {
    await create();
    await create({ CollectionId: "other" });
    fake.world.denies = (action, on) => action === "rekognition:ListFaces" && on === `${ARN}:collection/desk`;
    expect(await failureOf(list())).toMatchObject({ name: "AccessDeniedException" });
    expect(await list({ CollectionId: "other" })).toMatchObject({ Faces: [] });
  });
});
