import { adaptStack, type JsonObject } from "./adapt-stack";

const target = { endpoint: "http://127.0.0.1:1", stateFolder: "/states" };
const older = { ...target, providerVersion: "5.100.0" };
const pinned = { ...target, providerVersion: "6.25.0" };

/** A stack as cdktf writes it; every call makes a new one. */
const stack = () => ({
  terraform: {
    backend: { local: { path: "/elsewhere/terraform.workload.tfstate" } } as Record<string, object>,
    required_providers: { aws: { source: "aws", version: "6.25.0" } },
  },
  provider: {
    aws: [
      {
        region: "eu-west-1",
        allowed_account_ids: ["123456789012"],
        default_tags: [{ tags: { system: "faces" } }],
      },
      { alias: "management", region: "us-east-1", profile: "management", assume_role: [{ role_arn: "arn" }] },
    ],
  },
  data: {
    terraform_remote_state: {
      keys: {
        backend: "s3",
        config: { bucket: "states", key: "guardrails/keys.tfstate", region: "eu-west-1" } as Record<
          string,
          string
        >,
        workspace: "default",
      },
    },
  },
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces", region: "eu-west-1" } as Record<string, string> },
    aws_s3_bucket_server_side_encryption_configuration: {
      faces: {
        bucket: "faces",
        rule: [{ bucket_key_enabled: true, blocked_encryption_types: ["SSE-C"] } as Record<string, unknown>],
      },
    },
  },
});

/** The literal types of a test's stack are narrower than JSON. */
const json = (value: unknown) => value as JsonObject;

const adapted = (configuration: {
  readonly providerVersion: string;
  readonly rekognitionEndpoint?: string;
}) => {
  const result = stack();
  const changes = adaptStack(json(result), {
    ...target,
    ...configuration,
  });
  return { result, changes };
};

describe("adaptStack", () => {
  it("drops what an older provider does not know", () => {
    const { result, changes } = adapted(older);

    expect(result.terraform.required_providers.aws.version).toBe(">= 5.100.0");
    expect(result.resource.aws_s3_bucket.faces).toEqual({ bucket: "faces" });
    expect(result.resource.aws_s3_bucket_server_side_encryption_configuration.faces.rule).toEqual([
      { bucket_key_enabled: true },
    ]);
    expect(changes.filter((change) => change.includes("provider 6") || change.includes("version"))).toEqual([
      "terraform.required_providers.aws.version: 6.25.0 -> >= 5.100.0",
      "aws_s3_bucket.faces.region: dropped, unknown before provider 6",
      "aws_s3_bucket_server_side_encryption_configuration.faces.rule.blocked_encryption_types: dropped, unknown before provider 6",
    ]);
  });

  it("drops nothing on the provider that the stack pins", () => {
    const { result } = adapted(pinned);

    expect(result.resource).toEqual(stack().resource);
    expect(result.terraform.required_providers).toEqual(stack().terraform.required_providers);
  });

  it("sends every provider to the local AWS as nobody, and keeps the rest", () => {
    const [own, management] = adapted(pinned).result.provider.aws;

    expect(own).toMatchObject({
      ...stack().provider.aws[0],
      endpoints: [expect.objectContaining({ s3: target.endpoint, rekognition: target.endpoint })],
      s3_use_path_style: true,
    });
    expect(management).toMatchObject({ alias: "management", access_key: "local", max_retries: 3 });
    expect(management).not.toHaveProperty("profile");
    expect(management).not.toHaveProperty("assume_role");
  });

  it("adapts a single provider that is not in a list", () => {
    const single = { ...stack(), provider: { aws: { region: "eu-west-1" } } };

    adaptStack(json(single), pinned);

    expect(single.provider.aws).toMatchObject({ region: "eu-west-1", access_key: "local" });
  });

  it("sends Rekognition to the project's own fake", () => {
    const { result } = adapted({ ...pinned, rekognitionEndpoint: "http://127.0.0.1:2" });

    expect(result.provider.aws[0]).toMatchObject({
      endpoints: [expect.objectContaining({ s3: target.endpoint, rekognition: "http://127.0.0.1:2" })],
    });
  });

  it("keeps every state in one folder, where the other stacks find it", () => {
    const { result, changes } = adapted(pinned);

    expect(result.terraform.backend).toEqual({ local: { path: "/states/terraform.workload.tfstate" } });
    expect(result.data.terraform_remote_state.keys).toEqual({
      backend: "local",
      config: { path: "/states/guardrails-keys.tfstate" },
      workspace: "default",
    });
    expect(changes).toContain("data.terraform_remote_state.keys: reads the local state");
  });

  it("gives an S3 backend the name under which the others look for it", () => {
    const keys = stack();
    keys.terraform.backend = { s3: keys.data.terraform_remote_state.keys.config };

    adaptStack(json(keys), pinned);

    expect(keys.terraform.backend).toEqual({ local: { path: "/states/guardrails-keys.tfstate" } });
  });

  it("refuses a backend whose state it cannot name", () => {
    const remote = stack();
    remote.terraform.backend = { http: { address: "https://states" } };

    expect(() => adaptStack(json(remote), pinned)).toThrow("A http backend names no state to keep locally.");
  });
});
