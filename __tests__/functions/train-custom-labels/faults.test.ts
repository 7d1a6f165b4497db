/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import type { Fault, Operation } from "../../support/fake-aws";
import { KEY_ARN } from "../support/image-settings";
import { type Outcome, saidOf, untilReached } from "../support/image-world";
import {
  OUTPUT_BUCKET,
  prepare,
  TRAINING_BUCKET,
  TRAINING_MANIFEST,
  training,
  trainingWorld,
} from "./support";

const test = trainingWorld();
const { fake } = test;
const versions = () => fake.world.projects.get(test.projectArn)?.versions ?? [];

const STATUS = { versionName: "v1", status: true };

/** Each call that there is, and the request that comes to it. */
const CALLS: readonly { readonly operation: Operation; readonly request: object }[] = [
  { operation: "DescribeKey", request: training() },
  { operation: "DescribeProjects", request: training() },
  { operation: "HeadObject", request: training() },
  { operation: "CreateProjectVersion", request: training() },
  { operation: "DescribeProjectVersions", request: STATUS },
];

const tryAgain = (reason: string) => ({ name: "TryAgainError", reason });
const unavailable = tryAgain("service-unavailable");
const FAILURES: readonly (readonly [Fault, object])[] = [
  ["throttling", tryAgain("throttled")],
  ["slow-down", tryAgain("throttled")],
  ["internal-error", unavailable],
  ["reset", unavailable],
];

/** Has the status of a version to be asked for: one that trains. */
async function arrange(operation: Operation): Promise<void> {
  if (operation === "DescribeProjectVersions") await fake.invoke(training());
  fake.aws.reset();
}

/** Whatever happened: nothing said names what is trained, and the same request trains one version a moment later. */
async function expectToHeal(outcome: Outcome): Promise<void> {
  for (const secret of ["v1", TRAINING_MANIFEST, TRAINING_BUCKET, OUTPUT_BUCKET, KEY_ARN])
    expect(saidOf(outcome)).not.toContain(secret);
  fake.aws.reset();
  expect((await fake.invoke(training())).result).toMatchObject({ status: "training", ended: false });
  expect(versions()).toHaveLength(1);
}

describe.each(CALLS)("train-custom-labels, at $operation", ({ operation, request }) => {
  it.each(FAILURES)("asks to try again where AWS says %s and nothing else", async (fault, expected) => {
    await arrange(operation);
    fake.aws.script(operation, fault);
    const outcome = await fake.invoke(request);
    // S3's answers to HEAD have no body: its 503 does not say what for.
    expect(outcome.result).toEqual(operation === "HeadObject" ? unavailable : expected);
    expect(outcome.metrics).toEqual(["TryAgain"]);
    expect(fake.aws.received(operation)).toHaveLength(3);
    await expectToHeal(outcome);
  });

  it.each(["throttling", "internal-error", "reset", "reset-after-applying"] as const)(
    "gets over %s, twice",
    async (fault) => {
      await arrange(operation);
      fake.aws.script(operation, fault, fault, "world");
      expect((await fake.invoke(request)).result).toMatchObject({ status: "training", ended: false });
      expect(versions()).toHaveLength(1);
    },
  );

  it.each(["html", "cut-short"] as const)("does not take %s for an answer", async (fault) => {
    await arrange(operation);
    fake.aws.script(operation, fault);
    const outcome = await fake.invoke(request);
    // Of HEAD there is no body to be wrong, and no header that says how the manifest is kept.
    const expected =
      operation === "HeadObject"
        ? { name: "OperatorError", reason: "manifest-kept-otherwise" }
        : tryAgain("answer-unreadable");
    expect(outcome.result).toEqual(expected);
    expect(outcome.metrics).not.toContain("TrainingStarted");
    await expectToHeal(outcome);
  });

  it.each(["hang", "slow-body"] as const)("ends in time where there is %s", async (fault) => {
    await untilReached(fake, operation, async (remainingMs) => {
      fake.renew();
      prepare(fake);
      await arrange(operation);
      fake.aws.script(operation, fault);
      const started = performance.now();
      const outcome = await fake.invoke(request, remainingMs);
      expect(performance.now() - started).toBeLessThan(remainingMs);
      expect(outcome.result).toEqual(tryAgain("deadline-passed"));
      expect(outcome.metrics).toEqual(["TryAgain"]);
    });
  });
});

describe("train-custom-labels, after a training whose answer never came", () => {
  it("asks to try again, and then knows the version", async () => {
    fake.aws.script("CreateProjectVersion", "reset-after-applying");
    // The SDK's second attempt meets the version of the first; this one is not answered either.
    fake.aws.script("DescribeProjectVersions", "reset");
    const outcome = await fake.invoke(training());
    expect(outcome.result).toEqual(unavailable);
    expect(versions()).toHaveLength(1);
    await expectToHeal(outcome);
  });

  it("trains no version twice where a third of all requests is struck", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `v${index}`);
    fake.aws.strike({ rate: 0.3, faults: ["throttling", "internal-error", "reset", "reset-after-applying"] });
    const started = await Promise.all(names.map((versionName) => fake.invoke(training({ versionName }))));
    for (const { result } of started)
      expect(result.status ?? result.name).toMatch(/^(training|TryAgainError)$/);
    fake.aws.reset();
    const known = await Promise.all(names.map((versionName) => fake.invoke(training({ versionName }))));
    for (const { result } of known) expect(result).toMatchObject({ status: "training" });
    expect(versions()).toHaveLength(names.length);
  });
});
