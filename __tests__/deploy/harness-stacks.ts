import { LOCAL_ACCOUNT } from "./local-aws";

export const REGION = "eu-west-1";
export const BUCKET = `harness-faces-${LOCAL_ACCOUNT}`;
export const OPT_OUT = "AISERVICES_OPT_OUT_POLICY";

const reference = (expression: string) => `\${${expression}}`;

/** A stack in the shape that cdktf writes, with the things that the harness has to adapt. */
function synthesized(
  name: string,
  parts: Record<string, unknown>,
  provider: Record<string, unknown> = {},
): unknown {
  return {
    terraform: {
      backend: { local: { path: `/elsewhere/terraform.${name}.tfstate` } },
      required_providers: { aws: { source: "aws", version: "6.25.0" } },
    },
    provider: { aws: [{ region: REGION, allowed_account_ids: [LOCAL_ACCOUNT], ...provider }] },
    ...parts,
  };
}

export const keysStack = synthesized("keys", {
  resource: {
    aws_kms_key: {
      faces: {
        description: "Face images",
        enable_key_rotation: true,
        rotation_period_in_days: 180,
        region: REGION,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Account",
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${LOCAL_ACCOUNT}:root` },
              Action: "kms:*",
              Resource: "*",
            },
          ],
        }),
        lifecycle: { prevent_destroy: true },
      },
    },
    aws_kms_alias: { faces: { name: "alias/harness", target_key_id: reference("aws_kms_key.faces.key_id") } },
  },
  output: { key_arn: { value: reference("aws_kms_key.faces.arn") } },
});

const KEY_ARN = reference("data.terraform_remote_state.keys.outputs.key_arn");
export const workloadStack = synthesized("workload", {
  data: {
    terraform_remote_state: {
      keys: {
        backend: "local",
        config: { path: "/elsewhere/terraform.keys.tfstate" },
        workspace: reference("terraform.workspace"),
      },
    },
  },
  resource: {
    aws_s3_bucket: { faces: { bucket: BUCKET } },
    aws_s3_bucket_public_access_block: {
      faces: {
        bucket: reference("aws_s3_bucket.faces.bucket"),
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
    aws_s3_bucket_server_side_encryption_configuration: {
      faces: {
        bucket: reference("aws_s3_bucket.faces.bucket"),
        rule: [
          {
            apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
            blocked_encryption_types: ["SSE-C"],
            bucket_key_enabled: true,
          },
        ],
        depends_on: ["aws_s3_bucket_public_access_block.faces"],
      },
    },
    aws_s3_bucket_policy: {
      faces: {
        bucket: reference("aws_s3_bucket.faces.bucket"),
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "OtherKey",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:PutObject",
              Resource: `arn:aws:s3:::${BUCKET}/*`,
              Condition: {
                StringNotEqualsIfExists: { "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN },
              },
            },
          ],
        }),
        depends_on: ["aws_s3_bucket_server_side_encryption_configuration.faces"],
      },
    },
  },
});

const ORGANIZATION = "data.aws_organizations_organization.this";
export const organizationStack = synthesized(
  "organization",
  {
    data: { aws_organizations_organization: { this: {} } },
    resource: {
      aws_organizations_policy: {
        opt_out: {
          name: "harness-opt-out",
          type: OPT_OUT,
          content: JSON.stringify({ services: { default: { opt_out_policy: { "@@assign": "optOut" } } } }),
          lifecycle: {
            precondition: [
              {
                condition: reference(`contains(${ORGANIZATION}.enabled_policy_types, "${OPT_OUT}")`),
                error_message: "Enable AI services opt-out policies first.",
              },
            ],
          },
        },
      },
      aws_organizations_policy_attachment: {
        opt_out: {
          policy_id: reference("aws_organizations_policy.opt_out.id"),
          target_id: reference(`${ORGANIZATION}.roots[0].id`),
        },
      },
    },
  },
  { profile: "management", assume_role: [{ role_arn: "arn:aws:iam::123456789012:role/deployer" }] },
);
