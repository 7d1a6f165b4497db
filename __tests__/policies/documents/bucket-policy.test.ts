import {
  accessLogBucketPolicy,
  encryptedBucketPolicy,
  PolicyStatementError,
} from "../../../policies/documents";

const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const environment = { partition: "aws", accountId: "123456789012" } as const;
const bucket = "arn:aws:s3:::faces";
const objects = `${bucket}/*`;
const ALGORITHM = "s3:x-amz-server-side-encryption";
const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const UPLOADS = ["s3:PutObject", "s3:ReplicateObject", "s3:UpdateObjectEncryption"];
const deny = { Effect: "Deny", Principal: "*" };
const TRANSPORT = [
  {
    Sid: "DenyPlainHttp",
    ...deny,
    Action: "s3:*",
    Resource: [bucket, objects],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  {
    Sid: "DenyTlsBelow12",
    ...deny,
    Action: "s3:*",
    Resource: [bucket, objects],
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  },
];

describe("encryptedBucketPolicy", () => {
  it("is this document", () => {
    expect(encryptedBucketPolicy({ environment, bucketName: "faces", keyArn: KEY_ARN })).toEqual({
      Version: "2012-10-17",
      Statement: [
        ...TRANSPORT,
        {
          Sid: "DenyOtherAlgorithm",
          ...deny,
          Action: UPLOADS,
          Resource: objects,
          Condition: {
            Null: { [ALGORITHM]: "false" },
            StringNotEquals: { [ALGORITHM]: ["aws:kms", "aws:kms:dsse"] },
          },
        },
        {
          Sid: "DenyOtherKey",
          ...deny,
          Action: UPLOADS,
          Resource: objects,
          Condition: { Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY_ARN } },
        },
        {
          Sid: "DenyKmsWithoutKeyId",
          ...deny,
          Action: UPLOADS,
          Resource: objects,
          Condition: {
            StringEquals: { [ALGORITHM]: ["aws:kms", "aws:kms:dsse"] },
            Null: { [KEY_ID]: "true" },
          },
        },
        {
          Sid: "DenyCustomerProvidedKey",
          ...deny,
          Action: ["s3:PutObject", "s3:ReplicateObject"],
          Resource: objects,
          Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
        },
      ],
    });
  });

  it("uses no negated operator with IfExists, which would refuse uploads without headers", () => {
    const text = JSON.stringify(encryptedBucketPolicy({ environment, bucketName: "faces", keyArn: KEY_ARN }));
    expect(text).not.toContain("IfExists");
  });

  it("is built for the partition", () => {
    const text = JSON.stringify(
      encryptedBucketPolicy({
        environment: { partition: "aws-us-gov", accountId: "123456789012" },
        bucketName: "faces",
        keyArn: KEY_ARN,
      }),
    );
    expect(text).toContain("arn:aws-us-gov:s3:::faces/*");
    expect(text).not.toContain("arn:aws:s3");
  });

  it("refuses to have one of its statements replaced", () => {
    const additionalStatements = [
      { Sid: "DenyOtherKey", Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: objects },
    ] as const;
    expect(() =>
      encryptedBucketPolicy({ environment, bucketName: "faces", keyArn: KEY_ARN, additionalStatements }),
    ).toThrow(PolicyStatementError);
  });
});

describe("accessLogBucketPolicy", () => {
  const options = { environment, bucketName: "faces", sourceBucketNames: [] as string[] };

  it("is this document without a source", () => {
    expect(accessLogBucketPolicy(options)).toEqual({ Version: "2012-10-17", Statement: TRANSPORT });
  });

  it.each([
    [["one"], "arn:aws:s3:::one"],
    [
      ["one", "other"],
      ["arn:aws:s3:::one", "arn:aws:s3:::other"],
    ],
  ])("lets S3 deliver for %j", (sourceBucketNames, sources) => {
    expect(accessLogBucketPolicy({ ...options, sourceBucketNames }).Statement).toEqual([
      {
        Sid: "AllowLogDelivery",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: objects,
        Condition: {
          ArnEquals: { "aws:SourceArn": sources },
          StringEquals: { "aws:SourceAccount": "123456789012" },
        },
      },
      ...TRANSPORT,
    ]);
  });
});
