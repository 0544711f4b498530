// Formulas are MathML already. The formgrader's script waits for MathJax to have ended
// before it lets the keyboard in: it always has.
var MathJax = {Hub: {Startup: {signal: {Interest: tell => tell("End")}}}};

$(() => {
  const hidden = $(".name-hidden"), shown = $(".name-shown");
  const toggle = on => {
    hidden.add(shown).tooltip("hide");
    shown.toggle(on);
    hidden.toggle(!on);
  };
  const eye = (icons, title, on) =>
    icons.filter("span").tooltip({title, placement: "bottom", trigger: "hover"})
      .on("click", () => toggle(on));
  eye(hidden, "Show student name", true);
  eye(shown, "Hide student name", false);
  $("[data-link]").map((_, link) => linkTo("directory", link.dataset.link)(_, link));
});
