// What is filtered: held in the address, so that a link shows the same findings.

class Filters {
  constructor(report) {
    this.report = report;
    this.read();
  }

  read() {
    const held = new URLSearchParams(location.hash.slice(1));
    this.view = held.get("view") ?? "findings";
    this.sort = held.get("sort") ?? "";
    this.query = held.get("q") ?? "";
    this.open = held.get("open") ?? "";
    this.chosen = new Map();
    for (const facet of this.report.facets) if (held.has(facet.key)) this.chosen.set(facet.key, held.get(facet.key));
  }

  write(keepHistory) {
    const held = new URLSearchParams();
    if (this.view !== "findings") held.set("view", this.view);
    if (this.sort) held.set("sort", this.sort);
    if (this.query) held.set("q", this.query);
    for (const [key, label] of this.chosen) held.set(key, label);
    if (this.open) held.set("open", this.open);
    const address = `#${held}`;
    if (address === (location.hash || "#")) return;
    history[keepHistory ? "pushState" : "replaceState"](null, "", address);
  }

  choose(key, label) {
    if (label === null) this.chosen.delete(key);
    else this.chosen.set(key, label);
  }

  clear() {
    this.query = "";
    this.chosen.clear();
  }

  get active() { return this.query !== "" || this.chosen.size > 0; }

  // The findings that pass, and for each facet how many there would be for each of its labels.
  apply() {
    const { facets, size } = this.report;
    const counts = facets.map((facet) => new Int32Array(facet.labels.length));
    const wanted = facets.map((facet) => this.chosen.has(facet.key) ? facet.number(this.chosen.get(facet.key)) : null);
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    const haystack = words.length ? this.report.searchable() : null;
    const passed = [];
    for (let i = 0; i < size; i++) {
      if (haystack && !words.every((word) => haystack[i].includes(word))) continue;
      let missed = -1;
      let misses = 0;
      for (let f = 0; f < facets.length && misses < 2; f++) {
        if (wanted[f] !== null && facets[f].numbers[i] !== wanted[f]) { missed = f; misses++; }
      }
      if (misses === 0) {
        passed.push(i);
        for (let f = 0; f < facets.length; f++) counts[f][facets[f].numbers[i]]++;
      } else if (misses === 1) counts[missed][facets[missed].numbers[i]]++;
    }
    return { passed, counts };
  }
}
