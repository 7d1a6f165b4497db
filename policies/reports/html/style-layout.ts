/** Type, summary, filters and findings. */
export const LAYOUT = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, footer { max-width: 66rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem); }
h1, h2, .family-title { font-family: Charter, "Bitstream Charter", "Iowan Old Style", Cambria, Georgia, serif; font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(2rem, 5vw, 3rem); margin: 0 0 1rem; letter-spacing: -0.01em; }
h2 { font-size: 1.6rem; margin: 0 0 0.75rem; }
h3, h4 { margin: 0; font-size: 1rem; font-weight: 600; }
h4 { font-size: 0.875rem; color: var(--quiet); }
p { margin: 0 0 0.75rem; max-width: 44rem; }
a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; }
code { overflow-wrap: anywhere; }
pre { margin: 0.5rem 0 0; padding: 0.9rem 1rem; background: var(--code); border-radius: 6px; overflow-x: auto; line-height: 1.5; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
#controls-title:focus { outline: none; }
section { margin-top: 3.5rem; }
footer { margin-top: 4rem; padding-bottom: 3rem; color: var(--quiet); font-size: 0.875rem; }
footer p { border-top: 1px solid var(--line); padding-top: 1.25rem; max-width: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--sheet); z-index: 1; }
.sprite { position: absolute; }
.icon, .sprite { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.icon { color: var(--accent); flex: none; vertical-align: -0.15em; margin-right: 0.4em; }
.capital::first-letter { text-transform: uppercase; }
.capital { display: inline-block; }
.kicker { margin: 0 0 0.75rem; color: var(--quiet); font-size: 0.95rem; }
.top { padding-top: clamp(2.5rem, 7vw, 5rem); }
.promise, .lead { color: var(--quiet); }
.promise { font-size: 1.1rem; margin-bottom: 2rem; }
dl, dd, dt { margin: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1.1rem 2rem; padding: 1.25rem 0; border-block: 1px solid var(--line); }
.facts > :first-child { grid-column: span 2; }
.facts dt, .waiver dt { color: var(--quiet); font-size: 0.85rem; }
.facts dd, .waiver dd { overflow-wrap: anywhere; }
.notice { margin: 1.25rem 0 0; padding: 0.8rem 1.1rem; max-width: none; background: var(--unknown-ground); border-radius: 6px; overflow-wrap: anywhere; }
.plain, .findings { list-style: none; margin: 0; padding: 0; }
.tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: 0.75rem; }
.tile { background: var(--tint); border-radius: 8px; padding: 0.9rem 1.1rem; }
.tile dt { color: var(--accent); font-size: 0.9rem; }
.tile dd { font: 600 2rem/1.2 Charter, "Bitstream Charter", Georgia, serif; font-variant-numeric: lining-nums tabular-nums; margin-top: 0.25rem; }
.scroll { overflow-x: auto; margin-top: 1.5rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.6rem 0.5rem; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; }
thead th { color: var(--quiet); font-size: 0.85rem; vertical-align: bottom; }
th:first-child { text-align: left; padding-left: 0; min-width: 11rem; }
td.none { color: var(--quiet); }
td:not(.none) { color: var(--accent); font-weight: 600; }
td.not-applicable { font-weight: 400; }
thead .icon { display: none; }
.filters { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1.1rem 1.25rem; }
fieldset { border: 0; margin: 0 0 0.9rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.25rem; }
legend { float: left; width: 5.5rem; padding: 0; color: var(--quiet); font-size: 0.9rem; }
.check { display: inline-flex; align-items: center; gap: 0.45rem; min-height: 1.75rem; }
.check input { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--link); }
.fields { display: grid; grid-template-columns: 1fr 1fr 2fr; gap: 0.9rem; }
.fields label { display: grid; gap: 0.25rem; color: var(--quiet); font-size: 0.9rem; align-content: end; }
select, input[type="search"], button { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.4rem 0.7rem; min-height: 2.4rem; width: 100%; min-width: 0; }
button { width: auto; cursor: pointer; }
button:hover { background: var(--code); }
.actions { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; margin-top: 1.1rem; }
.actions p { margin: 0 auto 0 0; }
.family { margin-top: 2.5rem; }
.family-title { font-size: 1.2rem; margin-bottom: 0.5rem; }
.control { border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
.control:last-child { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; }
.control > details > summary { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; align-items: baseline; padding: 0.8rem 0; list-style: none; }
.control > details > summary::-webkit-details-marker { display: none; }
.control h3 { flex: 1 1 26rem; display: flex; flex-wrap: wrap; gap: 0 0.9rem; font-weight: 400; }
.control-id { white-space: nowrap; min-width: 11.2rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
.control-title { flex: 1 1 14rem; }
.control.fail .control-title, .control.unknown .control-title { font-weight: 600; }
.control-meta { color: var(--quiet); font-size: 0.875rem; }
.control > details[open] > summary .control-title { font-weight: 600; }
.control-body { padding: 0.25rem 0 2rem; }
.finding { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.15rem; margin: 0.9rem 0; overflow-wrap: anywhere; }
.finding { content-visibility: auto; contain-intrinsic-size: auto 10rem; }
.finding > *:last-child { margin-bottom: 0; }
.finding-head { display: flex; flex-wrap: wrap; gap: 0.35rem 0.8rem; align-items: baseline; max-width: none; }
.address { font-size: 0.95em; font-weight: 600; }
.badge { display: inline-flex; align-items: center; padding: 0.1rem 0.65rem 0.1rem 0.5rem; background: var(--tint); color: var(--accent); border-radius: 99px; font-size: 0.875rem; font-weight: 600; white-space: nowrap; }
.made { color: var(--quiet); font-size: 0.9rem; }
.evidence, .witness { margin-top: 0.9rem; }
.evidence ul, .mappings ul { margin: 0.25rem 0 0; padding-left: 1.1rem; }
.waiver { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 0.75rem 1.5rem; margin: 0.75rem 0; padding: 0.8rem 1rem; background: var(--tint); border-radius: 6px; }
.remedy, .mappings, .differs { margin-top: 1.25rem; }
.remedy h4 { display: inline; }
.remedy p { margin-top: 0.5rem; }
figure { margin: 0.9rem 0 0; }
figcaption { font-size: 0.85rem; color: var(--quiet); }
.mappings ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.35rem 0.5rem; }
.mappings li { overflow-wrap: anywhere; font-size: 0.85rem; padding: 0.1rem 0.6rem; border: 1px solid var(--line); border-radius: 4px; }
@media screen and (max-width: 46rem) {
  thead .icon { display: inline; margin: 0; }
  thead .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .scroll { position: relative; }
  th:first-child { min-width: 0; }
  th, td { padding-inline: 0.35rem; }
  .facts > :first-child { grid-column: 1 / -1; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .fields { grid-template-columns: 1fr; }
  legend { float: none; width: 100%; margin-bottom: 0.2rem; }
  .actions p { flex: 1 0 100%; }
  section { margin-top: 2.75rem; }
}
`;
