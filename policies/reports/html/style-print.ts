/** On paper: all is open, nothing is to be clicked, and light colours whatever the screen has. */
export const PRINT = `
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --sheet: #ffffff; --ink: #000000; --quiet: #4a5057; --line: #c9c9c9; --link: #000000; --code: #f5f5f5;
    --fail: #a4231b; --fail-ground: #fbeceb; --unknown: #7d5200; --unknown-ground: #fbf3e0; --waived: #5a4591; --waived-ground: #f1eefa;
    --pass: #1b6242; --pass-ground: #e9f4ee; --none: #59616a; --none-ground: #f1f1ef;
  }
  @page { margin: 16mm 14mm; }
  body { font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main, footer { max-width: none; padding: 0; }
  .top { padding-top: 0; }
  .filters, .skip { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  section { margin-top: 1.6rem; }
  h2, .family-title, .control > details > summary { break-after: avoid; }
  .map { grid-template-columns: minmax(0, 1fr) 4.2rem minmax(0, 1fr) 4.2rem minmax(0, 1fr) 4.2rem minmax(0, 1fr); }
  .node-name { font-size: 0.95rem; }
  .node-box { padding: 0.6rem 0.7rem; }
  .finding { content-visibility: visible; }
  .finding, .tile, .node, figure { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`;
