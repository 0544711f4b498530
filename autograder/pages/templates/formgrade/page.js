// Formulas are MathML already. The formgrader's script waits for MathJax to have ended
// before it lets the keyboard in: it always has.
var MathJax = {Hub: {Startup: {signal: {Interest: tell => tell("End")}}}};

// Who hears the page has to be told its language, and what its fields are for.
document.documentElement.lang = "en";
$(() => {
  $("input.score").attr("aria-label", "Points");
  $("textarea.comment").attr("aria-label", "Comment");
  $("body > .container > .panel > .panel-heading")
    .attr({"role": "region", "aria-label": "Notebook"});
});

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

// What was given is folded: what a person reads is what a student wrote, and the task
// above it.
$(() => {
  const fold = (cells, title) => {
    const folded = $("<details class='given'>").append($("<summary>").text(title));
    $(cells[0]).before(folded);
    folded.append(cells);
  };
  const cells = $("#notebook-container .cell").get();
  const isRead = cell => $(cell).find("textarea.comment").length > 0;
  let given = [];
  const close = () => {
    if (given.length) fold(given, `Given: ${given.length} cell${given.length > 1 ? "s" : ""}`);
    given = [];
  };
  cells.forEach((cell, place) => {
    const asks = cell.matches(".text_cell") && isRead(cells[place + 1]);
    if (asks || $(cell).find(".nbgrader_cell").length) close();
    else given.push(cell);
  });
  close();
  $(".nbgrader_cell").not((_, cell) => isRead(cell)).find(".input_area")
    .each((_, code) => fold([code], "The check"));
});

// Straight to what waits, and from one to the next.
$(window).on("load", () => {
  const field = name => document.getElementById(name);
  const wanted = new URLSearchParams(location.search);
  const show = cell => {
    $(cell).parents("details").attr("open", true);
    cell.scrollIntoView({block: "center"});
  };
  const arrive = () => {
    const waits = formgrader.grades.filter(one => one.get("needs_manual_grade"))
      .map(one => field(one.get("name"))).filter(Boolean);
    const asked = waits.find(one => one.id === wanted.get("exercise")) || waits[0];
    if (!asked || wanted.has("index")) return;
    show(asked);
    asked.focus({preventScroll: true});
  };
  const ready = setInterval(() => {
    if (!window.formgrader?.loaded || !formgrader.grades.loaded) return;
    clearInterval(ready);
    arrive();
  }, 50);

  const links = $(".waiting");
  $(document).on("focusin", ".score, .comment", event => {
    const name = event.target.id.replace(/-comment$/, "");
    links.each((_, link) => { link.search = `?exercise=${encodeURIComponent(name)}`; });
  });
  const go = where => {
    const link = links.filter(`[data-where=${where}]`)[0];
    formgrader.save(() => { location = link.href; });
  };
  links.on("click", event => {
    event.preventDefault();
    go(event.currentTarget.dataset.where);
  });
  document.addEventListener("keydown", event => {
    const where = {Period: "next", Comma: "prev"}[event.code];
    if (!event.altKey || event.ctrlKey || !where) return;
    event.preventDefault();
    go(where);
  });

  const place = `${base_url}/submissions/${submission_id}/rubric`;
  $.ajax(place, {dataType: "json"}).done(rubrics => {
    for (const [name, html] of Object.entries(rubrics)) {
      const cell = $(field(name)).closest(".nbgrader_cell");
      const told = $("<details class='rubric' open>")
        .append($("<summary>").text("What the course says of a good answer"), html);
      cell.children(".panel-footer").before(told);
    }
  });

  const seen = text => $(text).siblings(".preview").add(
    $(text).siblings(".preview").length ? [] : $("<div class='preview'>").insertAfter(text));
  $(document).on("input focusin", ".comment", _.debounce(event => {
    const text = event.target;
    const headers = {"X-XSRFToken": (/_xsrf=([^;]*)/.exec(document.cookie) || [])[1]};
    $.post({url: `${base_url}/preview`, data: text.value, contentType: "text/plain", headers})
      .done(html => seen(text).html(html));
  }, 300));
});
