/** The page's only script: it filters, opens and closes what the page already shows. It reads no address and asks for nothing. */
export const SCRIPT = `"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const controls = [...document.querySelectorAll(".control")];
  const families = [...document.querySelectorAll(".family")];
  const total = document.querySelectorAll(".finding").length;

  const apply = () => {
    const data = new FormData(form);
    const verdicts = new Set(data.getAll("verdict"));
    const severities = new Set(data.getAll("severity"));
    const framework = data.get("framework");
    const part = data.get("part");
    const address = data.get("address").trim().toLowerCase();
    let count = 0;
    for (const control of controls) {
      const asked =
        severities.has(control.dataset.severity) &&
        (part === "" || control.dataset.part === part) &&
        (framework === "" || control.dataset.frameworks.split(" ").includes(framework));
      let any = false;
      for (const finding of control.querySelectorAll(".finding")) {
        const wanted =
          asked && verdicts.has(finding.dataset.verdict) && finding.dataset.address.includes(address);
        finding.hidden = !wanted;
        if (wanted) {
          any = true;
          count += 1;
        }
      }
      control.hidden = !any;
    }
    for (const family of families) family.hidden = family.querySelector(".control:not([hidden])") === null;
    document.getElementById("nothing").hidden = count > 0;
    shown.textContent = "Showing " + count + " of " + total + (total === 1 ? " result" : " results");
  };

  const setAll = (open) => {
    for (const details of document.querySelectorAll(".control > details")) details.open = open;
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("show-all").addEventListener("click", () => {
    form.reset();
    apply();
  });
  document.getElementById("open-all").addEventListener("click", () => setAll(true));
  document.getElementById("close-all").addEventListener("click", () => setAll(false));

  for (const node of document.querySelectorAll("a[data-part]")) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      form.elements.namedItem("part").value = node.dataset.part;
      apply();
      document.getElementById("controls-title").scrollIntoView();
      document.getElementById("controls-title").focus({ preventScroll: true });
    });
  }

  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target === null ? null : target.querySelector(":scope > details");
    if (details !== null) details.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  apply();
})();
`;
