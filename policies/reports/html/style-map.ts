/** The way of a face image: a row of parts with the key and the organization below; on a narrow screen, one column. */
export const MAP = `
.map { list-style: none; margin: 1.25rem 0 0; padding: 0; display: grid; grid-template-columns: 1fr 4.5rem 1fr 4.5rem 1fr 4.5rem 1fr; align-items: stretch; }
.node-box { display: flex; flex-direction: column; height: 100%; padding: 0.9rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: 8px; color: inherit; text-decoration: none; }
a.node-box:hover { background: var(--tint); }
.node-name { font: 600 1.1rem/1.3 Charter, "Bitstream Charter", Georgia, serif; }
.node-role, .node-counts { color: var(--quiet); font-size: 0.85rem; line-height: 1.4; }
.node-role { flex: 1; }
.node-verdict { margin-top: 0.75rem; color: var(--accent); font-weight: 600; font-size: 0.95rem; }
.link { display: flex; flex-direction: column; align-items: center; justify-content: center; color: var(--quiet); font-size: 0.8rem; line-height: 1.3; text-align: center; gap: 0.2rem; }
.link svg { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.member { grid-area: 1 / 1; } .to-bucket { grid-area: 1 / 2; } .bucket { grid-area: 1 / 3; } .to-function { grid-area: 1 / 4; }
.function { grid-area: 1 / 5; } .to-rekognition { grid-area: 1 / 6; } .rekognition { grid-area: 1 / 7; }
.from-key { grid-area: 2 / 3; } .key { grid-area: 3 / 3; } .from-organization { grid-area: 2 / 7; } .organization { grid-area: 3 / 7; }
.change { grid-area: 3 / 1; }
.change .node-box { border-style: dashed; border-top-style: solid; }
.link.up { flex-direction: row; gap: 0.6rem; padding: 0.7rem 0; }
.link.up svg { transform: rotate(-90deg); }
@media screen and (max-width: 56rem) {
  .map { grid-template-columns: 1fr; }
  .map > * { grid-area: auto; }
  .link { flex-direction: row; gap: 0.6rem; padding: 0.6rem 0; }
  .link svg { transform: rotate(90deg); }
  .node-box { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; }
  .node-verdict { margin: 0; grid-area: 1 / 2; justify-self: end; }
  .node-role, .node-counts { grid-column: 1 / -1; }
  .link.up { display: none; }
  .key, .organization, .change { margin-top: 0.75rem; order: 3; }
}
`;
