import type { AnyControl } from "../control";
import { publicAccessBlock } from "./access-01-public-access-block";
import { bucketOwnerEnforced } from "./access-02-bucket-owner-enforced";
import { outsiders } from "./access-03-outsiders";
import { fullAccess } from "./access-04-full-access";
import { namedResources } from "./access-05-named-resources";
import { decryptEverything } from "./access-06-decrypt-everything";
import { everyBucket } from "./access-07-every-bucket";
import { publicFunction } from "./access-08-public-function";
import { environmentCredentials } from "./access-09-environment-credentials";
import { roleTrust } from "./access-10-role-trust";
import { passRole } from "./access-11-pass-role";

/** Only those who must. */
export const ACCESS_CONTROLS: readonly AnyControl[] = [
  publicAccessBlock,
  bucketOwnerEnforced,
  outsiders,
  fullAccess,
  namedResources,
  decryptEverything,
  everyBucket,
  publicFunction,
  environmentCredentials,
  roleTrust,
  passRole,
];
