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
export { ConsoleBucketEncryption, type ConsoleBucketEncryptionProps } from "./console-bucket-encryption";
export { CustomLabels } from "./custom-labels";
export type { CustomLabelsProps, ModelGrantOptions } from "./custom-labels/custom-labels-props";
export { CustomerManagedKey, type CustomerManagedKeyProps } from "./customer-managed-key";
export { EncryptedBucket } from "./encrypted-bucket";
export type {
  BucketGrantOptions,
  BucketReadOptions,
  EncryptedBucketProps,
} from "./encrypted-bucket/encrypted-bucket-props";
export { FaceCollection } from "./face-collection";
export type { DailyInvocation } from "./face-collection/daily-invocation";
export type { FaceCollectionProps } from "./face-collection/face-collection-props";
export { FaceLiveness } from "./face-liveness";
export type { FaceLivenessProps, LivenessChallenge } from "./face-liveness/face-liveness-props";
export { FaceVerification } from "./face-verification";
export type { DenialAlarm } from "./face-verification/decision-alarms";
export type { FrontDoor } from "./face-verification/front-door";
export type { ApiScopes, HttpAuthorizer } from "./face-verification/http-api";
export type { FaceVerificationProps } from "./face-verification/props";
export { FailureQueue, type FailureQueueProps } from "./failure-queue";
export { type FunctionBundle, type FunctionName, functionBundle } from "./function-bundle";
export type { FunctionVpc } from "./function-vpc";
export { type ImportedKey, importKey } from "./import-key";
export type { BucketCleanupProps, BucketNameProps, PrivateBucketResources } from "./private-bucket";
export { type EndpointCaller, PrivateEndpoints, type PrivateEndpointsProps } from "./private-endpoints";
export { type PropFault, ValidationError } from "./validation/validation-error";
export { VerificationLambda, type VerificationLambdaProps } from "./verification-lambda";
export { VideoAnalysis } from "./video-analysis";
export { NotificationQueue, type NotificationQueueProps } from "./video-analysis/notification-queue";
export { NotificationTopic, type NotificationTopicProps } from "./video-analysis/notification-topic";
export type {
  ConnectedHomeLabel,
  StreamConnectedHome,
  StreamFaceSearch,
  StreamInput,
} from "./video-analysis/stream-settings";
export type { VideoAnalysisProps } from "./video-analysis/video-analysis-props";
export {
  VideoStreamProcessor,
  type VideoStreamProcessorProps,
} from "./video-analysis/video-stream-processor";
export { type RecordedWaiver, type Waiver, waive, waiversOf } from "./waive";
