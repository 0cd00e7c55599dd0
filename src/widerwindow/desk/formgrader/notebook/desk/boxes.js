/**
 * Reads the boxes for points on formgrader's page: a decimal comma too, and nothing outside of a question's limits.
 * formgrader itself makes 4 of whatever is above 4, and of "2,5" as well.
 */
{
  const { GradeUI, $ } = /** @type {any} */ (globalThis);
  const page = GradeUI.prototype;
  const { initialize, render } = page;
  const words = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

  /**
   * The number in a box, null where it is empty, undefined where it is none from 0 to `most`.
   * @param {any} box
   * @param {number} most
   */
  const read = (box, most) => {
    const typed = box.val().trim().replace(",", ".");
    if (typed === "") return null;
    return /^\d+(\.\d+)?$/.test(typed) && Number(typed) <= most ? Number(typed) : undefined;
  };

  /**
   * Says beside a box why nothing is saved, or takes that away.
   * @param {any} box
   * @param {string | undefined} said
   */
  const tell = (box, said) => {
    box
      .attr("aria-invalid", said ? "true" : null)
      .nextAll(".refused")
      .remove();
    if (said) box.after($("<strong class='refused' role='alert'>").text(` ${said} `));
  };

  page.initialize = /** @this {any} */ function () {
    this.$el.find(".score, .extra-credit").attr({ type: "text", inputmode: "decimal" });
    initialize.call(this);
  };

  page.render = /** @this {any} */ function () {
    render.call(this);
    for (const box of [this.$score, this.$extra_credit]) tell(box, "");
  };

  page.save = /** @this {any} */ function () {
    const most = this.model.get("max_score");
    const score = read(this.$score, most);
    const extra = read(this.$extra_credit, Number.POSITIVE_INFINITY);
    tell(this.$score, score === undefined ? words.points?.replace("{most}", most) : "");
    tell(this.$extra_credit, extra === undefined ? words.extra : "");
    if (score === undefined || extra === undefined) return;
    this.model.save({ manual_score: score, extra_credit: extra });
    this.render();
  };
}
