import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient, ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient, ListAliasesCommand, ListKeysCommand } from "@aws-sdk/client-kms";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListPoliciesCommand as ListOrganizationPoliciesCommand,
  ListRootsCommand,
  OrganizationsClient,
  type PolicyType,
} from "@aws-sdk/client-organizations";
import {
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** SDK clients of the local AWS. */
export type AwsClients = ReturnType<typeof connect>;

/** Connects the AWS SDK to the local AWS. Call `destroy()` at the end: open sockets keep jest waiting. */
export function connect(endpoint: string, region: string) {
  const settings = {
    endpoint,
    region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  };
  const clients = {
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    organizations: new OrganizationsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sqs: new SQSClient(settings),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** What an organization's administrator does by hand before the stack: creates it and enables policy types. */
export async function createOrganization(
  { organizations }: Pick<AwsClients, "organizations">,
  policyTypes: readonly PolicyType[],
): Promise<{ rootId: string }> {
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const rootId = (await organizations.send(new ListRootsCommand({}))).Roots?.[0]?.Id;
  if (rootId === undefined) throw new Error("The new organization has no root.");
  for (const policyType of policyTypes) {
    await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: policyType }));
  }
  return { rootId };
}

/**
 * Takes a bucket's policy away for the time of `work`, then puts the same text back. moto ignores conditions: one
 * conditional deny refuses every object call.
 */
export async function withoutBucketPolicy<T>(
  s3: S3Client,
  bucket: string,
  work: () => Promise<T>,
): Promise<T> {
  const { Policy: policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  try {
    return await work();
  } finally {
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
  }
}

/** Stops access logging: a destroy begins with reads, whose log lines would fill the log bucket again. */
export async function stopAccessLogging(s3: S3Client, bucket: string): Promise<void> {
  await s3.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} }));
}

/** Deletes every version and delete marker, and the bucket policy, which would refuse it in moto. */
export async function emptyBucket(s3: S3Client, bucket: string): Promise<number> {
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  let deleted = 0;
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket }),
    );
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (objects.length === 0) return deleted;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects } }),
    );
    if (Errors.length > 0) throw new Error(`${bucket} cannot be emptied: ${JSON.stringify(Errors[0])}`);
    deleted += objects.length;
  }
}

/** Everything a destroy should have removed and did not. A key that waits for its deletion is removed. */
export async function leftovers(aws: AwsClients): Promise<string[]> {
  const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
  const { Functions = [] } = await aws.lambda.send(new ListFunctionsCommand({}));
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
  const { Policies = [] } = await aws.iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({}));
  const { QueueUrls = [] } = await aws.sqs.send(new ListQueuesCommand({}));
  const { Aliases = [] } = await aws.kms.send(new ListAliasesCommand({}));
  return [
    ...Buckets.map(({ Name }) => `bucket ${Name}`),
    ...Functions.map(({ FunctionName }) => `function ${FunctionName}`),
    ...Roles.filter(({ Path }) => !Path?.startsWith("/aws-")).map(({ RoleName }) => `role ${RoleName}`),
    ...Policies.map(({ PolicyName }) => `policy ${PolicyName}`),
    ...logGroups.map(({ logGroupName }) => `log group ${logGroupName}`),
    ...QueueUrls.map((url) => `queue ${url}`),
    ...Aliases.filter(({ AliasName }) => !AliasName?.startsWith("alias/aws/")).map(
      ({ AliasName }) => `key alias ${AliasName}`,
    ),
    ...(await activeKeys(aws.kms)),
    ...(await organizationPolicies(aws.organizations)),
  ];
}

async function activeKeys(kms: KMSClient): Promise<string[]> {
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  return keys
    .filter(
      ({ KeyMetadata }) => KeyMetadata?.KeyManager !== "AWS" && KeyMetadata?.KeyState !== "PendingDeletion",
    )
    .map(({ KeyMetadata }) => `key ${KeyMetadata?.Arn}`);
}

async function organizationPolicies(organizations: OrganizationsClient): Promise<string[]> {
  const types: PolicyType[] = ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"];
  const found = await Promise.all(
    types.map(async (Filter) => {
      try {
        return (await organizations.send(new ListOrganizationPoliciesCommand({ Filter }))).Policies ?? [];
      } catch (error) {
        if (error instanceof Error && error.name === "AWSOrganizationsNotInUseException") return [];
        throw error;
      }
    }),
  );
  return found
    .flat()
    .filter(({ AwsManaged }) => AwsManaged !== true)
    .map(({ Name, Type }) => `organization policy ${Name} (${Type})`);
}
