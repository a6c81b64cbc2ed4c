// The report's data: columns unpacked from the page, and the facets by which findings are filtered.

const SEVERITIES = { 3: "error", 2: "warning", 1: "notice" };
const WEIGHTS = { 3: 10, 2: 3, 1: 1 };
const FIX_NAMES = { safe: "safe fix", unsafe: "fix to read", manual: "advice", "": "no fix" };

async function loadReport() {
  const text = document.getElementById("data").textContent.trim();
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Report(await new Response(stream).json());
}

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

class Report {
  constructor(raw) {
    this.run = raw.run;
    this.texts = raw.texts;
    this.ages = raw.ages;
    this.coverage = raw.coverage;
    this.pages = raw.pages;
    this.columns = raw.findings;
    this.trend = raw.trend;
    this.size = raw.findings.page.length;
    this.pageCount = raw.pages.address.length;
    this.severity = raw.findings.severity;
    this.facets = this.makeFacets();
    this.haystack = null;
    this.score = this.scorePages();
  }

  text(finding, column) { return this.texts[this.columns[column][finding]]; }
  page(finding) { return this.columns.page[finding]; }
  pageText(page, column) { return this.texts[this.pages[column][page]]; }
  address(finding) { return this.pageText(this.page(finding), "address"); }

  // A facet gives each finding a number, and each number a label. Hidden ones are set by clicking rows.
  makeFacets() {
    const own = (column) => (finding) => this.text(finding, column);
    const ofPage = (column) => (finding) => this.pageText(this.page(finding), column);
    const facets = [
      new Facet("severity", "Severity", this.size, (finding) => SEVERITIES[this.severity[finding]]),
      new Facet("rule", "Rule", this.size, own("rule")),
      new Facet("entity", "Entity", this.size, own("entity")),
      new Facet("section", "Section", this.size, ofPage("section")),
      new Facet("age", "Page age", this.size, ofPage("age")),
      new Facet("language", "Language", this.size, ofPage("language")),
      new Facet("fix", "Fix", this.size, (finding) => FIX_NAMES[this.text(finding, "applicability")]),
      new Facet("fact", "Fact", this.size, own("fact"), true),
      new Facet("page", "Page", this.size, (finding) => this.address(finding), true),
      new Facet("group", "Translations", this.size, ofPage("group"), true),
    ];
    if (this.run.earlier) facets.splice(7, 0, new Facet("status", "Since last run", this.size, own("status")));
    return facets;
  }

  scorePages() {
    const score = new Float64Array(this.pageCount);
    for (let i = 0; i < this.size; i++) score[this.page(i)] += WEIGHTS[this.severity[i]];
    return score.map((weight, page) => weight * (1 + (this.pages.views[page] ?? 0)));
  }

  // Built when it is first searched, or when the page is idle.
  searchable() {
    if (!this.haystack) {
      this.haystack = Array.from({ length: this.size }, (_, i) =>
        [this.address(i), ...["rule", "entity", "before", "text", "after", "message", "fact", "expected"]
          .map((column) => this.text(i, column))].join(" ").toLowerCase());
    }
    return this.haystack;
  }
}

class Facet {
  constructor(key, title, size, value, hidden = false) {
    Object.assign(this, { key, title, hidden });
    this.labels = [];
    this.numbers = new Int32Array(size);
    this.known = new Map();
    for (let i = 0; i < size; i++) {
      const label = value(i);
      let number = this.known.get(label);
      if (number === undefined) {
        number = this.labels.length;
        this.known.set(label, number);
        this.labels.push(label);
      }
      this.numbers[i] = number;
    }
  }

  number(label) { return this.known.has(label) ? this.known.get(label) : -1; }
  label(finding) { return this.labels[this.numbers[finding]]; }
}
