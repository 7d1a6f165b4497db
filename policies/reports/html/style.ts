import { LAYOUT } from "./style-layout";
import { MAP } from "./style-map";
import { PRINT } from "./style-print";

/** Colours first: light, and dark where the reader's system is. All of them have a contrast of at least 4.5 on their ground. */
const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --sheet: #ffffff; --ink: #1c2126; --quiet: #59616a; --line: #e0ddd5; --link: #1d4f91; --code: #f3f1ec;
  --fail: #a4231b; --fail-ground: #fbeceb; --unknown: #7d5200; --unknown-ground: #fbf3e0; --waived: #5a4591; --waived-ground: #f1eefa;
  --pass: #1b6242; --pass-ground: #e9f4ee; --none: #59616a; --none-ground: #f1f1ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --sheet: #1b1f23; --ink: #e7e5e0; --quiet: #a5adb5; --line: #343a40; --link: #93bdf5; --code: #23282d;
    --fail: #ff9d94; --fail-ground: #3a1f1d; --unknown: #f0c264; --unknown-ground: #352a13; --waived: #c6b4f5; --waived-ground: #2a2440;
    --pass: #84d3a9; --pass-ground: #1a3025; --none: #a5adb5; --none-ground: #25292d;
  }
}
.fail { --accent: var(--fail); --tint: var(--fail-ground); }
.unknown { --accent: var(--unknown); --tint: var(--unknown-ground); }
.waived { --accent: var(--waived); --tint: var(--waived-ground); }
.pass { --accent: var(--pass); --tint: var(--pass-ground); }
.not-applicable { --accent: var(--none); --tint: var(--none-ground); }
`;

export const STYLE = `${COLOURS}${LAYOUT}${MAP}${PRINT}`;
