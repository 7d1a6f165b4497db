/** The data types of condition keys. */
export type KeyType = "String" | "ARN" | "Numeric" | "Date" | "Bool" | "IPAddress" | "Binary";

interface GlobalKey {
  readonly key: string;
  readonly type: KeyType;
  readonly multivalued?: true;
}

/**
 * The global condition keys.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const GLOBAL_KEYS: readonly GlobalKey[] = [
  ...keys("String", [
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:Ec2InstanceSourceVpc",
    "aws:FederatedProvider",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalServiceName",
    "aws:PrincipalTag/*",
    "aws:PrincipalType",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/*",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceTag/*",
    "aws:SourceAccount",
    "aws:SourceIdentity",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:VpceAccount",
    "aws:VpceOrgID",
  ]),
  ...keys("ARN", ["aws:PrincipalArn", "aws:SourceArn", "aws:SourceVpcArn"]),
  ...keys("Bool", [
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalIsAWSService",
    "aws:SecureTransport",
    "aws:ViaAWSService",
  ]),
  ...keys("Numeric", ["aws:MultiFactorAuthAge"]),
  ...keys("Date", ["aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"]),
  ...keys("IPAddress", ["aws:SourceIp", "aws:VpcSourceIp", "aws:Ec2InstanceSourcePrivateIPv4"]),
  ...[
    "aws:CalledVia",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceNamesList",
    "aws:ResourceOrgPaths",
    "aws:SourceOrgPaths",
    "aws:TagKeys",
    "aws:VpceOrgPaths",
    // Of services that the catalogue does not cover.
    "dynamodb:Attributes",
    "dynamodb:LeadingKeys",
  ].map((key): GlobalKey => ({ key, type: "String", multivalued: true })),
];

function keys(type: KeyType, names: readonly string[]): readonly GlobalKey[] {
  return names.map((key) => ({ key, type }));
}

/**
 * The keys that every request carries. A wrong row makes proofs wrong: each has its source, and what is only mostly present
 * (`aws:SourceIp`, `aws:ViaAWSService`, `aws:userid`) is not here. Keys that depend on who asks are in cells/principals.ts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html - "always included in the request
 *   context" is said there of each of these
 */
export const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  "aws:securetransport", // #condition-keys-securetransport
  "aws:currenttime", // #condition-keys-currenttime
  "aws:epochtime", // #condition-keys-epochtime
]);
