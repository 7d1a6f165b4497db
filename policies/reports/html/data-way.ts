import type { Review, ReviewVerdict } from "../../review/result";
import { VERDICT_WORDS, VERDICTS, worstOf } from "../wording";
import { icon } from "./icons";
import { html, type Markup } from "./markup";
import { PARTS, type Part, partOf } from "./parts-of-the-way";

/** The map: the way of a face image, each part with the worst that any of its controls says. Nodes lead to those controls. */
export function dataWay(review: Review): Markup {
  const node = (part: Part): Markup => nodeOf(part, review);
  return html`<section class="way" aria-labelledby="way-title">
<h2 id="way-title">The way of a face image</h2>
<p class="lead">Each part shows the worst verdict of its controls, and leads to them.</p>
<ol class="map">
${node("member")}${link("to-bucket", "uploads")}${node("bucket")}${link("to-function", "is read by")}${node("function")}${link("to-rekognition", "asks")}${node("rekognition")}
${link("from-key", "encrypts", "up")}${node("key")}${link("from-organization", "opts out for", "up")}${node("organization")}
${review.source.kind === "plan" ? node("change") : undefined}
</ol>
</section>`;
}

function nodeOf(part: Part, { results }: Review): Markup {
  const { name, role } = PARTS[part];
  const own = results.filter(({ control }) => partOf(control) === part);
  const worst = worstOf(own.map(({ verdict }) => verdict));
  const first = own.find(({ verdict }) => verdict === worst)?.control;
  const body = html`<span class="node-name">${name}</span><span class="node-role">${role}</span><span class="node-verdict">${icon(worst)}${VERDICT_WORDS[worst].label}</span><span class="node-counts">${countsOf(own.map(({ verdict }) => verdict))}</span>`;
  // A part without controls (where only some were asked) leads nowhere.
  return first === undefined
    ? html`<li class="node ${part} ${worst}"><div class="node-box">${body}</div></li>`
    : html`<li class="node ${part} ${worst}"><a class="node-box" href="#${first}" data-part="${part}">${body}</a></li>`;
}

function countsOf(verdicts: readonly ReviewVerdict[]): string {
  const words = VERDICTS.filter((verdict) => verdict !== "not-applicable").flatMap((verdict) => {
    const count = verdicts.filter((each) => each === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICT_WORDS[verdict].counted}`];
  });
  return words.length === 0 ? "nothing to judge" : words.join(", ");
}

/** An arrow between two parts; in words for those who do not see it. */
const link = (place: string, words: string, direction: "on" | "up" = "on"): Markup =>
  html`<li class="link ${place} ${direction}"><span>${words}</span><svg width="28" height="12" viewBox="0 0 28 12" aria-hidden="true" focusable="false"><path d="M1 6h24m-5-4.5L25.5 6 20 10.5"/></svg></li>`;
