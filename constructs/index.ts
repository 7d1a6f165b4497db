export type { EncryptionKey } from "./access/encryption-key";
export type { Grantee } from "./access/grantee";
export { LeastPrivilegeRole, type LeastPrivilegeRoleProps } from "./access/least-privilege-role";
export { AccessLogBucket, type AccessLogBucketProps } from "./access-log-bucket";
export {
  AiServicesOptOutPolicy,
  type AiServicesOptOutPolicyProps,
  type OptOutChoice,
  type OptOutGuardProps,
} from "./ai-services-opt-out-policy";
export { AlarmTopic, type AlarmTopicProps } from "./alarm-topic";
export { applyGuardrails, type GuardrailsOptions } from "./apply-guardrails";
export type { AwsEnvironmentProps } from "./aws-environment";
export { CustomerManagedKey, type CustomerManagedKeyProps } from "./customer-managed-key";
export {
  type BucketGrantOptions,
  type BucketReadOptions,
  EncryptedBucket,
  type EncryptedBucketProps,
} from "./encrypted-bucket";
export { FailureQueue, type FailureQueueProps } from "./failure-queue";
export { type FunctionBundle, type FunctionName, functionBundle } from "./function-bundle";
export type { FunctionVpc } from "./function-vpc";
export { type ImportedKey, importKey } from "./import-key";
export type { BucketCleanupProps, BucketNameProps, PrivateBucketResources } from "./private-bucket";
export { type EndpointCaller, PrivateEndpoints, type PrivateEndpointsProps } from "./private-endpoints";
export { type PropFault, ValidationError } from "./validation/validation-error";
export { VerificationLambda, type VerificationLambdaProps } from "./verification-lambda";
export { type RecordedWaiver, type Waiver, waive, waiversOf } from "./waive";
