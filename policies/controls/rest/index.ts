import type { AnyControl } from "../control";
import { defaultEncryption } from "./rest-01-default-encryption";
import { bucketKey } from "./rest-02-bucket-key";
import { otherEncryption } from "./rest-03-other-encryption";
import { customerProvidedKeys } from "./rest-04-customer-provided-keys";
import { plainUploads } from "./rest-05-plain-uploads";
import { usableKey } from "./rest-06-usable-key";
import { rotation } from "./rest-07-rotation";
import { deletion } from "./rest-08-deletion";
import { accountControl } from "./rest-09-account-control";
import { nobodyOutside } from "./rest-10-nobody-outside";
import { streamResults } from "./rest-11-stream-results";
import { logGroups } from "./rest-12-log-groups";
import { functionEnvironment } from "./rest-13-function-environment";
import { messages } from "./rest-14-messages";
import { administrators } from "./rest-15-administrators";

/** Encrypted at rest with your key. */
export const REST_CONTROLS: readonly AnyControl[] = [
  defaultEncryption,
  bucketKey,
  otherEncryption,
  customerProvidedKeys,
  plainUploads,
  usableKey,
  rotation,
  deletion,
  accountControl,
  nobodyOutside,
  streamResults,
  logGroups,
  functionEnvironment,
  messages,
  administrators,
];
