import type { AnyControl } from "../control";
import { takenAway } from "./change-01-taken-away";
import { safeguards } from "./change-02-safeguards";

export const CHANGE_CONTROLS: readonly AnyControl[] = [takenAway, safeguards];
