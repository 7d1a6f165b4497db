import type { Review } from "../../review/result";
import { type Family, familiesOf, findingsOf } from "../findings";
import type { ReportOptions } from "../options";
import { headline } from "../wording";
import { controlSection } from "./control-section";
import { dataWay } from "./data-way";
import { filters, frameworksOf } from "./filters";
import { sprite } from "./icons";
import { html, type Markup } from "./markup";
import { page } from "./page";
import { summary } from "./summary";

/** A page for a reviewer to hand to an auditor: one file, which fetches nothing and works without its script. */
export function renderHtml(review: Review, { toolVersion }: ReportOptions): string {
  const frameworks = frameworksOf(review);
  const body = html`${sprite}
<a class="skip" href="#controls-title">Skip to the controls</a>
<main>
${summary(review, toolVersion)}
${dataWay(review)}
<section class="controls" aria-labelledby="controls-title">
<h2 id="controls-title" tabindex="-1">Controls</h2>
${filters(review)}
<p id="nothing" class="lead" hidden>No result is like that.</p>
${familiesOf(findingsOf(review)).map((family) => familySection(family, frameworks))}
</section>
</main>
<footer><p>Made by rekognition-guardrails ${toolVersion}. A verdict tells what the configuration says, on the day of the review; what is deployed may differ.</p></footer>`;
  return page(`${headline(review)}: face-data guardrails review of ${review.source.path}`, body);
}

const familySection = ({ name, promise, findings }: Family, frameworks: readonly string[]): Markup =>
  html`<section class="family" id="family-${name}" aria-labelledby="family-${name}-title">
<p class="family-title" id="family-${name}-title">${promise}</p>
${findings.map((each) => controlSection(each, frameworks))}
</section>`;
