import { SEVERITIES } from "../../controls/control";
import type { Review } from "../../review/result";
import { VERDICT_WORDS, VERDICTS } from "../wording";
import { icon } from "./icons";
import { html, type Markup } from "./markup";
import { PARTS } from "./parts-of-the-way";

/** The frameworks that the controls map to, in alphabetical order. */
export const frameworksOf = ({ controls }: Review): readonly string[] =>
  [...new Set(controls.flatMap(({ mappings }) => mappings.map(({ framework }) => framework)))].sort();

/** Hidden until the script finds it: without a script, nothing is filtered. */
export function filters(review: Review): Markup {
  const check = (name: string, value: string, label: Markup): Markup =>
    html`<label class="check"><input type="checkbox" name="${name}" value="${value}" checked>${label}</label>`;
  const frameworks = frameworksOf(review);
  return html`<form class="filters" id="filters" aria-label="Filter the controls" hidden>
<fieldset><legend>Verdict</legend>${VERDICTS.map((verdict) =>
    check("verdict", verdict, html`<span>${icon(verdict)}${VERDICT_WORDS[verdict].label}</span>`),
  )}</fieldset>
<fieldset><legend>Severity</legend>${SEVERITIES.map((severity) =>
    check("severity", severity, html`<span class="capital">${severity}</span>`),
  )}</fieldset>
<div class="fields">
<label>Framework<select name="framework"><option value="">All</option>${frameworks.map(
    (name, index) => html`<option value="${index}">${name}</option>`,
  )}</select></label>
<label>Part of the way<select name="part"><option value="">All</option>${Object.entries(PARTS).map(
    ([part, { name }]) => html`<option value="${part}">${name}</option>`,
  )}</select></label>
<label class="wide">Address or construct path holds<input type="search" name="address" autocomplete="off" spellcheck="false"></label>
</div>
<div class="actions"><p role="status" id="shown"></p><button type="button" id="open-all">Open all</button><button type="button" id="close-all">Close all</button><button type="button" id="show-all">Show everything</button></div>
</form>`;
}
