import type { AnyControl } from "../control";
import { plainHttp } from "./transit-01-plain-http";
import { oldTls } from "./transit-02-old-tls";
import { plainEndpoints } from "./transit-03-plain-endpoints";
import { plainMessages } from "./transit-04-plain-messages";
import { endpointPolicy } from "./transit-05-endpoint-policy";
import { networkDenies } from "./transit-06-network-denies";

/** Encrypted in transit. */
export const TRANSIT_CONTROLS: readonly AnyControl[] = [
  plainHttp,
  oldTls,
  plainEndpoints,
  plainMessages,
  endpointPolicy,
  networkDenies,
];
