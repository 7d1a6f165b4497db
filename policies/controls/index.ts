import { ACCESS_CONTROLS } from "./access";
import { CHANGE_CONTROLS } from "./change";
import type { AnyControl } from "./control";
import { DETECT_CONTROLS } from "./detect";
import { OPTOUT_CONTROLS } from "./optout";
import { REST_CONTROLS } from "./rest";
import { RETAIN_CONTROLS } from "./retain";
import { TRANSIT_CONTROLS } from "./transit";
import { VERIFY_CONTROLS } from "./verify";

/** The catalogue: every control, in the order in which reports tell them. */
export const CONTROLS: readonly AnyControl[] = [
  ...REST_CONTROLS,
  ...TRANSIT_CONTROLS,
  ...OPTOUT_CONTROLS,
  ...ACCESS_CONTROLS,
  ...RETAIN_CONTROLS,
  ...DETECT_CONTROLS,
  ...VERIFY_CONTROLS,
  ...CHANGE_CONTROLS,
];

/** What the families of controls promise, by the word in their ids. */
export const FAMILIES: Readonly<Record<string, string>> = {
  REST: "Encrypted at rest with your key",
  TRANSIT: "Encrypted in transit",
  OPTOUT: "Never used to improve the service",
  ACCESS: "Only those who must",
  RETAIN: "Kept no longer, and lost no sooner, than meant",
  DETECT: "Seen when it goes wrong",
  VERIFY: "The decision itself",
  CHANGE: "What a plan would take away",
};
