/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { jsonError } from "../../support/fake-aws";
import { answered, operatorError, refused, STATUS, training, trainingWorld, tryAgain } from "./support";

const test = trainingWorld();
const { fake } = test;
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const invoke = (event: unknown) => fake.invoke(event);

describe("train-custom-labels, before a project", () => {
  const projects = (...arns: readonly unknown[]) =>
    JSON.stringify({ ProjectDescriptions: arns.map((ProjectArn) => ({ ProjectArn })) });

  it.each([STATUS, training()])("finds one that was made anew: %j", async (request) => {
    const [made] = [...fake.world.projects.values()];
    if (made === undefined) throw new Error("there is no project");
    const anew = test.projectArn.replace(/\d+$/, "1800000000000");
    fake.world.projects.clear();
    fake.world.projects.set(anew, { ...made, versions: [] });
    const { result } = await invoke(request);
    expect(result).toEqual(
      request === STATUS ? refused("version-unknown") : answered("started", "training", false),
    );
  });

  it.each([STATUS, training()])("tells the operator that there is none: %j", async (request) => {
    fake.world.projects.clear();
    expect((await invoke(request)).result).toEqual(operatorError("project-missing"));
    fake.aws.script("DescribeProjects", jsonError("ResourceNotFoundException"));
    expect((await invoke(request)).result).toEqual(operatorError("project-missing"));
    expect(operations()).not.toContain("CreateProjectVersion");
  });

  it.each([
    ["another account's", (arn: string) => arn.replace("111122223333", "999900001111")],
    ["another Region's", (arn: string) => arn.replace("eu-west-1", "eu-west-2")],
    ["of another name", (arn: string) => arn.replace("books", "book")],
    ["no project but a version", (arn: string) => `${arn}/version/v1/1`],
    ["no project but a collection", (arn: string) => arn.replace(":project/", ":collection/")],
    ["without the time it was made", (arn: string) => arn.replace(/\/\d+$/, "")],
    ["no ARN", () => "books"],
    ["without an ARN", () => undefined],
  ])("takes none for its own that is %s", async (_, change) => {
    fake.aws.script("DescribeProjects", { status: 200, body: projects(change(test.projectArn)) });
    expect((await invoke(training())).result).toEqual(operatorError("project-missing"));
    fake.aws.script("DescribeProjects", { status: 200, body: projects("other", test.projectArn) });
    expect((await invoke(training())).result).toEqual(answered("started", "training", false));
  });

  it("makes nothing of an answer without projects", async () => {
    fake.aws.script("DescribeProjects", { status: 200, body: "{}" });
    expect((await invoke(STATUS)).result).toEqual(tryAgain("answer-unreadable"));
  });
});
