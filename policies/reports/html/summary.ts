import type { Review } from "../../review/result";
import { type Family, familiesOf, findingsOf } from "../findings";
import { cautions, countOf, headline, kindOf, VERDICT_WORDS, VERDICTS } from "../wording";
import { icon } from "./icons";
import { html, type Markup } from "./markup";

/** What was read, when and by what; then how many results have each verdict, and what limits them. */
export function summary(review: Review, toolVersion: string): Markup {
  const { source, summary: counts, today } = review;
  const facts: readonly (readonly [string, string])[] = [
    [kindOf(source), source.path === "-" ? "standard input" : source.path],
    ...(source.terraformVersion === undefined ? [] : [["Terraform", source.terraformVersion] as const]),
    ["Reviewed on", today],
    ["Resources read", String(counts.resources)],
    ["Controls asked", String(review.controls.length)],
    ["Reviewed by", `rekognition-guardrails ${toolVersion}`],
  ];
  return html`<header class="top">
<p class="kicker">Face-data guardrails review</p>
<h1>${headline(review)}</h1>
<p class="promise">Face images on Amazon Rekognition: encrypted at rest with your key, encrypted in transit, and never used to improve the service.</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${cautions(source).map((caution) => html`<p class="notice"><strong>Caution.</strong> ${caution}</p>`)}
</header>
<section aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<dl class="tiles">${VERDICTS.map(
    (verdict) =>
      html`<div class="tile ${verdict}"><dt>${icon(verdict)}${VERDICT_WORDS[verdict].label}</dt><dd>${countOf(counts, verdict)}</dd></div>`,
  )}</dl>
${promises(familiesOf(findingsOf(review)))}
</section>
${waiverProblems(review)}`;
}

/** One row for each promise, so that an auditor sees where the faults are. */
const promises = (
  families: readonly Family[],
): Markup => html`<div class="scroll" tabindex="0" role="region" aria-label="Results by promise"><table class="promises">
<thead><tr><th scope="col">Promise</th>${VERDICTS.map((verdict) => html`<th scope="col" class="${verdict}">${icon(verdict)}<span class="label">${VERDICT_WORDS[verdict].label}</span></th>`)}</tr></thead>
<tbody>${families.map(({ name, promise, findings }) => {
  const results = findings.flatMap((each) => each.results);
  return html`<tr><th scope="row"><a href="#family-${name}">${promise}</a></th>${VERDICTS.map((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? html`<td class="none">0</td>` : html`<td class="${verdict}">${count}</td>`;
  })}</tr>`;
})}</tbody>
</table></div>`;

function waiverProblems({ waiverProblems: problems }: Review): Markup {
  if (problems.length === 0) return html``;
  return html`<section aria-labelledby="waivers-title">
<h2 id="waivers-title">Waiver problems</h2>
<p class="lead">A waiver that has expired, or that matches nothing, fails the review.</p>
<ul class="plain">${problems.map(
    ({ control, origin, problem, message }) =>
      html`<li class="notice"><strong>${control}</strong> ${problem}, at <code>${origin}</code>. ${message}</li>`,
  )}</ul>
</section>`;
}
