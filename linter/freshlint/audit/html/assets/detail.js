// One finding, in full: its place, its words, the fact with its dated source, the suggested text.

function detailOf(report, finding) {
  const get = (column) => report.text(finding, column);
  const severity = SEVERITIES[report.severity[finding]];
  const parts = [];
  const title = element("h2");
  title.append(element("span", `severity ${severity}`, `${severity} [${get("rule")}] `), get("message"));
  const context = element("pre");
  context.append(get("before"), element("mark", "", get("text")), get("after"));
  parts.push(title, context);
  if (get("suggestion")) parts.push(element("h3", "", fixTitle(get("applicability"))), element("pre", "added", get("suggestion")));
  const facts = element("dl");
  const add = (name, value) => { if (value) facts.append(element("dt", "", name), wrapped("dd", value)); };
  add("Page", `${report.address(finding)}:${report.columns.line[finding]}:${report.columns.column[finding]}`);
  add("Expected", get("expected"));
  add("Fact", get("fact"));
  add("Source", sourceOf(get("source_title"), get("source_url")));
  add("Verified", get("verified"));
  add("Advice", get("advice"));
  add("Entity", get("entity"));
  add("Part of page", get("role"));
  add("Confidence", get("confidence"));
  add("Page changed", report.pageText(report.page(finding), "modified"));
  const views = report.pages.views[report.page(finding)];
  add("Page views", views === null ? "" : views.toLocaleString("en"));
  parts.push(facts);
  return parts;
}

function fixTitle(applicability) {
  return applicability === "safe" ? "Suggested text" : "Suggested text: read it before you take it";
}

function sourceOf(title, url) {
  if (!/^https?:/i.test(url)) return title;
  const link = element("a", "", title || url);
  link.href = url;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}

function wrapped(name, value) {
  const made = element(name);
  made.append(value);
  return made;
}
