import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Token } from "cdktf";
import { CustomerManagedKey, EncryptedBucket } from "../../constructs";
import { awsStack, faultsOf, KEY_ARN, testApp, untyped } from "../support/synth";

const make = (stack: TerraformStack, environment?: unknown) =>
  new CustomerManagedKey(stack, "Key", { aliases: ["k"], environment: untyped(environment) });
const stackWith = (...providers: readonly Partial<ConstructorParameters<typeof AwsProvider>[2]>[]) => {
  const stack = new TerraformStack(testApp(), "stack");
  for (const [index, config] of providers.entries()) new AwsProvider(stack, `aws${index}`, config);
  return stack;
};

describe("the environment of a construct", () => {
  it("is what the stack's provider says", () => {
    expect(make(awsStack()).environment).toEqual({
      partition: "aws",
      region: "eu-west-1",
      accountId: "123456789012",
    });
  });

  it("is what the prop says, where the provider says nothing", () => {
    const environment = { region: "us-gov-west-1", accountId: "999999999999" };
    expect(make(stackWith({}), environment).environment).toEqual({ ...environment, partition: "aws-us-gov" });
  });

  it("is not taken from a provider with an alias", () => {
    const main = { region: "eu-west-1", allowedAccountIds: ["123456789012"] };
    const other = { alias: "other", region: "us-east-1", allowedAccountIds: ["999999999999"] };
    expect(make(stackWith(main, other)).environment.region).toBe("eu-west-1");
  });

  it.each([
    ["no provider", stackWith()],
    ["a provider without an account", stackWith({ region: "eu-west-1" })],
    ["a provider without a region", stackWith({ allowedAccountIds: ["123456789012"] })],
    [
      "a provider with two accounts",
      stackWith({ region: "eu-west-1", allowedAccountIds: ["123456789012", "999999999999"] }),
    ],
    [
      "a provider with an alias only",
      stackWith({ alias: "x", region: "eu-west-1", allowedAccountIds: ["123456789012"] }),
    ],
    ["two providers", stackWith({ region: "eu-west-1" }, { region: "us-east-1" })],
    [
      "a region that is a token",
      stackWith({ region: Token.asString({ resolve: () => "x" }), allowedAccountIds: ["123456789012"] }),
    ],
  ])("is asked for where there is %s", (_what, stack) => {
    expect(faultsOf(() => make(stack))).toEqual([
      expect.stringMatching(
        /^environment.*Give `environment: \{ accountId, region \}`, or give the stack's AwsProvider/,
      ),
    ]);
  });

  it.each([
    [{}, "environment"],
    [{ accountId: "123456789012" }, "environment.region"],
    [{ region: "eu-west-1" }, "environment.accountId"],
    [{ region: 5, accountId: "123456789012" }, "environment.region"],
    [{ region: "eu-west-1", accountId: 123456789012 }, "environment.accountId"],
    [{ region: "eu-west-1", accountId: "12345" }, "environment.accountId must be an account id of 12 digits"],
    [{ region: "cn-north-1", accountId: "123456789012" }, "environment.region must be a region"],
    [{ region: "us-iso-east-1", accountId: "123456789012" }, "environment.region must be a region"],
    [{ region: "us-isob-east-1", accountId: "123456789012" }, "environment.region must be a region"],
    [{ region: "EU-WEST-1", accountId: "123456789012" }, "environment.region must be a region"],
    [{ region: "eu-west-1a", accountId: "123456789012" }, "environment.region must be a region"],
    [{ region: "(", accountId: "123456789012" }, "environment.region must be a region"],
    [
      { region: Token.asString({ resolve: () => "x" }), accountId: "123456789012" },
      "environment.region must be text that is known at synth",
    ],
  ])("refuses %j", (environment, message) => {
    expect(faultsOf(() => make(stackWith({}), environment))).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    [
      { region: "us-east-1", accountId: "123456789012" },
      "environment.region must be that of the stack's provider, eu-west-1",
    ],
    [
      { region: "eu-west-1", accountId: "999999999999" },
      "environment.accountId must be that of the stack's provider, 123456789012",
    ],
  ])("refuses one that the provider contradicts: %j", (environment, message) => {
    expect(faultsOf(() => make(awsStack(), environment))).toEqual([expect.stringContaining(message)]);
  });

  it.each([undefined, { region: "(", accountId: "123456789012" }])(
    "is the only fault where it alone is wrong (%j)",
    (environment) => {
      const stack = stackWith({});
      const key = { keyArn: KEY_ARN, environment: untyped<never>({}), allow: () => undefined };
      expect(
        faultsOf(() => new EncryptedBucket(stack, "Faces", { bucketName: "faces", key, environment })),
      ).toEqual([expect.stringMatching(/^environment/)]);
      expect(
        faultsOf(
          () =>
            new CustomerManagedKey(stack, "Key", {
              aliases: ["k"],
              administratorArns: ["arn:aws:iam::123456789012:role/A"],
              environment,
            }),
        ),
      ).toEqual([expect.stringMatching(/^environment/)]);
    },
  );
});
