// The page: views over the filtered findings, and what keys and clicks do.

const PRINTED = 300;

const VIEWS = {
  findings: {
    title: "Findings", sort: "severity", facts: "findings",
    rows: (app) => app.passed,
    columns: (app) => {
      const { report } = app;
      const facet = (key) => (i) => report.facets.find((each) => each.key === key).label(i);
      return [
        { key: "severity", title: "Severity", width: "80px", by: (i) => [-report.severity[i], -report.score[report.page(i)]], show: (i) => [SEVERITIES[report.severity[i]], "", `severity ${SEVERITIES[report.severity[i]]}`] },
        { key: "rule", title: "Rule", width: "110px", by: (i) => [report.text(i, "rule")], show: facet("rule") },
        { key: "message", title: "Finding", width: "minmax(0, 2fr)", by: (i) => [report.text(i, "message")], show: (i) => [report.text(i, "message"), `${report.text(i, "before")}${report.text(i, "text")}${report.text(i, "after")}`.slice(0, 200)] },
        { key: "page", title: "Page", width: "minmax(0, 1fr)", by: (i) => [report.address(i), report.columns.line[i]], show: (i) => [report.address(i), `line ${report.columns.line[i]}`] },
      ];
    },
    open: (app, i) => app.openFinding(i),
  },
  pages: {
    title: "Worst pages", sort: "score", facts: "pages",
    rows: (app) => app.tally("page", (i) => app.report.page(i)),
    columns: (app) => [
      { key: "page", title: "Page", width: "minmax(0, 3fr)", by: (row) => [app.report.pageText(row.key, "address")], show: (row) => [app.report.pageText(row.key, "address"), app.report.pageText(row.key, "modified") && `changed ${app.report.pageText(row.key, "modified")}`] },
      ...severityColumns,
      { key: "views", title: "Views", width: "90px", number: true, by: (row) => [-(app.report.pages.views[row.key] ?? -1)], show: (row) => app.report.pages.views[row.key]?.toLocaleString("en") ?? "–" },
      { key: "score", title: "Severity × views", width: "130px", number: true, by: (row) => [-app.report.score[row.key]], show: (row) => app.report.score[row.key].toLocaleString("en") },
    ],
    open: (app, row) => app.narrow("page", app.report.pageText(row.key, "address")),
  },
  sections: {
    title: "Sections", sort: "stale", facts: "sections",
    rows: (app) => app.tally("section"),
    columns: (app) => [
      { key: "section", title: "Section", width: "minmax(0, 3fr)", by: (row) => [row.label], show: (row) => row.label },
      ...severityColumns,
      { key: "stale", title: "Stale pages", width: "100px", number: true, by: (row) => [-row.pages.size], show: (row) => row.pages.size.toLocaleString("en") },
      { key: "all", title: "All pages", width: "100px", number: true, by: (row) => [-app.report.coverage.section[row.label]], show: (row) => app.report.coverage.section[row.label].toLocaleString("en") },
      { key: "share", title: "Share", width: "80px", number: true, by: (row) => [-row.pages.size / app.report.coverage.section[row.label]], show: (row) => `${Math.round(100 * row.pages.size / app.report.coverage.section[row.label])} %` },
    ],
    open: (app, row) => app.narrow("section", row.label),
  },
  facts: {
    title: "Facts", sort: "total", facts: "facts",
    rows: (app) => app.tally("fact"),
    columns: (app) => [
      { key: "fact", title: "Fact", width: "minmax(0, 2fr)", by: (row) => [row.label], show: (row) => [row.label || "(none)", app.report.text(row.first, "expected")] },
      { key: "source", title: "Source", width: "minmax(0, 2fr)", by: (row) => [app.report.text(row.first, "source_title")], show: (row) => [app.report.text(row.first, "source_title") || "–", app.report.text(row.first, "verified") && `verified ${app.report.text(row.first, "verified")}`] },
      ...severityColumns,
      { key: "stale", title: "Pages", width: "80px", number: true, by: (row) => [-row.pages.size], show: (row) => row.pages.size.toLocaleString("en") },
    ],
    open: (app, row) => app.narrow("fact", row.label),
  },
  translations: {
    title: "Translations", sort: "total", facts: "pages with translations",
    rows: (app) => app.tally("group").filter((row) => row.pages.size > 1),
    columns: (app) => [
      { key: "group", title: "Page", width: "minmax(0, 2fr)", by: (row) => [row.label], show: (row) => row.label },
      { key: "languages", title: "Languages", width: "minmax(0, 2fr)", by: (row) => [-row.pages.size], show: (row) => app.languages(row) },
      ...severityColumns,
    ],
    open: (app, row) => app.narrow("group", row.label),
  },
  unchecked: {
    title: "Not checked", sort: "page", facts: "pages that could not be checked",
    rows: (app) => app.unchecked,
    columns: (app) => [
      { key: "page", title: "Page", width: "minmax(0, 2fr)", by: (page) => [app.report.pageText(page, "address")], show: (page) => app.report.pageText(page, "address") },
      { key: "reason", title: "Why", width: "minmax(0, 3fr)", by: (page) => [app.report.pageText(page, "reason")], show: (page) => app.report.pageText(page, "reason") },
    ],
    open: () => {},
  },
};

const severityColumns = [
  ...[3, 2, 1].map((severity) => ({
    key: SEVERITIES[severity], title: `${SEVERITIES[severity][0].toUpperCase()}${SEVERITIES[severity].slice(1)}s`, width: "75px", number: true,
    by: (row) => [-row.counts[severity]], show: (row) => [row.counts[severity].toLocaleString("en"), "", row.counts[severity] ? SEVERITIES[severity] : ""],
  })),
  { key: "total", title: "Findings", width: "80px", number: true, by: (row) => [-row.total], show: (row) => row.total.toLocaleString("en") },
];

class App {
  constructor(report) {
    this.report = report;
    this.filters = new Filters(report);
    this.unchecked = Array.from({ length: report.pageCount }, (_, page) => page)
      .filter((page) => ["unreadable", "set-aside"].includes(report.pageText(page, "state")));
    this.list = new List(document.getElementById("list"), (row) => this.view.open(this, row));
    this.charts = new Charts(document.getElementById("charts"), report, this.filters.apply().passed, (key, label) => this.narrow(key, label, false));
    this.showHead();
    this.wire();
    this.refresh();
  }

  get view() { return VIEWS[this.filters.view] ?? VIEWS.findings; }

  refresh() {
    const { passed, counts } = this.filters.apply();
    this.passed = passed;
    this.showFilters(counts);
    this.showViews();
    this.showRows();
    this.showDetail();
    this.charts.update(passed);
  }

  changed(keepHistory = false) {
    this.filters.write(keepHistory);
    this.refresh();
  }

  narrow(key, label, toFindings = true) {
    this.filters.choose(key, label);
    if (toFindings) { this.filters.view = "findings"; this.filters.sort = ""; }
    this.changed(true);
  }

  showHead() {
    const { run } = this.report;
    document.title = `freshlint audit of ${run.source}`;
    document.getElementById("about").textContent =
      `${run.source}, run ${run.id} of ${run.started.slice(0, 10)}, facts as of ${run.as_of}, freshlint ${run.version}`;
    const stale = new Set(this.report.columns.page).size;
    const safe = this.report.facets.find((facet) => facet.key === "fix");
    const fixable = safe.numbers.reduce((sum, number) => sum + (safe.labels[number] === FIX_NAMES.safe), 0);
    const totals = [["pages", run.pages], ["pages with findings", stale], ["findings", this.report.size], ["safe fixes", fixable], ["claims undecided", run.undecided], ["pages not checked", run.unchecked]];
    if (run.earlier) totals.push([`fixed since run ${run.earlier}`, run.fixed]);
    for (const [name, value] of totals) {
      const box = element("div");
      box.append(element("dt", "", name), element("dd", "", value.toLocaleString("en")));
      document.getElementById("totals").append(box);
    }
  }

  showFilters(counts) {
    const { filters, report } = this;
    const search = document.getElementById("search");
    if (document.activeElement !== search) search.value = filters.query;
    const selects = [];
    const chips = [];
    report.facets.forEach((facet, index) => {
      const chosen = filters.chosen.get(facet.key);
      if (!facet.hidden && facet.labels.length > 1) selects.push(this.select(facet, counts[index], chosen));
      else if (chosen !== undefined) {
        const chip = element("button", "chip", `${facet.title}: ${chosen || "(none)"} ×`);
        chip.type = "button";
        chip.addEventListener("click", () => { filters.choose(facet.key, null); this.changed(true); });
        chips.push(chip);
      }
    });
    document.getElementById("facets").replaceChildren(...selects);
    document.getElementById("chips").replaceChildren(...chips);
    document.getElementById("clear").hidden = !filters.active;
  }

  select(facet, counts, chosen) {
    const select = element("select", chosen === undefined ? "" : "active");
    select.setAttribute("aria-label", facet.title);
    select.name = facet.key;
    select.append(new Option(`${facet.title}: all`, "all"));
    const numbers = facet.labels.map((_, number) => number).filter((number) => counts[number] || facet.labels[number] === chosen);
    const order = facet.key === "age" ? (a, b) => this.report.ages.indexOf(facet.labels[a]) - this.report.ages.indexOf(facet.labels[b]) : (a, b) => counts[b] - counts[a];
    for (const number of numbers.sort(order)) {
      const option = new Option(`${facet.labels[number] || "(none)"} (${counts[number].toLocaleString("en")})`, `=${facet.labels[number]}`);
      option.selected = facet.labels[number] === chosen;
      select.append(option);
    }
    select.addEventListener("change", () => {
      this.filters.choose(facet.key, select.value === "all" ? null : select.value.slice(1));
      this.changed(true);
      document.querySelector(`select[name="${facet.key}"]`)?.focus();
    });
    return select;
  }

  showViews() {
    const tabs = Object.entries(VIEWS).filter(([name]) => name !== "unchecked" || this.unchecked.length).map(([name, view]) => {
      const tab = element("button", "", view.title);
      tab.type = "button";
      tab.id = `view-${name}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", view === this.view);
      tab.addEventListener("click", () => this.switchTo(name));
      return tab;
    });
    document.getElementById("views").replaceChildren(...tabs);
  }

  switchTo(name) {
    this.filters.view = name;
    this.filters.sort = "";
    this.filters.open = "";
    this.changed(true);
  }

  showRows() {
    const rows = this.view.rows(this);
    const columns = this.view.columns(this);
    const key = this.filters.sort || this.view.sort;
    const column = columns.find((each) => each.key === key) ?? columns[0];
    this.rows = sortedBy(rows, column.by);
    const of = this.view === VIEWS.findings && this.filters.active ? ` of ${this.report.size.toLocaleString("en")}` : "";
    document.getElementById("count").textContent = `${rows.length.toLocaleString("en")}${of} ${this.view.facts}`;
    this.list.show(columns, this.rows, column.key, (sort) => { this.filters.sort = sort; this.changed(); }, this.view.title);
  }

  // The filtered findings by a facet's label: counts by severity, pages, and one finding to quote.
  tally(key, number = null) {
    const facet = this.report.facets.find((each) => each.key === key);
    const rows = new Map();
    for (const i of this.passed) {
      const at = number ? number(i) : facet.numbers[i];
      let row = rows.get(at);
      if (!row) rows.set(at, row = { key: at, label: facet.label(i), counts: [0, 0, 0, 0], total: 0, pages: new Set(), first: i });
      row.counts[this.report.severity[i]]++;
      row.total++;
      row.pages.add(this.report.page(i));
    }
    return [...rows.values()];
  }

  languages(row) {
    return [...row.pages].map((page) => this.report.pageText(page, "language") || "(default)").sort().join(", ");
  }

  openFinding(i) {
    this.filters.open = this.report.text(i, "fingerprint");
    this.filters.write(true);
    this.showDetail();
  }

  showDetail() {
    const detail = document.getElementById("detail");
    const index = this.filters.open ? this.indexOf(this.filters.open) : -1;
    detail.hidden = index < 0;
    if (index < 0) return;
    const close = element("button", "", "Close (Esc)");
    close.type = "button";
    close.addEventListener("click", () => this.closeDetail());
    detail.replaceChildren(...detailOf(this.report, index), close);
    const row = this.view === VIEWS.findings ? this.rows.indexOf(index) : -1;
    if (row >= 0 && row !== this.list.selected) this.list.select(row);
  }

  indexOf(fingerprint) {
    const number = this.report.texts.indexOf(fingerprint);
    return number < 0 ? -1 : this.report.columns.fingerprint.indexOf(number);
  }

  closeDetail() {
    this.filters.open = "";
    this.filters.write();
    this.showDetail();
    this.list.scroll?.focus();
  }

  wire() {
    const search = document.getElementById("search");
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { this.filters.query = search.value; this.changed(); }, 120);
    });
    document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("clear").addEventListener("click", () => this.clear());
    document.getElementById("theme").addEventListener("click", () => this.switchTheme());
    document.getElementById("keys").addEventListener("click", () => document.getElementById("help").showModal());
    addEventListener("hashchange", () => { this.filters.read(); this.refresh(); });
    addEventListener("popstate", () => { this.filters.read(); this.refresh(); });
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => this.showPrinted());
    addEventListener("afterprint", () => document.getElementById("printed").replaceChildren());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => this.setTheme(event.matches ? "dark" : "light"));
  }

  clear() {
    this.filters.clear();
    document.getElementById("search").value = "";
    this.changed(true);
  }

  switchTheme() { this.setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); }

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    this.charts.redraw();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("help").open) return;
    const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
    if (event.key === "Escape") return typing ? event.target.blur() : this.closeDetail();
    if (typing) return;
    const names = Object.keys(VIEWS);
    const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    const does = {
      "/": () => document.getElementById("search").focus(),
      "?": () => document.getElementById("help").showModal(),
      c: () => this.clear(),
      t: () => this.switchTheme(),
      Enter: () => this.list.openSelected(),
    };
    if (event.key === "Enter" && event.target.closest("button, a")) return;
    if (event.key in moves) this.list.move(moves[event.key]);
    else if (event.key in does) does[event.key]();
    else if (names[event.key - 1] && (names[event.key - 1] !== "unchecked" || this.unchecked.length)) this.switchTo(names[event.key - 1]);
    else return;
    event.preventDefault();
  }

  // On paper: the first findings in full, for a list that scrolls cannot be printed.
  showPrinted() {
    const chosen = this.view === VIEWS.findings ? this.rows : this.passed;
    const papers = chosen.slice(0, PRINTED).map((i) => {
      const paper = element("section", "paper");
      paper.append(...detailOf(this.report, i));
      return paper;
    });
    const left = chosen.length - papers.length;
    if (left > 0) papers.push(element("p", "", `… and ${left.toLocaleString("en")} more: filter, then print again.`));
    document.getElementById("printed").replaceChildren(...papers);
  }
}

// Keys are made once a row: a comparison only compares.
function sortedBy(rows, by) {
  const keyed = rows.map((row, index) => ({ row, key: by(row), index }));
  keyed.sort((a, b) => {
    for (let part = 0; part < a.key.length; part++) {
      if (a.key[part] < b.key[part]) return -1;
      if (a.key[part] > b.key[part]) return 1;
    }
    return a.index - b.index;
  });
  return keyed.map((each) => each.row);
}

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
loadReport().then(async (report) => {
  const app = new App(report);
  document.documentElement.dataset.ready = "true";
  await app.charts.ready;
  document.documentElement.dataset.charts = "true";
  (window.requestIdleCallback ?? setTimeout)(() => report.searchable());
});
