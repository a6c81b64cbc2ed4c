// Charts of what is filtered, drawn by Vega-Lite. A click on a bar filters by it.

const BARS = 8;
const ERRORS = 1; // Vega also warns of a chart that has nothing to show.
const CHARTS = [
  { key: "section", title: "By section" },
  { key: "entity", title: "By entity" },
  { key: "fact", title: "By fact" },
  { key: "rule", title: "By rule" },
  { key: "age", title: "By page age" },
];

class Charts {
  constructor(holder, report, passed, onChoose) {
    Object.assign(this, { report, passed, onChoose });
    this.plots = CHARTS.map((chart) => ({ ...chart, ...this.frame(holder, chart.title), view: null }));
    this.trend = report.trend.length > 1 ? this.frame(holder, "Over runs") : null;
    this.ready = this.embed();
  }

  frame(holder, title) {
    const box = element("div", "chart");
    const plot = element("div", "plot");
    box.append(element("h2", "", title), plot);
    holder.append(box);
    return { plot };
  }

  async embed() {
    for (const chart of this.plots) {
      chart.view?.finalize();
      const order = chart.key === "age" ? this.report.ages : null;
      chart.view = await this.draw(chart.plot, barSpec(this.rowsOf(chart.key), order));
      chart.view.addEventListener("click", (_, item) => {
        const label = item?.datum?.full;
        if (label !== undefined) this.onChoose(chart.key, label);
      });
    }
    if (this.trend) await this.draw(this.trend.plot, trendSpec(this.report.trend));
  }

  async draw(holder, spec) {
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    const config = {
      background: null,
      font: "system-ui, sans-serif",
      axis: { labelColor: color("ink"), titleColor: color("soft"), gridColor: color("line"), domainColor: color("line"), tickColor: color("line") },
      legend: { labelColor: color("ink"), titleColor: color("soft") },
      range: { category: ["error", "warning", "notice"].map(color) },
      view: { stroke: null },
    };
    // `ast`: expressions are interpreted, so that no code is made from text.
    const made = await vegaEmbed(holder, spec, { actions: false, ast: true, renderer: "svg", logLevel: ERRORS, config });
    return made.view;
  }

  async redraw() {
    this.ready = this.ready.then(() => this.embed());
    await this.ready;
  }

  rowsOf(key) {
    return countBySeverity(this.report, this.report.facets.find((facet) => facet.key === key), this.passed);
  }

  async update(passed) {
    this.passed = passed;
    await this.ready;
    for (const chart of this.plots) await chart.view.data("table", this.rowsOf(chart.key)).runAsync();
  }
}

function countBySeverity(report, facet, passed) {
  const counts = new Int32Array(facet.labels.length * 4);
  for (const finding of passed) counts[facet.numbers[finding] * 4 + report.severity[finding]]++;
  const total = (number) => counts[number * 4 + 1] + counts[number * 4 + 2] + counts[number * 4 + 3];
  const largest = facet.labels.map((_, number) => number).filter((number) => total(number) > 0)
    .sort((a, b) => total(b) - total(a)).slice(0, BARS);
  return largest.flatMap((number) => [3, 2, 1].map((severity) => ({
    label: facet.labels[number] || "(none)",
    full: facet.labels[number],
    severity: SEVERITIES[severity],
    rank: 3 - severity,
    findings: counts[number * 4 + severity],
    total: total(number),
  })));
}

const COLOR = {
  field: "severity", type: "nominal", legend: null,
  scale: { domain: ["error", "warning", "notice"] },
};

function barSpec(rows, order) {
  return {
    width: "container", height: 150, autosize: { type: "fit", contains: "padding" },
    data: { name: "table", values: rows },
    mark: { type: "bar", cursor: "pointer", height: 13 },
    encoding: {
      y: { field: "label", type: "nominal", title: null, sort: order ?? { field: "total", order: "descending" }, axis: { labelLimit: 115, minExtent: 120, maxExtent: 120, domain: false, ticks: false } },
      x: { field: "findings", type: "quantitative", title: null, axis: { tickCount: 4, format: "~s" } },
      color: COLOR, order: { field: "rank" },
      tooltip: [{ field: "label", title: " " }, { field: "severity" }, { field: "findings", format: "," }],
    },
  };
}

function trendSpec(trend) {
  const rows = trend.flatMap((run) => ["error", "warning", "notice"].map((severity) => (
    { run: `${run.run} (${run.day})`, severity, findings: run[severity] })));
  return {
    width: "container", height: 150, autosize: { type: "fit", contains: "padding" },
    data: { values: rows },
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "run", type: "ordinal", title: "run", sort: null, axis: { labelAngle: 0, labelOverlap: true } },
      y: { field: "findings", type: "quantitative", title: null, axis: { tickCount: 4, format: "~s" } },
      color: COLOR,
      tooltip: [{ field: "run" }, { field: "severity" }, { field: "findings", format: "," }],
    },
  };
}
