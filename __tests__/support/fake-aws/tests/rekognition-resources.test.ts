/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { DescribeEffectivePolicyCommand } from "@aws-sdk/client-organizations";
import * as sdk from "@aws-sdk/client-rekognition";
import { finishTraining } from "..";
import { failureOf } from "./clients";
import { fixture, KEY_ARN } from "./fixture";

const fake = fixture(2);

describe("the fake's Custom Labels", () => {
  const OutputConfig = { S3Bucket: "faces", S3KeyPrefix: "training" };
  const create = (ProjectName = "badges", options: Partial<sdk.CreateProjectCommandInput> = {}) =>
    fake.clients.rekognition.send(new sdk.CreateProjectCommand({ ProjectName, ...options }));
  const train = (
    ProjectArn: string | undefined,
    VersionName = "v1",
    options: Partial<sdk.CreateProjectVersionCommandInput> = {},
  ) =>
    fake.clients.rekognition.send(
      new sdk.CreateProjectVersionCommand({ ProjectArn, VersionName, OutputConfig, ...options }),
    );
  const versions = async (ProjectArn: string | undefined, options: object = {}) =>
    (await fake.clients.rekognition.send(new sdk.DescribeProjectVersionsCommand({ ProjectArn, ...options })))
      .ProjectVersionDescriptions;
  const projects = (options: sdk.DescribeProjectsCommandInput = {}) =>
    fake.clients.rekognition.send(new sdk.DescribeProjectsCommand(options));
  const remove = (ProjectArn: string | undefined) =>
    fake.clients.rekognition.send(new sdk.DeleteProjectCommand({ ProjectArn }));

  it("trains under a key, to one end or the other", async () => {
    const { ProjectArn } = await create();
    const { ProjectVersionArn = "" } = await train(ProjectArn, "v1", { KmsKeyId: KEY_ARN });
    await train(ProjectArn, "v2");
    expect(await versions(ProjectArn, { VersionNames: ["v1"] })).toMatchObject([
      { ProjectVersionArn, Status: "TRAINING_IN_PROGRESS", KmsKeyId: KEY_ARN, OutputConfig },
    ]);
    finishTraining(fake.world, ProjectVersionArn);
    expect(await versions(ProjectArn)).toMatchObject([
      { Status: "TRAINING_COMPLETED", EvaluationResult: { F1Score: 0.9 } },
      { Status: "TRAINING_IN_PROGRESS" },
    ]);
    finishTraining(fake.world, ProjectVersionArn, "TRAINING_FAILED");
    expect(await versions(ProjectArn)).toMatchObject([{ StatusMessage: expect.any(String) }, {}]);
    expect(await failureOf(remove(ProjectArn))).toMatchObject({ name: "ResourceInUseException" });
    expect(() => finishTraining(fake.world, "other")).toThrow("ResourceNotFoundException, said by the fake.");
  });

  it("lists projects in pages, by name and by feature", async () => {
    for (const name of ["a", "b", "c"]) await create(name);
    await create("d", { Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" });
    const first = await projects();
    const second = await projects({ NextToken: first.NextToken });
    expect([first, second].map((page) => page.ProjectDescriptions?.length)).toEqual([2, 1]);
    expect((await projects({ ProjectNames: ["b"] })).ProjectDescriptions).toMatchObject([
      { ProjectArn: expect.stringContaining(":project/b/"), Status: "CREATED" },
    ]);
    expect((await projects({ Features: ["CONTENT_MODERATION"] })).ProjectDescriptions).toMatchObject([
      { AutoUpdate: "ENABLED" },
    ]);
  });

  it("deletes a project without versions", async () => {
    const { ProjectArn } = await create();
    expect(await remove(ProjectArn)).toMatchObject({ Status: "DELETING" });
    for (const call of [() => remove(ProjectArn), () => train(ProjectArn)])
      expect(await failureOf(call())).toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("refuses what is not right", async () => {
    const { ProjectArn } = await create();
    await train(ProjectArn);
    const invalid = { name: "InvalidParameterException" };
    const taken = { name: "ResourceInUseException" };
    expect(await failureOf(create("a b"))).toMatchObject(invalid);
    expect(await failureOf(create())).toMatchObject(taken);
    expect(await failureOf(train(ProjectArn, "a b"))).toMatchObject(invalid);
    expect(await failureOf(train(ProjectArn, "v2", { OutputConfig: {} }))).toMatchObject(invalid);
    expect(await failureOf(train(ProjectArn))).toMatchObject(taken);
    fake.world.denies = (action) => action === "kms:CreateGrant";
    expect(await failureOf(train(ProjectArn, "v3", { KmsKeyId: KEY_ARN }))).toMatchObject({
      name: "AccessDeniedException",
    });
  });
});

describe("the fake's stream processors", () => {
  const Name = "door";
  const RoleArn = "arn:aws:iam::111122223333:role/door";
  const create = (options: Partial<sdk.CreateStreamProcessorCommandInput> = {}) =>
    fake.clients.rekognition.send(
      new sdk.CreateStreamProcessorCommand({
        Name,
        RoleArn,
        Input: { KinesisVideoStream: { Arn: "arn:aws:kinesisvideo:eu-west-1:111122223333:stream/door/1" } },
        Output: { S3Destination: { Bucket: "faces" } },
        Settings: { ConnectedHome: { Labels: ["PERSON"] } },
        KmsKeyId: KEY_ARN,
        DataSharingPreference: { OptIn: false },
        ...options,
      }),
    );
  const describeIt = () => fake.clients.rekognition.send(new sdk.DescribeStreamProcessorCommand({ Name }));
  const deleteIt = () => fake.clients.rekognition.send(new sdk.DeleteStreamProcessorCommand({ Name }));

  it("are what they were asked to be, and stand still", async () => {
    const { StreamProcessorArn } = await create({ Tags: { a: "1" } });
    const said = await describeIt();
    expect(said).toMatchObject({
      StreamProcessorArn,
      Name,
      RoleArn,
      Status: "STOPPED",
      KmsKeyId: KEY_ARN,
      DataSharingPreference: { OptIn: false },
      Settings: { ConnectedHome: { Labels: ["PERSON"] } },
    });
    expect(said).not.toHaveProperty("Tags");
    expect(await failureOf(create())).toMatchObject({ name: "ResourceInUseException" });
    expect(await failureOf(create({ Name: "a b" }))).toMatchObject({ name: "InvalidParameterException" });
    expect(await failureOf(create({ Name: "b", RoleArn: undefined }))).toMatchObject({
      name: "InvalidParameterException",
    });
    await deleteIt();
    for (const call of [describeIt, deleteIt])
      expect(await failureOf(call())).toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("the fake's effective opt-out policy", () => {
  const describePolicy = (TargetId?: string, PolicyType = "AISERVICES_OPT_OUT_POLICY") =>
    fake.clients.organizations.send(
      new DescribeEffectivePolicyCommand({ PolicyType: PolicyType as "AISERVICES_OPT_OUT_POLICY", TargetId }),
    );

  it("is what the world says", async () => {
    fake.world.optOutPolicy = { services: { rekognition: { opt_out_policy: "optOut" } } };
    for (const target of [undefined, "111122223333"]) {
      const { EffectivePolicy } = await describePolicy(target);
      expect(JSON.parse(EffectivePolicy?.PolicyContent ?? "")).toEqual(fake.world.optOutPolicy);
      expect(EffectivePolicy).toMatchObject({
        TargetId: "111122223333",
        LastUpdatedTimestamp: new Date(fake.seconds * 1000),
      });
    }
    expect(await failureOf(describePolicy("444455556666"))).toMatchObject({
      name: "TargetNotFoundException",
    });
    expect(await failureOf(describePolicy(undefined, "TAG_POLICY"))).toMatchObject({
      name: "EffectivePolicyNotFoundException",
    });
  });

  it("is none at first, and a secret to who may not ask", async () => {
    expect(await failureOf(describePolicy())).toMatchObject({ name: "EffectivePolicyNotFoundException" });
    fake.world.denies = () => true;
    expect(await failureOf(describePolicy())).toMatchObject({ name: "AccessDeniedException" });
  });
});
