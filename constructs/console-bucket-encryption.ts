import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  bucketArn,
  consoleBucketPolicy,
  REGION,
  type ResourceStatement,
  renderPolicy,
  toOneOrMore,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import { addSizeValidation } from "./validation/policy-size";
import { distinct, faultsOf, known, matching, reasoned, required } from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

export interface ConsoleBucketEncryptionProps extends AwsEnvironmentProps {
  /** Name of the bucket that the console made: `custom-labels-console-<region>-<letters and digits>`, of the stack's region. */
  readonly bucketName: string;
  /** Encrypts what is put into the bucket from now on. What is there already stays as it is until it is written anew. */
  readonly key: EncryptionKey;
  /**
   * ARNs of the roles or users of the account who work with the console: let them use the key for images and for training. Their own
   * policies must allow it too.
   *
   * @default - none: the key's policy names them already, or else the console can no longer read or write the bucket
   */
  readonly consoleUserArns?: readonly string[] | undefined;
  /**
   * Statements of the policy that the bucket has now, and that must stay.
   *
   * @default - none
   */
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
  /**
   * Lets Terraform take the protection away again. The bucket is then under S3's own key, open to a public policy, and reached by
   * plain HTTP: less than the console gave it.
   *
   * @default - `prevent_destroy`
   */
  readonly allowDestroy?: { readonly reason: string } | undefined;
}

/**
 * Puts your key, a bucket key, the public access block and a TLS-only policy on the bucket that the Custom Labels console made,
 * which comes with S3's own encryption. The bucket stays the console's: it is neither owned nor imported, and nothing in it is touched.
 *
 * **The policy replaces the one that the bucket has.** Look first (`aws s3api get-bucket-policy`), and hand on what must stay by
 * `additionalStatements`.
 *
 * Uploads that name another encryption are not denied, as an `EncryptedBucket` denies them: nobody can tell the console what to
 * name, and a denied upload would break it. SSE-C is blocked: Rekognition could not read it.
 *
 * Controls judge buckets of a configuration, and this one is in none: reviews say nothing of it. Trained models, and the manifests
 * that the service keeps, are under keys that AWS owns, and no setting changes that.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/su-create-console-bucket.html
 */
export class ConsoleBucketEncryption extends Construct {
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly policy: S3BucketPolicy;
  readonly bucketName: string;
  readonly bucketArn: string;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: ConsoleBucketEncryptionProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...propFaults(props, environment)]);
    super(scope, id);
    const { bucketName, key } = props;
    this.bucketName = bucketName;
    this.bucketArn = bucketArn(environment, bucketName);
    const lifecycle = { preventDestroy: props.allowDestroy === undefined };
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket: bucketName,
      // The name is not secret, and whoever has it in another account must not get our images: S3 refuses their bucket here, first.
      expectedBucketOwner: environment.accountId,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.keyArn },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
      lifecycle,
    });
    this.publicAccessBlock = new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket: bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      dependsOn: [this.encryption],
      lifecycle,
    });
    const policy = renderPolicy(policyOf(props, environment));
    this.policy = new S3BucketPolicy(this, "Policy", {
      bucket: bucketName,
      policy,
      dependsOn: [this.publicAccessBlock],
      lifecycle,
    });
    addSizeValidation(this, "the bucket's policy", () => policy, "bucket");
    const principalArns = toOneOrMore(props.consoleUserArns ?? []);
    if (principalArns !== undefined) key.allow({ kind: "custom-labels-training", principalArns });
  }
}

const policyOf = (
  {
    bucketName,
    additionalStatements,
  }: Pick<ConsoleBucketEncryptionProps, "bucketName" | "additionalStatements">,
  environment: AwsEnvironment,
) => consoleBucketPolicy({ environment, bucketName, additionalStatements });

function propFaults(props: ConsoleBucketEncryptionProps, environment: AwsEnvironment): readonly PropFault[] {
  const { additionalStatements } = props;
  const region = REGION.test(environment.region) ? environment.region : undefined;
  return [
    ...required("bucketName", props.bucketName),
    ...known("bucketName", props.bucketName),
    ...matching(
      "bucketName",
      props.bucketName,
      new RegExp(`^custom-labels-console-${region ?? "[a-z0-9-]+"}-[a-z0-9]{1,25}$`),
      `the name of the bucket that the Custom Labels console made in the region (custom-labels-console-${region ?? "<region>"}-<letters and digits>); other buckets are for EncryptedBucket`,
    ),
    ...awsNames.encryptionKey("key", props.key, environment),
    ...awsNames.principalArns("consoleUserArns", props.consoleUserArns, environment),
    ...distinct("consoleUserArns", props.consoleUserArns),
    ...faultsOf("additionalStatements", () =>
      policyOf({ bucketName: "", additionalStatements }, environment),
    ),
    ...reasoned("allowDestroy", props.allowDestroy),
  ];
}
