import { logGroupArn } from "./arns";
import { type AwsEnvironment, viaService } from "./aws-environment";
import type { IdentityStatement, TrustPolicy } from "./policy-document";

/** Who may take on a function's role: the Lambda service. */
export const lambdaTrustPolicy: TrustPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowLambda",
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

export interface FunctionRoleOptions {
  readonly environment: AwsEnvironment;
  readonly logGroupName: string;
  readonly keyArn: string;
}

/** What every function needs beside its own work: to log, to trace, and to read its environment. */
export function functionRoleStatements(options: FunctionRoleOptions): readonly IdentityStatement[] {
  const { environment, keyArn } = options;
  return [
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn(environment, options.logGroupName)}:*`,
    },
    {
      // X-Ray's write actions know no resources.
      Sid: "WriteTraces",
      Effect: "Allow",
      Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      Resource: "*",
    },
    {
      Sid: "DecryptEnvironment",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService("lambda", environment) } },
    },
  ];
}

/** What Lambda does in the role's name to put a function into a VPC. */
const NETWORK_INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
] as const;

/**
 * Lets Lambda put the function into a VPC, and keeps the function's own code from the same actions.
 *
 * Lambda asks for them on every resource; the region confines them. Nobody knows the network interface before it is made, and a
 * shared subnet is another account's.
 *
 * @param functionArn without version or alias
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function networkInterfaceStatements(
  environment: AwsEnvironment,
  functionArn: string,
): readonly IdentityStatement[] {
  return [
    {
      Sid: "ManageNetworkInterfaces",
      Effect: "Allow",
      Action: NETWORK_INTERFACE_ACTIONS,
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": environment.region } },
    },
    {
      Sid: "DenyNetworkInterfacesToCode",
      Effect: "Deny",
      // Detaching is not allowed above: the deny holds also where a grant of the caller's own would allow it.
      Action: [...NETWORK_INTERFACE_ACTIONS, "ec2:DetachNetworkInterface"],
      Resource: "*",
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}
