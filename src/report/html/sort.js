"use strict";
// Sorting and filters of the table of dossiers. The page says everything without it.
for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const words = table.dataset;

  const value = (row, column) => {
    const cell = row.cells[column];
    return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim();
  };
  const compare = (a, b) =>
    typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang, { numeric: true });

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
      body.append(...rows);
    });
  });

  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(text, control);
    return label;
  };
  const search = document.createElement("input");
  search.type = "search";
  const verdict = document.createElement("select");
  verdict.append(new Option(words.allLabel, ""));
  for (const name of new Set(rows.map((row) => row.dataset.verdict))) verdict.append(new Option(name, name));
  const shown = document.createElement("p");
  shown.setAttribute("role", "status");
  const apply = () => {
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits =
        (!verdict.value || row.dataset.verdict === verdict.value) &&
        row.cells[0].textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} / ${rows.length} ${words.shownLabel}`;
  };
  search.addEventListener("input", apply);
  verdict.addEventListener("change", apply);
  const controls = document.createElement("div");
  controls.className = "controls";
  controls.append(labelled(words.filterLabel, search), labelled(words.verdictLabel, verdict), shown);
  table.parentElement.before(controls);
  apply();
}
