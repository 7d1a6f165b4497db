export * from "./arns";
export * from "./aws-environment";
export * from "./bucket-policy";
export * from "./console-bucket-policy";
export * from "./custom-labels";
export * from "./endpoint-policies";
export * from "./face-collection";
export * from "./face-liveness";
export * from "./free-sid";
export * from "./function-role";
export * from "./key-policy";
export * from "./key-use";
export { keyUseStatements } from "./key-use-statements";
export {
  IDENTITY_ELEMENTS,
  PolicyStatementError,
  refuseEveryone,
  refuseWhatAwsRefuses,
  TRUST_ELEMENTS,
} from "./merge-statements";
export * from "./messaging-policy";
export * from "./one-or-more";
export * from "./opt-out-guard-policy";
export * from "./opt-out-policy";
export type * from "./policy-document";
export * from "./rekognition-statements";
export * from "./render-policy";
export { denyPlainHttp, denyTlsBelow12 } from "./transport";
export * from "./video-analysis";
export * from "./video-streams";
