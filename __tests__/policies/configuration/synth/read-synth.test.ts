import { readSynth } from "../../../../policies/configuration/synth/read-synth";
import { found, nested, reading, referencesOf, stackOf, stacksOf } from "./stacks";

const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };

describe("the resources of a stack", () => {
  it("have addresses, types, constructs and providers", () => {
    const configuration = stackOf({
      provider: {
        aws: [
          { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
          {
            alias: "virginia",
            region: "us-east-1",
            assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/deploy" }],
          },
        ],
      },
      resource: {
        aws_s3_bucket: {
          "//": "a comment",
          faces: { "//": { metadata: { path: "app/Faces/Bucket" } } },
          near: { provider: "aws.virginia" },
          far: { provider: "${aws.virginia}" },
          lost: { provider: "aws.nowhere" },
        },
        google_thing: { x: {} },
      },
      data: { aws_region: { current: {} } },
    });
    const faces = found(configuration, "aws_s3_bucket.faces");
    expect([faces.mode, faces.type, faces.stack, faces.constructPath]).toEqual([
      "managed",
      "aws_s3_bucket",
      undefined,
      "app/Faces/Bucket",
    ]);
    expect(
      configuration.resources.map(({ address, provider }) => [
        address,
        provider?.address,
        provider?.region,
        provider?.account,
      ]),
    ).toEqual([
      ["aws_s3_bucket.faces", "provider.aws", "eu-west-1", "111122223333"],
      ["aws_s3_bucket.near", "provider.aws.virginia", "us-east-1", "444455556666"],
      ["aws_s3_bucket.far", "provider.aws.virginia", "us-east-1", "444455556666"],
      ["aws_s3_bucket.lost", undefined, undefined, undefined],
      ["google_thing.x", undefined, undefined, undefined],
    ]);
    expect(configuration.dataSources.map(({ address, mode }) => [address, mode])).toEqual([
      ["data.aws_region.current", "data"],
    ]);
    expect(configuration.providers.map(({ name, get }) => [name, get("alias").string])).toEqual([
      ["aws", undefined],
      ["aws", "virginia"],
    ]);
  });

  it("take the account that the reader is told where no provider says", () => {
    const json = { provider: { aws: { region: "${var.region}" } }, resource: bucket };
    const configuration = readSynth([{ name: "s", path: "p", json }], { path: "p", account: "111122223333" });
    const { provider } = found(configuration, "aws_s3_bucket.faces");
    expect([provider?.account, provider?.region]).toEqual(["111122223333", undefined]);
  });

  it("carry waivers, as do providers", () => {
    const waivers = [{ control: "RKG-REST-01" }];
    const metadata = { "//": { guardrails: { waivers } } };
    const { recordedWaivers } = stackOf({
      provider: { aws: [metadata] },
      resource: { aws_s3_bucket: { faces: metadata, others: {} } },
    });
    expect(recordedWaivers).toEqual([
      { address: "provider.aws", waivers },
      { address: "aws_s3_bucket.faces", waivers },
    ]);
  });

  it.each([
    ["count = 0", { count: 0 }],
    ['count = "0"', { count: "0" }],
    ["a local that is 0", { count: "${local.none}" }],
    ["for_each of nothing", { for_each: {} }],
    ["for_each of an empty list", { for_each: [] }],
  ])("are none with %s", (_, repeated) => {
    const configuration = stackOf({
      locals: { none: 0 },
      resource: { aws_s3_bucket: { faces: repeated } },
      data: { aws_region: { x: repeated } },
    });
    expect([configuration.resources, configuration.dataSources]).toEqual([[], []]);
  });

  it.each([
    ["count = 1", { count: 1 }],
    ["a count that a variable decides", { count: "${var.on ? 1 : 0}" }],
    ["for_each of a variable", { for_each: "${var.buckets}" }],
    ["for_each of something", { for_each: { a: 1 } }],
    ["for_each of a list", { for_each: ["a"] }],
    ["count = null", { count: null, for_each: null }],
  ])("are there with %s", (_, repeated) =>
    expect(stackOf({ resource: { aws_s3_bucket: { faces: repeated } } }).resources).toHaveLength(1),
  );

  it("may be more where there are modules", () => {
    const of = (module: object) => stackOf({ module }).mayHoldMore("aws_s3_bucket");
    expect(of({})).toBeUndefined();
    expect(of({ a: {} })).toMatch(/the module a; a plan/);
    expect(of({ a: {}, b: {} })).toMatch(/the modules a, b; a plan/);
  });

  it.each([
    null,
    1,
    "text",
    [],
    { resource: null },
    { resource: [] },
    { resource: { aws_s3_bucket: null } },
    { resource: { aws_s3_bucket: ["faces"] } },
    { provider: [], data: 1, module: [], terraform: { backend: [] } },
    { provider: { aws: null } },
  ])("are none in %j", (json) => expect(stackOf(json).resources).toEqual([]));

  it.each([null, 1, "text", [], [1, 2], [{ bucket: "a" }, { bucket: "b" }]])(
    "may have the body %j",
    (body) => {
      const [faces] = stackOf({ resource: { aws_s3_bucket: { faces: body } } }).resources;
      expect(() => [faces?.get("bucket").string, faces?.provider, faces?.constructPath]).not.toThrow();
    },
  );

  it("stand in a list of one", () =>
    expect(found(stackOf({ resource: { aws_x: { a: [{ b: "c" }] } } }), "aws_x.a").get("b").string).toBe(
      "c",
    ));

  it("may be called __proto__", () => {
    const json: unknown = JSON.parse(
      '{"resource": {"__proto__": {"__proto__": {"__proto__": "x"}}}, "locals": {"__proto__": "y"}}',
    );
    const [only] = stackOf(json).resources;
    expect([only?.address, only?.get("__proto__").string, only?.get("toString").state]).toEqual([
      "__proto__.__proto__",
      "x",
      "absent",
    ]);
  });
});

describe("locals", () => {
  it.each<[string, object, string | undefined]>([
    ["text", { a: "faces" }, "faces"],
    ["a number", { a: 1 }, "1"],
    ["another local", { a: "${local.b}-x", b: "faces" }, "faces-x"],
    ["a name", { a: "${aws_s3_bucket.faces.id}" }, "faces"],
    ["a list", { a: ["x"] }, undefined],
    ["themselves", { a: "${local.a}" }, undefined],
    ["each other", { a: "${local.b}", b: "${local.a}" }, undefined],
    ["nothing", {}, undefined],
  ])("that are %s", (_, locals, text) => {
    const attribute = reading("${local.a}", { locals, resource: bucket });
    expect(attribute.string).toBe(text);
    expect(attribute.references.length > 0).toBe(text === undefined);
  });

  it("are not looked into by a longer path", () =>
    expect(referencesOf(reading("${local.a.b}", { locals: { a: "x" } }))).toEqual({ "local.a.b": [] }));
});

describe("circles and explosions", () => {
  const chain = (length: number, body: (next: string) => object) => ({
    resource: {
      aws_s3_bucket: Object.fromEntries(
        Array.from({ length }, (_, index) => [`b${index}`, body(`b${index + 1}`)]),
      ),
    },
  });

  it("ends where names refer to each other", () => {
    const configuration = stackOf({
      resource: {
        aws_s3_bucket: { a: { bucket: "${aws_s3_bucket.b.id}" }, b: { bucket: "${aws_s3_bucket.a.bucket}" } },
      },
    });
    expect(referencesOf(found(configuration, "aws_s3_bucket.a").get("bucket"))).toEqual({
      "aws_s3_bucket.b.id": ["aws_s3_bucket.b"],
    });
  });

  it("ends where 100,000 names refer to the next", () => {
    const configuration = stackOf(chain(100_000, (next) => ({ bucket: `\${aws_s3_bucket.${next}.id}` })));
    expect(found(configuration, "aws_s3_bucket.b0").get("bucket").string).toBeUndefined();
    expect(configuration.resources.filter((each) => each.get("bucket").string !== undefined)).toEqual([]);
  });

  it("follows as many names as people chain", () => {
    const json = chain(100, (next) => ({
      bucket: next === "b100" ? "faces" : `\${aws_s3_bucket.${next}.id}`,
    }));
    expect(found(stackOf(json), "aws_s3_bucket.b0").get("bucket").string).toBe("faces");
  });

  it("ends where names double each other", () => {
    const json = chain(100, (next) => ({
      bucket: next === "b100" ? "faces" : `\${aws_s3_bucket.${next}.id}\${aws_s3_bucket.${next}.id}`,
    }));
    expect(found(stackOf(json), "aws_s3_bucket.b0").get("bucket").string).toBeUndefined();
  });

  it("ends where locals and outputs multiply each other", () => {
    const ten = (of: string) => `\${${of}}`.repeat(10);
    const locals = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`l${index}`, ten(`local.l${index + 1}`)]),
    );
    expect(reading("${local.l0}", { locals: { ...locals, l50: "x" } }).string).toBeUndefined();
    expect(reading("${local.l0}", { locals }).references.length).toBeLessThan(20);
  });
});

describe("the outputs of another stack", () => {
  const remote = (backend: string, config: object) => ({
    data: { terraform_remote_state: { keys: { backend, config } } },
    resource: { aws_x: { reader: { value: "${data.terraform_remote_state.keys.outputs.key}" } } },
  });
  const keys = (backend: object, value: unknown = "${aws_kms_key.faces.arn}") => ({
    terraform: { backend },
    output: { key: { value } },
    resource: { aws_kms_key: { faces: {} } },
  });
  const read = (reader: object, writer: object) =>
    found(stacksOf({ workload: reader, keys: writer }), "workload/aws_x.reader").get("value");

  it.each([
    ["local", { path: "../keys.tfstate" }],
    ["s3", { bucket: "state", key: "keys", region: "eu-west-1" }],
    ["gcs", { bucket: "state", prefix: "keys" }],
    ["remote", { organization: "gym", workspaces: { name: "keys" } }],
  ])("are followed in a state of the backend %s", (backend, config) => {
    const value = read(remote(backend, config), keys({ [backend]: { ...config } }));
    expect([value.template, referencesOf(value)]).toEqual([
      "${stack.keys.aws_kms_key.faces.arn}",
      { "stack.keys.aws_kms_key.faces.arn": ["keys/aws_kms_key.faces"] },
    ]);
  });

  it("are followed where other settings of an S3 backend differ", () => {
    const config = { bucket: "state", key: "keys" };
    expect(
      read(remote("s3", { ...config, profile: "a" }), keys({ s3: { ...config, encrypt: true } }))
        .references[0]?.resources,
    ).toHaveLength(1);
  });

  it.each([
    ["another path", "local", { path: "a" }, { local: { path: "b" } }],
    ["no path", "local", {}, { local: {} }],
    ["another key", "s3", { bucket: "state", key: "a" }, { s3: { bucket: "state", key: "b" } }],
    ["no bucket", "s3", { key: "a" }, { s3: { key: "a" } }],
    ["another backend", "s3", { bucket: "state", key: "a" }, { gcs: { bucket: "state", key: "a" } }],
    ["settings that nest", "gcs", { bucket: nested(100_000) as object }, { gcs: { bucket: "state" } }],
    ["no settings", "gcs", [], { gcs: null }],
  ])("lead nowhere with %s", (_, backend, config, writer) =>
    expect(referencesOf(read(remote(backend, config), keys(writer)))).toEqual({
      "stack.workload.data.terraform_remote_state.keys.outputs.key": [
        "workload/data.terraform_remote_state.keys",
      ],
    }),
  );

  it("are known where they are", () => {
    const config = { path: "keys" };
    expect(read(remote("local", config), keys({ local: config }, "faces")).string).toBe("faces");
    expect(read(remote("local", config), keys({ local: config }, 3)).number).toBe(3);
    expect(read(remote("local", config), keys({ local: config }, ["x"])).string).toBeUndefined();
  });

  it("may go in a circle", () => {
    const stack = (own: string, other: string) => ({
      ...remote("local", { path: other }),
      terraform: { backend: { local: { path: own } } },
      output: { key: { value: "${data.terraform_remote_state.keys.outputs.key}" } },
    });
    const value = found(stacksOf({ a: stack("a", "b"), b: stack("b", "a") }), "a/aws_x.reader").get("value");
    expect([value.string, value.state]).toEqual([undefined, "configured"]);
  });

  it("are not looked for where one stack is read alone", () => {
    const value = found(stackOf(remote("local", { path: "keys" })), "aws_x.reader").get("value");
    expect(Object.keys(referencesOf(value))).toEqual(["data.terraform_remote_state.keys.outputs.key"]);
  });
});
