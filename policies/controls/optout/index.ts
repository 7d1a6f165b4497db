import type { AnyControl } from "../control";
import { effective } from "./optout-01-effective";
import { valid } from "./optout-02-valid";
import { locked } from "./optout-03-locked";
import { attached } from "./optout-04-attached";
import { noOptIn } from "./optout-05-no-opt-in";
import { typeEnabled } from "./optout-06-type-enabled";
import { streamProcessors } from "./optout-07-stream-processors";
import { guarded } from "./optout-08-guarded";

export const OPTOUT_CONTROLS: readonly AnyControl[] = [
  effective,
  valid,
  locked,
  attached,
  noOptIn,
  typeEnabled,
  streamProcessors,
  guarded,
];
