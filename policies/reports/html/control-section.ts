import type { AnyControl } from "../../controls/control";
import { mappingText } from "../control-markdown";
import type { Findings } from "../findings";
import { VERDICT_WORDS, VERDICTS, worstOf } from "../wording";
import { finding } from "./finding";
import { icon } from "./icons";
import { html, lines, type Markup, sentence } from "./markup";
import { partOf } from "./parts-of-the-way";

/** One control: folded where all is well, open where there is something to read. */
export function controlSection({ control, results }: Findings, frameworks: readonly string[]): Markup {
  const { id, title, severity, rationale } = control;
  const worst = worstOf(results.map(({ verdict }) => verdict));
  const open = worst === "pass" || worst === "not-applicable" ? "" : " open";
  const own = frameworks.flatMap((name, index) =>
    control.mappings.some(({ framework }) => framework === name) ? [String(index)] : [],
  );
  const sorted = VERDICTS.flatMap((verdict) => results.filter((result) => result.verdict === verdict));
  return html`<article class="control ${worst}" id="${id}" data-severity="${severity}" data-part="${partOf(id)}" data-frameworks="${own.join(" ")}">
<details${open}>
<summary><h3><span class="control-id">${icon(worst)}${id}</span> <span class="control-title">${title}</span></h3><span class="control-meta"><span class="capital">${severity}</span> · ${countsOf(results)}</span></summary>
<div class="control-body">
<p class="rationale">${sentence(rationale)}</p>
<ul class="findings">${sorted.map(finding)}</ul>
${remediation(control, worst === "fail" || worst === "unknown")}
${about(control)}
</div>
</details>
</article>`;
}

const countsOf = (results: Findings["results"]): string =>
  VERDICTS.flatMap((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICT_WORDS[verdict].counted}`];
  }).join(", ");

const remediation = ({ remediation: { text, terraform, typescript } }: AnyControl, asked: boolean): Markup =>
  html`<details class="remedy"${asked ? " open" : ""}><summary><h4>How to mend it</h4></summary>
<p>${sentence(text)}</p>
<figure><figcaption>Terraform</figcaption><pre tabindex="0">${lines(terraform)}</pre></figure>
<figure><figcaption>TypeScript</figcaption><pre tabindex="0">${lines(typescript)}</pre></figure>
</details>`;

const about = ({ mappings, differs }: AnyControl): Markup =>
  html`${
    mappings.length === 0
      ? undefined
      : html`<div class="mappings"><h4>Maps to</h4><ul>${mappings.map((mapping) => html`<li>${mappingText(mapping)}</li>`)}</ul></div>`
  }${differs === undefined ? undefined : html`<div class="differs"><h4>Where we differ from general scanners</h4><p>${sentence(differs)}</p></div>`}`;
