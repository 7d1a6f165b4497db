import { CONTROLS } from "../../../policies/controls";
import { controlsPage } from "../../../policies/reports";

describe("the page of controls", () => {
  const page = controlsPage(CONTROLS);

  it("has a row and a section for each control", () => {
    for (const { id, title } of CONTROLS) {
      expect(page).toContain(`| [${id}](#${id.toLowerCase()}) |`);
      expect(page).toContain(`\n### ${id}\n`);
      expect(title).not.toBe("");
    }
  });

  it("has a table for each family", () => {
    expect(page.match(/^## [A-Z]+: /gm)).toHaveLength(8);
    expect(controlsPage(CONTROLS.slice(0, 1)).match(/^## /gm)).toHaveLength(2);
  });
});
