import { describeRequest } from "../../language";
import type { Result } from "../../review/result";
import { visibleRequest } from "../visible";
import { badge } from "./icons";
import { html, lines, type Markup, sentence } from "./markup";

/** What a control says of one subject, and why. */
export function finding(result: Result): Markup {
  const { subject, constructPath, verdict, reason, evidence, witness, waiver } = result;
  const searched = [subject ?? "", constructPath ?? "", ...evidence.map(({ address }) => address)].join(" ");
  return html`<li class="finding ${verdict}" data-verdict="${verdict}" data-address="${searched.toLowerCase()}">
<p class="finding-head">${badge(verdict)} ${
    subject === null
      ? html`<span class="whole">The configuration</span>`
      : html`<code class="address">${subject}</code>`
  }</p>
${constructPath === undefined ? undefined : html`<p class="made">made by <code>${constructPath}</code></p>`}
<p class="reason">${sentence(reason)}</p>
${waiver === undefined ? undefined : waiverOf(waiver)}
${
  evidence.length === 0
    ? undefined
    : html`<div class="evidence"><h4>Evidence</h4><ul>${evidence.map(
        ({ address, path }) =>
          html`<li><code>${address}</code>${path === "" ? undefined : html` <code>${path}</code>`}</li>`,
      )}</ul></div>`
}
${
  witness === undefined
    ? undefined
    : html`<div class="witness"><h4>A request for which it decides wrongly</h4><pre tabindex="0">${lines(describeRequest(visibleRequest(witness)))}</pre></div>`
}
</li>`;
}

const waiverOf = ({ reason, owner, expires, origin, verdict }: NonNullable<Result["waiver"]>): Markup =>
  html`<dl class="waiver"><div><dt>Waived because</dt><dd>${reason}</dd></div><div><dt>Owner</dt><dd>${owner}</dd></div><div><dt>Until</dt><dd>${expires}</dd></div><div><dt>Written in</dt><dd><code>${origin}</code></dd></div><div><dt>Without it</dt><dd>${verdict}</dd></div></dl>`;
