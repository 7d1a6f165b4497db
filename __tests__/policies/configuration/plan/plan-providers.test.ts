import { at, fixture, planOf } from "./plans";

const addresses = (list: readonly { readonly address: string }[]) => list.map(({ address }) => address);

describe("the providers of a plan", () => {
  const root = (configuration: object, rest: object = {}) =>
    planOf({ configuration: { provider_config: configuration }, ...rest });

  it("belong to resources by the configuration's key, also in modules", () => {
    const configuration = fixture("companions");
    expect(at(configuration, "aws_sns_topic.second").provider).toMatchObject({
      address: "provider.aws.ireland",
      name: "aws",
      region: "eu-west-1",
    });
    expect(at(configuration, 'module.store["a.b"].aws_s3_bucket.this').provider?.region).toBe("eu-west-1");
    expect(at(configuration, "aws_s3_bucket.faces").provider?.region).toBe("eu-central-1");
    expect(configuration.providers[0]?.get("region").sensitive).toBe(true);
  });

  it.each<[string, object, object, string | undefined]>([
    [
      "the only one allowed",
      { allowed_account_ids: { constant_value: ["111122223333"] } },
      {},
      "111122223333",
    ],
    [
      "none of two allowed",
      { allowed_account_ids: { constant_value: ["111122223333", "444455556666"] } },
      {},
      undefined,
    ],
    [
      "a variable's",
      { allowed_account_ids: { references: ["var.account"] } },
      { account: { value: "111122223333" } },
      "111122223333",
    ],
    [
      "a variable's in JSON syntax",
      { allowed_account_ids: { constant_value: ["${var.account}"], references: ["var.account"] } },
      { account: { value: "111122223333" } },
      "111122223333",
    ],
    [
      "none where JSON syntax makes more of a variable",
      { allowed_account_ids: { constant_value: ["${upper(var.account)}"], references: ["var.account"] } },
      { account: { value: "111122223333" } },
      undefined,
    ],
    ["none of an expression", { allowed_account_ids: { references: ["local.accounts"] } }, {}, undefined],
    [
      "that of the assumed role",
      { assume_role: [{ role_arn: { constant_value: "arn:aws:iam::111122223333:role/deploy" } }] },
      {},
      "111122223333",
    ],
    [
      "that of the assumed role, as one block",
      { assume_role: { role_arn: { constant_value: "arn:aws:iam::111122223333:role/deploy" } } },
      {},
      "111122223333",
    ],
  ])("are bound to an account: %s", (_, expressions, variables, account) => {
    const [provider] = root({ aws: { name: "aws", expressions } }, { variables }).providers;
    expect(provider?.account).toBe(account);
  });

  it("take the account that the reader was told, then the one that the plan has read", () => {
    const plan = {
      configuration: { provider_config: { aws: { name: "aws" } } },
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: "data.aws_caller_identity.me",
                mode: "data",
                type: "aws_caller_identity",
                name: "me",
                values: { account_id: "444455556666" },
              },
              {
                address: "data.aws_region.here",
                mode: "data",
                type: "aws_region",
                name: "here",
                values: { region: "eu-west-3" },
              },
            ],
          },
        },
      },
    };
    expect(planOf(plan, { account: "111122223333" }).providers[0]?.account).toBe("111122223333");
    expect(planOf(plan).providers[0]).toMatchObject({ account: "444455556666", region: "eu-west-3" });
  });

  it("are the root's where a module is only handed one", () => {
    const configuration = root(
      {
        aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } },
        "module.m:aws": { name: "aws", module_address: "module.m" },
        "module.n:aws": {
          name: "aws",
          module_address: "module.n",
          expressions: { region: { references: ["var.region"] } },
        },
      },
      { variables: { region: { value: "us-east-1" } } },
    );
    expect(addresses(configuration.providers)).toEqual(["provider.aws", "module.n.provider.aws"]);
    expect(configuration.providers[1]?.region).toBeUndefined();
  });

  it("keep endpoints", () => {
    const [provider] = root({
      aws: {
        name: "aws",
        expressions: {
          endpoints: [{ s3: { constant_value: "http://localhost" } }],
          insecure: { constant_value: true },
        },
      },
    }).providers;
    expect(provider?.get("endpoints").get("s3").string).toBe("http://localhost");
    expect(provider?.get("insecure").boolean).toBe(true);
    expect(provider?.get("endpoints").get("s3").evidence).toEqual({
      address: "provider.aws",
      path: "endpoints[0].s3",
    });
  });
});

describe("an account that is none", () => {
  it("is not known, and crashes no control", () => {
    const configuration = planOf({
      resource_changes: [],
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: "data.aws_caller_identity.me",
                mode: "data",
                type: "aws_caller_identity",
                name: "me",
                values: { account_id: "no account" },
              },
            ],
          },
        },
      },
      configuration: { provider_config: { aws: { name: "aws" } }, root_module: {} },
    });
    expect(configuration.providers.map(({ account }) => account)).toEqual([undefined]);
  });
});
